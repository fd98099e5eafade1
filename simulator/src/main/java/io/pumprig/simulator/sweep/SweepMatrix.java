package io.pumprig.simulator.sweep;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The verdicts of a sweep as text: a line for each row, a letter for each moment. */
public final class SweepMatrix {
    private static final int MOST_LISTED = 40;

    private SweepMatrix() {}

    /** Prints matrix, legend, and what failed or is open, with its cause. */
    public static void print(PrintStream out, Sweep sweep, List<Cell> cells) {
        Map<String, char[]> lines = lines(sweep, cells);
        int width = sweep.rows().stream().mapToInt(row -> title(row).length()).max().orElse(0);
        out.println(
                " ".repeat(width)
                        + "  "
                        + sweep.moments()
                        + " moments from "
                        + hours(sweep.momentNanos(0))
                        + " to "
                        + hours(sweep.momentNanos(sweep.moments() - 1)));
        for (SweepRow row : sweep.rows()) {
            String title = title(row);
            out.println(
                    title
                            + " ".repeat(width - title.length())
                            + "  "
                            + new String(lines.get(row.id())));
        }
        out.println();
        EnumMap<Verdict, Integer> counts = counts(cells);
        counts.forEach(
                (verdict, count) ->
                        out.println(verdict.letter() + "  " + count + "  " + verdict.meaning()));
        list(out, "failures", cells.stream().filter(cell -> cell.verdict().isFailure()).toList());
        list(out, "open", cells.stream().filter(cell -> cell.verdict() == Verdict.OPEN).toList());
    }

    private static String title(SweepRow row) {
        return row.id().contains("/") ? row.id() : row.id() + " " + row.name();
    }

    private static Map<String, char[]> lines(Sweep sweep, List<Cell> cells) {
        Map<String, char[]> lines = new LinkedHashMap<>();
        for (SweepRow row : sweep.rows()) {
            lines.put(row.id(), " ".repeat(sweep.moments()).toCharArray());
        }
        for (Cell cell : cells) {
            lines.get(cell.row())[cell.moment()] = cell.verdict().letter();
        }
        return lines;
    }

    /** How many of each verdict. */
    static EnumMap<Verdict, Integer> counts(List<Cell> cells) {
        EnumMap<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        cells.forEach(cell -> counts.merge(cell.verdict(), 1, Integer::sum));
        return counts;
    }

    private static void list(PrintStream out, String what, List<Cell> cells) {
        if (cells.isEmpty()) {
            return;
        }
        out.println();
        out.println(what + ":");
        for (Cell cell : cells.subList(0, Math.min(cells.size(), MOST_LISTED))) {
            out.println(
                    "  "
                            + cell.row()
                            + " at "
                            + hours(cell.atNanos())
                            + ": "
                            + cell.verdict().meaning()
                            + ", "
                            + cell.cause());
        }
        if (cells.size() > MOST_LISTED) {
            out.println("  and " + (cells.size() - MOST_LISTED) + " more, in the report");
        }
    }

    /** A time in hours, for people. */
    static String hours(long nanos) {
        return String.format(Locale.ROOT, "%.2f h", nanos / 3.6e12);
    }
}
