package io.pumprig.simulator.sweep;

import io.pumprig.simulator.report.Html;
import io.pumprig.simulator.report.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A sweep's verdicts as one page that needs nothing else: the matrix in letters and colours, each
 * place with its numbers, a failure with a link to the scenario that does it again; then what
 * failed and what is open.
 */
final class SweepHtml {
    private final Html page = new Html();
    private final Sweep sweep;
    private final List<Cell> cells;

    private SweepHtml(Sweep sweep, List<Cell> cells) {
        this.sweep = sweep;
        this.cells = cells;
    }

    static String of(Sweep sweep, List<Cell> cells) {
        SweepHtml made = new SweepHtml(sweep, cells);
        made.body();
        return Page.plain("pumprig sweep", made.page);
    }

    private void body() {
        page.raw("<h1>Sweep: ")
                .text(sweep.scenario().name())
                .raw("</h1>\n<p><span class=\"backend sim\">backend: sim</span> version ")
                .text(sweep.version())
                .text(
                        ", seed "
                                + sweep.seed()
                                + ", "
                                + sweep.moments()
                                + " moments, runs end "
                                + SweepMatrix.hours(sweep.horizonNanos())
                                + " after their fault at the latest.")
                .raw("</p>\n");
        legend();
        matrix();
        list("Failures", cells.stream().filter(cell -> cell.verdict().isFailure()).toList());
        list("Open", cells.stream().filter(cell -> cell.verdict() == Verdict.OPEN).toList());
    }

    private void legend() {
        page.raw("<table class=\"matrix\">\n");
        SweepMatrix.counts(cells)
                .forEach(
                        (verdict, count) ->
                                page.raw("<tr>")
                                        .element(
                                                "td",
                                                style(verdict),
                                                String.valueOf(verdict.letter()))
                                        .element("td", Integer.toString(count))
                                        .element("th", verdict.meaning())
                                        .raw("</tr>\n"));
        page.raw("</table>\n<h2>Fault by moment</h2>\n");
    }

    private void matrix() {
        Map<String, Cell> byPlace = new HashMap<>();
        cells.forEach(cell -> byPlace.put(cell.row() + " " + cell.moment(), cell));
        page.raw("<div class=\"scroll\"><table class=\"matrix\">\n<tr>")
                .element("th", "hour of the therapy");
        for (int m = 0; m < sweep.moments(); m++) {
            page.element("td", SweepMatrix.hours(sweep.momentNanos(m)).replace(" h", ""));
        }
        page.raw("</tr>\n");
        for (SweepRow row : sweep.rows()) {
            page.raw("<tr><th title=\"")
                    .text(expected(row))
                    .raw("\">")
                    .text(row.id() + " " + row.name())
                    .raw("</th>");
            for (int m = 0; m < sweep.moments(); m++) {
                place(byPlace.get(row.id() + " " + m));
            }
            page.raw("</tr>\n");
        }
        page.raw("</table></div>\n");
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
            page.raw("<td title=\"not run\"></td>");
            return;
        }
        page.raw("<td class=\"")
                .raw(style(cell.verdict()))
                .raw("\" title=\"")
                .text(told(cell))
                .raw("\">");
        if (cell.verdict().isFailure()) {
            link(cell, String.valueOf(cell.verdict().letter()));
        } else {
            page.text(String.valueOf(cell.verdict().letter()));
        }
        page.raw("</td>");
    }

    /** To the scenario that does the failing run again. */
    private void link(Cell cell, String name) {
        page.raw("<a href=\"")
                .text(SweepReport.FAILING + "/" + CellScenario.fileName(cell.row(), cell.moment()))
                .raw("\">")
                .text(name)
                .raw("</a>");
    }

    private void list(String title, List<Cell> some) {
        page.raw("<h2>").text(title + ": " + some.size()).raw("</h2>\n<ul>\n");
        for (Cell cell : some) {
            page.raw("<li>");
            String where = cell.row() + " at " + SweepMatrix.hours(cell.atNanos());
            if (cell.verdict().isFailure()) {
                link(cell, where);
            } else {
                page.text(where);
            }
            page.text(": " + told(cell)).raw("</li>\n");
        }
        page.raw("</ul>\n");
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
            case OPEN -> "unknown";
            case NOT_APPLICABLE -> "na";
            default -> "failed";
        };
    }
}
