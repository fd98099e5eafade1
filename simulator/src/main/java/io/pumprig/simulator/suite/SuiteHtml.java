package io.pumprig.simulator.suite;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import io.pumprig.simulator.report.Html;
import io.pumprig.simulator.report.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The results of a suite as one page: every run, what failed with links to its evidence and report,
 * and for each requirement the scenarios that name it.
 */
public final class SuiteHtml {
    private static final String PAGE = "index.html";

    private final Path directory;
    private final List<ScenarioResult> results;
    private final Map<ScenarioResult, Path> evidence;
    private final String version;
    private final Html page = new Html();

    private SuiteHtml(
            Path directory,
            List<ScenarioResult> results,
            Map<ScenarioResult, Path> evidence,
            String version) {
        this.directory = directory;
        this.results = results;
        this.evidence = evidence;
        this.version = version;
    }

    /**
     * Writes {@code index.html}.
     *
     * @param evidence the folders of those that failed
     * @return the page
     * @throws IOException when it cannot be written
     */
    public static Path write(
            Path directory,
            List<ScenarioResult> results,
            Map<ScenarioResult, Path> evidence,
            String version)
            throws IOException {
        SuiteHtml made = new SuiteHtml(directory, results, evidence, version);
        made.body();
        return Files.writeString(
                directory.resolve(PAGE),
                Page.plain("pumprig test", made.page),
                StandardCharsets.UTF_8);
    }

    private void body() {
        long failed = results.stream().filter(result -> !result.isPassed()).count();
        page.raw("<h1>Scenarios</h1>\n<p><span class=\"backend sim\">backend: sim</span> version ")
                .text(version)
                .raw("</p>\n<div class=\"cards\"><div class=\"card\">passed<b>")
                .text(Long.toString(results.size() - failed))
                .raw("</b></div><div class=\"card\">failed<b class=\"")
                .raw(failed > 0 ? "bad" : "good")
                .raw("\">")
                .text(Long.toString(failed))
                .raw("</b></div></div>\n")
                .raw("<p><a href=\"junit.xml\">junit.xml</a> has the same for machines.</p>\n");
        failures();
        requirements();
        runs();
    }

    private void failures() {
        page.raw("<h2>What failed</h2>\n");
        List<ScenarioResult> failed =
                results.stream().filter(result -> !result.isPassed()).toList();
        if (failed.isEmpty()) {
            page.element("p", "good", "Nothing.").raw("\n");
            return;
        }
        page.raw("<ul>\n");
        for (ScenarioResult result : failed) {
            page.raw("<li>").element("b", result.title()).raw(" ");
            links(result);
            page.raw("<ul>\n");
            for (String failure : result.failures()) {
                page.element("li", "bad", failure).raw("\n");
            }
            page.raw("</ul></li>\n");
        }
        page.raw("</ul>\n");
    }

    private void links(ScenarioResult result) {
        Path folder = evidence.get(result);
        if (folder == null) {
            return;
        }
        link(Evidence.reportOf(folder).resolve("report.html"), "report");
        link(folder, "evidence");
        link(folder.resolve(Evidence.SCENARIO), "scenario");
    }

    private void link(Path to, String name) {
        page.raw("<a href=\"")
                .text(
                        directory
                                .relativize(to)
                                .toString()
                                .replace(to.getFileSystem().getSeparator(), "/"))
                .raw("\">")
                .text(name)
                .raw("</a> ");
    }

    private void requirements() {
        Map<String, List<ScenarioResult>> byId = new TreeMap<>();
        for (ScenarioResult result : results) {
            for (String id : result.scenario().requirements()) {
                byId.computeIfAbsent(id, key -> new ArrayList<>()).add(result);
            }
        }
        page.raw("<h2>Requirements and faults</h2>\n");
        if (byId.isEmpty()) {
            page.element("p", "soft", "No scenario names one.").raw("\n");
            return;
        }
        page.table("number", "result", "scenarios that name it");
        byId.forEach(
                (id, some) -> {
                    long bad = some.stream().filter(result -> !result.isPassed()).count();
                    page.raw("<tr>")
                            .element("td", id)
                            .element(
                                    "td",
                                    bad == 0 ? "good" : "bad",
                                    bad == 0 ? "passed" : bad + " of " + some.size() + " failed")
                            .raw("<td>");
                    for (ScenarioResult result : some) {
                        page.raw("<div")
                                .raw(result.isPassed() ? ">" : " class=\"bad\">")
                                .text(result.title())
                                .raw("</div>");
                    }
                    page.raw("</td></tr>\n");
                });
        page.endTable();
    }

    private void runs() {
        page.raw("<h2>Runs</h2>\n");
        page.table("result", "scenario", "seed", "simulated", "faults found", "trace hash", "");
        for (ScenarioResult result : results) {
            page.raw("<tr>")
                    .element(
                            "td",
                            result.isPassed() ? "good" : "bad",
                            result.isPassed() ? "pass" : "FAIL")
                    .raw("<td>")
                    .text(result.title())
                    .raw("<br>")
                    .element("span", "soft", result.scenario().file())
                    .raw("</td>")
                    .element("td", Long.toString(result.seed()))
                    .element("td", Quantity.format(Dimension.TIME, result.simulatedNanos()))
                    .raw("<td>");
            for (String detection : result.detections()) {
                page.element("div", detection);
            }
            page.raw("</td>").element("td", "hash", result.traceHash()).raw("<td>");
            links(result);
            page.raw("</td></tr>\n");
        }
        page.endTable();
    }
}
