package io.pumprig.simulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.trend.Trend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports as a user asks for them: of a run, of a suite, of what a run has left. */
class ReportCommandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path folder;

    private Path page() {
        return folder.resolve("report").resolve("report.html");
    }

    private RunningSimulator report(Path state) {
        return RunningSimulator.start(
                "report", state.toString(), "--report", page().getParent().toString());
    }

    private long trendBytes(Path state) throws IOException {
        List<Path> files = Trend.in(state).sessions();
        return files.isEmpty() ? 0 : Files.size(files.get(0));
    }

    @Test
    void aRunLeavesItsReportAndItsHashStaysTheLastLine() throws InterruptedException, IOException {
        try (RunningSimulator simulator =
                RunningSimulator.start(
                        "run",
                        "--for",
                        "2h",
                        "--speed",
                        "max",
                        "--broker",
                        "none",
                        "--report",
                        page().getParent().toString(),
                        "--trend-bin",
                        "1 min")) {
            assertEquals(0, simulator.awaitExit(), simulator::err);
            assertEquals("", simulator.err());
            String hash = simulator.summary("trace hash");
            List<String> out = simulator.out();
            assertEquals("trace hash: " + hash, out.get(out.size() - 1));
            String page = Files.readString(page());
            assertTrue(page.contains(hash), "the hash of the run");
            assertTrue(
                    page.contains("<b>" + simulator.summary("ordered") + "</b>"),
                    "the ordered dose");
            assertEquals(
                    121,
                    Files.readAllLines(page().resolveSibling("series.csv")).size(),
                    "a row each minute");
        }
    }

    @Test
    void aRunThatWasKilledIsReportedAndTheNextGoesOn() throws InterruptedException, IOException {
        Path state = folder.resolve("state");
        String[] command = {
            "run",
            "--for",
            "12h",
            "--speed",
            "5000",
            "--broker",
            "none",
            "--state",
            state.toString()
        };
        try (RunningSimulator simulator = RunningSimulator.start(command)) {
            await().atMost(PATIENCE).until(() -> trendBytes(state) > 5_000);
            // While it goes on.
            try (RunningSimulator living = report(state)) {
                assertEquals(0, living.awaitExit(), living::err);
            }
            assertTrue(Files.readString(page()).contains("(the run goes on, or it was killed)"));
            simulator.kill();
        }
        try (RunningSimulator killed = report(state)) {
            assertEquals(0, killed.awaitExit(), killed::err);
            assertEquals(List.of("report " + page()), killed.out());
        }
        assertTrue(Files.readString(page()).contains("(the run goes on, or it was killed)"));
        command[4] = "max";
        try (RunningSimulator resumed = RunningSimulator.start(command)) {
            assertEquals(0, resumed.awaitExit(), resumed::err);
            try (RunningSimulator whole = report(state)) {
                assertEquals(0, whole.awaitExit(), whole::err);
            }
            String page = Files.readString(page());
            assertTrue(page.contains(resumed.summary("trace hash")), "the hash");
            assertTrue(page.contains("<b>" + resumed.summary("ordered") + "</b>"), "the dose");
            assertTrue(page.contains("RESTARTED"), "the alarm");
        }
        // Time never goes back, though the killed run had gone further than its last checkpoint.
        List<String> rows = Files.readAllLines(page().resolveSibling("series.csv"));
        double before = 0;
        for (String row : rows.subList(1, rows.size())) {
            double hours = Double.parseDouble(row.substring(0, row.indexOf(',')));
            assertTrue(hours > before, row);
            before = hours;
        }
        assertEquals(12, before, 1e-9);
    }

    @Test
    void whatIsNoStateDirectoryIsRefusedWithASentence() throws InterruptedException {
        try (RunningSimulator simulator = report(folder)) {
            assertEquals(2, simulator.awaitExit());
            assertEquals(
                    folder
                            + ": found no journal.sqlite; allowed the state directory of a run (run"
                            + " --state DIR)",
                    simulator.err());
        }
        assertFalse(Files.exists(page()));
    }

    @Test
    void optionsAreLookedAtBeforeARunBegins() throws InterruptedException, IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertComplaint(
                2,
                "--window-profile: found `week`; allowed micro-rate, bedside",
                "--window-profile",
                "week");
        assertComplaint(2, "--trend-bin: found 0.5 s; allowed 1 s to 1 h", "--trend-bin", "0.5 s");
        assertComplaint(
                3,
                "--report: " + file + " cannot be used: it is not a directory",
                "--report",
                file.toString());
    }

    private void assertComplaint(int exitCode, String complaint, String... options)
            throws InterruptedException {
        String[] command = new String[options.length + 5];
        System.arraycopy(new String[] {"run", "--for", "1s", "--broker", "none"}, 0, command, 0, 5);
        System.arraycopy(options, 0, command, 5, options.length);
        try (RunningSimulator simulator = RunningSimulator.start(command)) {
            assertEquals(exitCode, simulator.awaitExit(), simulator::err);
            assertTrue(simulator.err().startsWith(complaint), simulator::err);
            assertEquals(List.of(), simulator.out());
        }
    }

    @Test
    void aSuiteHasAPageThatLeadsToTheReportOfWhatFailed() throws InterruptedException, IOException {
        Path scenario =
                Files.writeString(
                        folder.resolve("door.yaml"),
                        """
                        name: the <b>door</b> stays shut
                        requirements: [SR-79, F-47]
                        therapy: {drug: baclofen, concentration: 2000 mcg/mL, program: {mode: continuous, rate: 250 mcg/day}}
                        run: 2 min
                        faults:
                          - {key: door, target: {component: input, instance: door}, type: active, at: 1 min}
                        expect:
                          - {never: [HEAD_OPEN]}
                        """);
        Path suite = folder.resolve("suite");
        try (RunningSimulator simulator =
                RunningSimulator.start("test", scenario.toString(), "--report", suite.toString())) {
            assertEquals(1, simulator.awaitExit(), simulator::err);
            assertTrue(simulator.out().contains("report in " + suite.resolve("index.html")));
        }
        String page = Files.readString(suite.resolve("index.html"));
        assertTrue(page.contains("the &lt;b&gt;door&lt;/b&gt; stays shut"), page);
        assertFalse(page.contains("<b>door</b>"), "markup");
        assertTrue(page.contains("<td>SR-79</td><td class=\"bad\">1 of 2 failed</td>"), page);
        String link = page.replaceAll("(?s).*?<a href=\"([^\"]*report\\.html)\">.*", "$1");
        String failed = Files.readString(suite.resolve(link));
        assertTrue(failed.contains("HEAD_OPEN"), link);
    }
}
