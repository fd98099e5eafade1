package io.pumprig.simulator.sweep;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A sweep's verdicts as one page that needs nothing else: the matrix in letters and colours, each
 * place with its numbers, then what failed and what is open.
 */
final class SweepHtml {
    private static final String STYLE =
            "body{font:14px sans-serif;margin:2em;color:#111;background:#fff}"
                    + "table{border-collapse:collapse}th{text-align:left;font-weight:normal;"
                    + "padding:0 .8em 0 0;white-space:nowrap}"
                    + "td{border:1px solid #ccc;padding:.1em .4em;text-align:center;"
                    + "font-family:monospace}"
                    + ".ok{background:#d8f0d8}.seen{background:#e8e8f8}.open{background:#fff0b0}"
                    + ".na{background:#eee}.bad{background:#c02020;color:#fff;font-weight:bold}"
                    + "ul{line-height:1.5}";

    private final StringBuilder page = new StringBuilder(1 << 16);
    private final Sweep sweep;
    private final List<Cell> cells;

    private SweepHtml(Sweep sweep, List<Cell> cells) {
        this.sweep = sweep;
        this.cells = cells;
    }

    static String of(Sweep sweep, List<Cell> cells) {
        return new SweepHtml(sweep, cells).page();
    }

    private String page() {
        page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<title>pumprig sweep</title><style>")
                .append(STYLE)
                .append("</style></head><body>\n<h1>Sweep: ")
                .append(escaped(sweep.scenario().name()))
                .append("</h1>\n<p>backend: sim, version ")
                .append(escaped(sweep.version()))
                .append(", seed ")
                .append(sweep.seed())
                .append(", ")
                .append(sweep.moments())
                .append(" moments, runs end ")
                .append(SweepMatrix.hours(sweep.horizonNanos()))
                .append(" after their fault at the latest.</p>\n");
        legend();
        matrix();
        list("Failures", cells.stream().filter(cell -> cell.verdict().isFailure()).toList());
        list("Open", cells.stream().filter(cell -> cell.verdict() == Verdict.OPEN).toList());
        page.append("</body></html>\n");
        return page.toString();
    }

    private void legend() {
        page.append("<table>\n");
        SweepMatrix.counts(cells)
                .forEach(
                        (verdict, count) ->
                                page.append("<tr><td class=\"")
                                        .append(style(verdict))
                                        .append("\">")
                                        .append(verdict.letter())
                                        .append("</td><td>")
                                        .append(count)
                                        .append("</td><th>&nbsp;")
                                        .append(escaped(verdict.meaning()))
                                        .append("</th></tr>\n"));
        page.append("</table>\n<h2>Fault by moment</h2>\n");
    }

    private void matrix() {
        Map<String, Cell> byPlace = new HashMap<>();
        cells.forEach(cell -> byPlace.put(cell.row() + " " + cell.moment(), cell));
        page.append("<table>\n<tr><th>hour of the therapy</th>");
        for (int m = 0; m < sweep.moments(); m++) {
            page.append("<td>")
                    .append(SweepMatrix.hours(sweep.momentNanos(m)).replace(" h", ""))
                    .append("</td>");
        }
        page.append("</tr>\n");
        for (SweepRow row : sweep.rows()) {
            page.append("<tr><th title=\"")
                    .append(escaped(expected(row)))
                    .append("\">")
                    .append(escaped(row.id() + " " + row.name()))
                    .append("</th>");
            for (int m = 0; m < sweep.moments(); m++) {
                place(byPlace.get(row.id() + " " + m));
            }
            page.append("</tr>\n");
        }
        page.append("</table>\n");
    }

    private static String expected(SweepRow row) {
        if (row.isHealthy()) {
            return "no fault, no alarm";
        }
        return row.expectation().isObservable()
                ? row.expectation().alarmName() + " within " + row.expectation().limit()
                : row.expectation().reason();
    }

    private void place(Cell cell) {
        if (cell == null) {
            page.append("<td title=\"not run\"></td>");
            return;
        }
        page.append("<td class=\"")
                .append(style(cell.verdict()))
                .append("\" title=\"")
                .append(escaped(told(cell)))
                .append("\">")
                .append(cell.verdict().letter())
                .append("</td>");
    }

    private void list(String title, List<Cell> some) {
        page.append("<h2>").append(title).append(": ").append(some.size()).append("</h2>\n<ul>\n");
        for (Cell cell : some) {
            page.append("<li>")
                    .append(escaped(cell.row() + " at " + SweepMatrix.hours(cell.atNanos())))
                    .append(": ")
                    .append(escaped(told(cell)))
                    .append("</li>\n");
        }
        page.append("</ul>\n");
    }

    /** Verdict, alarm, time, volume and limit in one line. */
    private static String told(Cell cell) {
        StringBuilder told = new StringBuilder(cell.verdict().meaning());
        if (cell.alarm() != null) {
            told.append("; ").append(cell.alarm());
        }
        if (cell.verdict() != Verdict.NOT_APPLICABLE) {
            told.append(" after ")
                    .append(CellScenario.time(cell.afterNanos()))
                    .append(", ")
                    .append(CellScenario.microlitres(cell.commandedPicolitres()))
                    .append(" commanded, the tip ")
                    .append(CellScenario.microlitres(cell.shortPicolitres()))
                    .append(" short");
        }
        if (cell.limit() != null) {
            told.append("; limit ").append(cell.limit());
        }
        if (!cell.cause().isEmpty()) {
            told.append("; ").append(cell.cause());
        }
        return told.toString();
    }

    private static String style(Verdict verdict) {
        return switch (verdict) {
            case FOUND, SILENT -> "ok";
            case UNSEEN -> "seen";
            case OPEN -> "open";
            case NOT_APPLICABLE -> "na";
            default -> "bad";
        };
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
