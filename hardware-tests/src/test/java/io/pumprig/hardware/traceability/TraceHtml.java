package io.pumprig.hardware.traceability;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The trace for people: one page that asks for nothing else, with an anchor for each number. What a
 * colour says, a word beside it says too.
 */
final class TraceHtml {
    private static final String STYLE =
            """
            body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem;
              color:#1a1a1a;background:#fff}
            h1{font-size:1.6rem}h2{margin-top:2.5rem;border-bottom:1px solid #bbb}
            table{border-collapse:collapse;width:100%}
            th,td{border:1px solid #ccc;padding:.3rem .5rem;text-align:left;vertical-align:top}
            th{background:#f0f0f0;position:sticky;top:0}
            code{font-size:.9em;overflow-wrap:anywhere}
            .lead{font-size:1.15rem}
            .verified,.passed{color:#0b5d1e}.partly,.skipped{color:#7a4b00}
            .not-applicable{color:#444}.failed,.missing{color:#a30000;font-weight:bold}
            :target{background:#fff6cc}
            ul{margin:.2rem 0;padding-left:1.2rem}summary{cursor:pointer}
            """;

    private final Trace trace;
    private final StringBuilder page = new StringBuilder(1 << 18);

    TraceHtml(Trace trace) {
        this.trace = trace;
    }

    String text() {
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width\">\n")
                .append("<title>pumprig: traceability</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>pumprig: from hazard to test</h1>\n");
        summary();
        lists();
        hazards();
        requirements();
        alarms();
        faults();
        notMet();
        page.append("</body>\n</html>\n");
        return page.toString();
    }

    private void summary() {
        page.append("<p class=\"lead\">").append(escape(trace.summary())).append("</p>\n<p>");
        page.append(trace.tests().size())
                .append(" tests ran in this build, on rig ")
                .append(escape(trace.rig()))
                .append(". Jump to <a href=\"#hazards\">hazards</a>, ")
                .append("<a href=\"#requirements\">requirements</a>, ")
                .append("<a href=\"#alarms\">alarms</a>, <a href=\"#faults\">faults</a>, ")
                .append("<a href=\"#not-met\">what this rig cannot meet</a>.</p>\n");
    }

    private void lists() {
        bullets("Gaps", trace.gaps());
        bullets("Mistakes", trace.mistakes());
    }

    private void bullets(String title, List<String> lines) {
        page.append("<h2>").append(title).append("</h2>\n");
        if (lines.isEmpty()) {
            page.append("<p>None.</p>\n");
            return;
        }
        page.append("<ul>\n");
        lines.forEach(line -> page.append("<li>").append(escape(line)).append("</li>\n"));
        page.append("</ul>\n");
    }

    private void hazards() {
        head("hazards", "Hazards", "Hazard", "Harm", "Requirements");
        for (Tables.Hazard hazard : trace.tables().hazards()) {
            page.append("<tr id=\"").append(escape(hazard.id())).append("\"><td>");
            page.append(escape(hazard.id() + " " + hazard.title())).append("</td><td>");
            page.append(escape(hazard.harm())).append("</td><td>");
            for (Trace.TracedRequirement traced : trace.requirements()) {
                if (traced.requirement().hazards().contains(hazard.id())) {
                    link(traced.requirement().id());
                    page.append(" (").append(traced.status().words()).append(")<br>");
                }
            }
            page.append("</td></tr>\n");
        }
        page.append("</table>\n");
    }

    private void requirements() {
        head(
                "requirements",
                "Requirements",
                "Requirement",
                "Hazard",
                "Status",
                "Classes and packages",
                "Tests");
        for (Trace.TracedRequirement traced : trace.requirements()) {
            Tables.Requirement requirement = traced.requirement();
            page.append("<tr id=\"").append(escape(requirement.id())).append("\"><td><b>");
            page.append(escape(requirement.id())).append("</b> ");
            page.append(escape(requirement.title())).append("<br><small>");
            page.append(escape(requirement.threshold())).append("</small></td><td>");
            requirement.hazards().forEach(hazard -> link(hazard).append(' '));
            page.append("</td><td>");
            status(traced.status(), traced.notMet());
            page.append("</td><td>");
            classes(traced.design());
            page.append("</td><td>");
            tests(traced.tests());
            page.append("</td></tr>\n");
        }
        page.append("</table>\n");
    }

    private void faults() {
        head("faults", "Faults", "Fault", "Seen within", "Status", "Tests");
        for (Trace.TracedFault traced : trace.faults()) {
            page.append("<tr id=\"").append(escape(traced.fault().id())).append("\"><td>");
            page.append(escape(traced.fault().id() + " " + traced.fault().name()));
            page.append("</td><td>").append(escape(traced.fault().detectionLimit()));
            page.append("</td><td>");
            status(traced.status(), traced.notMet());
            page.append("</td><td>");
            tests(traced.tests());
            page.append("</td></tr>\n");
        }
        page.append("</table>\n");
    }

    private void alarms() {
        List<Tables.Case> cases = trace.tables().cases();
        String[] columns = new String[cases.size() + 1];
        columns[0] = "Alarm";
        for (int i = 0; i < cases.size(); i++) {
            columns[i + 1] = cases.get(i).name();
        }
        head("alarms", "Alarms, and how each protection could act wrongly", columns);
        for (AlarmCases alarm : trace.alarms()) {
            page.append("<tr id=\"").append(alarm.alarm().name()).append("\"><td><code>");
            page.append(alarm.alarm().name()).append("</code><br>");
            page.append(alarm.alarm().priority()).append(", ");
            page.append(alarm.alarm().isCritical() ? "critical, " : "non-critical, ");
            page.append(alarm.alarm().reaction().label()).append("</td>");
            for (AlarmCases.Cell cell : alarm.cells()) {
                page.append("<td>");
                cell(alarm, cell);
                page.append("</td>");
            }
            page.append("</tr>\n");
        }
        page.append("</table>\n<ul>\n");
        for (Tables.Case kind : cases) {
            page.append("<li><b>").append(escape(kind.name())).append("</b>: ");
            page.append(escape(kind.proves())).append("</li>\n");
        }
        page.append("</ul>\n");
    }

    private void cell(AlarmCases alarm, AlarmCases.Cell cell) {
        if (cell.isProved()) {
            tests(cell.tests());
        }
        if (cell.excuse() != null) {
            page.append("<span class=\"not-applicable\">does not apply: ");
            page.append(escape(cell.excuse().reason())).append("</span>");
        }
        if (cell.isEmpty()) {
            page.append(
                    alarm.isRequired()
                            ? "<span class=\"missing\">missing</span>"
                            : "<span class=\"not-applicable\">not asked for</span>");
        }
    }

    private void notMet() {
        head("not-met", "What this rig cannot meet", "Number", "What", "Reason");
        for (Tables.NotMet one : trace.tables().notMet()) {
            page.append("<tr><td>");
            link(one.id()).append(one.whole() ? " (all of it)" : " (in part)");
            page.append("</td><td>").append(escape(one.part())).append("</td><td>");
            page.append(escape(one.reason())).append("</td></tr>\n");
        }
        page.append("</table>\n");
    }

    private void head(String id, String title, String... columns) {
        page.append("<h2 id=\"").append(id).append("\">").append(escape(title));
        page.append("</h2>\n<table>\n<tr>");
        for (String column : columns) {
            page.append("<th scope=\"col\">").append(escape(column)).append("</th>");
        }
        page.append("</tr>\n");
    }

    private StringBuilder link(String id) {
        return page.append("<a href=\"#")
                .append(escape(id))
                .append("\">")
                .append(escape(id))
                .append("</a>");
    }

    private void status(Status status, List<Tables.NotMet> notMet) {
        String style = status.name().toLowerCase(Locale.ROOT).replace('_', '-');
        page.append("<span class=\"").append(style).append("\">");
        page.append(status.words()).append("</span>");
        for (Tables.NotMet one : notMet) {
            page.append("<br><small>not met: ").append(escape(one.part() + ". " + one.reason()));
            page.append("</small>");
        }
    }

    private void classes(List<String> design) {
        if (design.isEmpty()) {
            page.append("none says so");
        }
        for (String name : design) {
            page.append("<code title=\"").append(escape(name)).append("\">");
            page.append(escape(name.replace("io.pumprig.", ""))).append("</code><br>");
        }
    }

    /** By class; folded, since a requirement can have dozens. */
    private void tests(List<TracedTest> tests) {
        if (tests.isEmpty()) {
            page.append("none");
            return;
        }
        Map<String, StringBuilder> byClass = new TreeMap<>();
        for (TracedTest test : tests) {
            String owner = test.className().replace("io.pumprig.", "");
            String word = test.result().word();
            byClass.computeIfAbsent(owner, key -> new StringBuilder())
                    .append("<li><span class=\"")
                    .append(word)
                    .append("\">")
                    .append(word)
                    .append("</span> ")
                    .append(escape(test.method()))
                    .append("</li>");
        }
        long passed = tests.stream().filter(TracedTest::passed).count();
        page.append("<details><summary>").append(passed).append(" of ").append(tests.size());
        page.append(" passed</summary>");
        byClass.forEach(
                (owner, items) ->
                        page.append("<code>")
                                .append(escape(owner))
                                .append("</code><ul>")
                                .append(items)
                                .append("</ul>"));
        page.append("</details>");
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
