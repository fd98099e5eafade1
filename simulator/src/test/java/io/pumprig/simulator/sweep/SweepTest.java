package io.pumprig.simulator.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.simulator.fault.Expectation;
import io.pumprig.simulator.fault.FaultPreset;
import io.pumprig.simulator.fault.Limit;
import io.pumprig.simulator.report.Html;
import io.pumprig.simulator.suite.Scenario;
import io.pumprig.simulator.suite.ScenarioFile;
import io.pumprig.simulator.suite.ScenarioResult;
import io.pumprig.simulator.suite.ScenarioRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small sweeps, of which everything is known. */
class SweepTest {
    private static final long HORIZON_NANOS = 300_000_000_000L;
    private static final long LEAD_NANOS = 120_000_000_000L;
    private static final Scenario SCENARIO =
            ScenarioFile.parse(
                            "short.yaml",
                            Path.of(""),
                            """
                            name: half an hour at 16.7 uL/h
                            seed: 3
                            therapy:
                              drug: baclofen
                              concentration: 2000 mcg/mL
                              program: {mode: continuous, rate: 800 mcg/day}
                              onRestart: resume
                            run: 30 min
                            """)
                    .get(0);

    @TempDir Path folder;

    private static SweepRow row(String id) {
        return SweepRow.of(FaultPreset.named(id), LEAD_NANOS);
    }

    private static Sweep sweep(SweepRow... rows) {
        return Sweep.of(SCENARIO, 3, List.of(rows), 2, HORIZON_NANOS, "test");
    }

    private Path directory(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private static SweepRunner.Result run(Sweep sweep, int threads, Path directory)
            throws IOException {
        SweepRunner.Result result =
                new SweepRunner(sweep, threads, new Stopper(), told -> {})
                        .run(directory, cell -> {});
        SweepReport.write(directory, sweep, result.cells());
        return result;
    }

    private static List<Verdict> verdicts(SweepRunner.Result result, String row) {
        return result.cells().stream()
                .filter(cell -> cell.row().equals(row))
                .map(Cell::verdict)
                .toList();
    }

    @Test
    @Tag("F-09")
    @Tag("F-47")
    @Tag("F-50")
    void givesTheSameReportToTheByteForOneThreadAndForTwo() throws IOException {
        Sweep sweep = sweep(row("F-09"), row("F-47"), row("F-50"));
        SweepRunner.Result alone = run(sweep, 1, directory("one"));
        SweepRunner.Result together = run(sweep, 2, directory("two"));
        assertEquals(alone.cells(), together.cells());
        for (String file : List.of("sweep.json", "sweep.html")) {
            assertEquals(
                    Files.readString(folder.resolve("one").resolve(file)),
                    Files.readString(folder.resolve("two").resolve(file)));
        }
        assertEquals(List.of(Verdict.SILENT, Verdict.SILENT), verdicts(alone, "healthy-2-min"));
        assertEquals(List.of(Verdict.FOUND, Verdict.FOUND), verdicts(alone, "F-09"));
        assertEquals(List.of(Verdict.FOUND, Verdict.FOUND), verdicts(alone, "F-47"));
        assertEquals(List.of(Verdict.UNSEEN, Verdict.UNSEEN), verdicts(alone, "F-50"));
        assertFalse(alone.isFailed());
        assertFalse(Files.exists(folder.resolve("one").resolve("failing")));
    }

    @Test
    void aLimitThatIsNotReachedIsOpenAndNoFailure() throws IOException {
        SweepRunner.Result result = run(sweep(row("F-01")), 2, directory("open"));
        assertEquals(List.of(Verdict.OPEN, Verdict.OPEN), verdicts(result, "F-01"));
        assertFalse(result.isFailed());
        Cell cell = result.cells().get(result.cells().size() - 1);
        assertTrue(cell.cause().endsWith(" of 10 uL reached"), cell.cause());
    }

    @Test
    void goesOnWhereItWasEnded() throws IOException {
        Sweep sweep = sweep(row("F-47"), row("F-38"));
        Path whole = directory("whole");
        SweepRunner.Result atOnce = run(sweep, 1, whole);
        assertEquals(6, atOnce.runs());
        Path parts = directory("parts");
        List<String> lines = Files.readAllLines(whole.resolve("sweep.progress"));
        List<String> left = new ArrayList<>(lines.subList(0, 4));
        // The process was killed in the middle of a line.
        left.add(lines.get(4).substring(0, 40));
        Files.write(parts.resolve("sweep.progress"), left);
        SweepRunner.Result rest = run(sweep, 1, parts);
        assertEquals(3, rest.runs());
        assertEquals(atOnce.cells(), rest.cells());
        assertEquals(
                Files.readString(whole.resolve("sweep.json")),
                Files.readString(parts.resolve("sweep.json")));
        assertEquals(0, run(sweep, 1, parts).runs());
    }

    @Test
    void beginsAnewAndSaysSoWhenTheProgressIsOfAnotherSweep() throws IOException {
        Path directory = directory("anew");
        Files.writeString(directory.resolve("sweep.progress"), "{\"sweep\": 1,\"seed\": 4}\n");
        List<String> told = new ArrayList<>();
        SweepRunner.Result result =
                new SweepRunner(sweep(row("F-47")), 1, new Stopper(), told::add)
                        .run(directory, cell -> {});
        assertEquals(4, result.runs());
        assertEquals(1, told.size());
        assertTrue(told.get(0).endsWith("begun anew"), told.get(0));
    }

    @Test
    void whatIsEndedAtOnceHasNoVerdicts() throws IOException {
        Stopper stopper = new Stopper();
        stopper.stop();
        SweepRunner.Result result =
                new SweepRunner(sweep(row("F-47")), 1, stopper, told -> {})
                        .run(directory("ended"), cell -> {});
        assertEquals(List.of(), result.cells());
    }

    @Test
    void aFaultThatNeedsABrokerIsNotApplicable() throws IOException {
        SweepRunner.Result result = run(sweep(row("F-43")), 1, directory("broker"));
        assertEquals(
                List.of(Verdict.NOT_APPLICABLE, Verdict.NOT_APPLICABLE), verdicts(result, "F-43"));
        assertEquals(0, result.runs());
    }

    /** An open door expected to be found as something else: what a wrong controller looks like. */
    private static SweepRow planted(Alarm alarm, String limit, Set<Alarm> companions) {
        FaultPreset door = FaultPreset.named("F-47");
        return SweepRow.of(
                new FaultPreset(
                        door.id(),
                        door.name(),
                        door.type(),
                        door.instance(),
                        door.params(),
                        door.trigger(),
                        door.duration(),
                        door.ramp(),
                        new Expectation(alarm, Limit.parse(limit), null, null, companions, 0)),
                LEAD_NANOS);
    }

    @Test
    void aPlantedWrongExpectationFailsHereAndAsTheScenarioThatIsLeft() throws IOException {
        Path directory = directory("planted");
        SweepRow row = planted(Alarm.EMERGENCY_STOP, "1 cycle", Set.of());
        SweepRunner.Result result = run(sweep(row), 2, directory);
        assertTrue(result.isFailed());
        Cell cell = result.cells().get(result.cells().size() - 2);
        assertTrue(cell.cause().contains("HEAD_OPEN instead"), cell.cause());
        assertEquals(Verdict.MISSING, cell.verdict());
        Path file = directory.resolve("failing").resolve("F-47-moment-0.yaml");
        Scenario scenario = ScenarioFile.read(file).get(0);
        ScenarioResult again = new ScenarioRun(scenario, 3, "test").run();
        assertFalse(again.isPassed());
        assertTrue(
                again.failures().stream().anyMatch(one -> one.contains("HEAD_OPEN raised")),
                again.failures().toString());
        // The same file with the right expectation passes: it is the fault's own run.
        SweepRow right = row("F-47");
        CellScenario sound =
                new CellScenario(SCENARIO, 3, right, 0, cell.atNanos(), cell.atNanos() + 1);
        assertTrue(new ScenarioRun(sound.scenario(), 3, "test").run().isPassed());
    }

    @Test
    void anAlarmThatNobodyExpectedIsAFalseOneAndALateOneIsLate() throws IOException {
        SweepRow late = SweepRow.of(FaultPreset.named("F-46"), LEAD_NANOS);
        FaultPreset button = late.preset();
        SweepRow strict =
                SweepRow.of(
                        new FaultPreset(
                                button.id(),
                                button.name(),
                                button.type(),
                                button.instance(),
                                button.params(),
                                button.trigger(),
                                button.duration(),
                                button.ramp(),
                                new Expectation(
                                        Alarm.BUTTON_STUCK,
                                        Limit.parse("30 s"),
                                        null,
                                        null,
                                        Set.of(),
                                        0)),
                        LEAD_NANOS);
        assertEquals(
                List.of(Verdict.LATE, Verdict.LATE),
                verdicts(run(sweep(strict), 2, directory("late")), "F-46"));
        SweepRow unexpected = planted(Alarm.PAUSED_TOO_LONG, "1 h", Set.of());
        assertEquals(
                List.of(Verdict.FALSE_ALARM, Verdict.FALSE_ALARM),
                verdicts(run(sweep(unexpected), 2, directory("false")), "F-47"));
    }

    @Test
    @Tag("F-18")
    void drugThatTheStatedPhysicsDoNotExplainIsAnOverDose() throws IOException {
        FaultPreset siphon = FaultPreset.named("F-09");
        SweepRow row =
                SweepRow.of(
                        new FaultPreset(
                                siphon.id(),
                                siphon.name(),
                                siphon.type(),
                                siphon.instance(),
                                siphon.params(),
                                siphon.trigger(),
                                siphon.duration(),
                                siphon.ramp(),
                                new Expectation(
                                        Alarm.FREE_FLOW,
                                        Limit.parse("3 uL flowed"),
                                        null,
                                        null,
                                        siphon.expectation().companions(),
                                        0)),
                        LEAD_NANOS);
        assertEquals(
                List.of(Verdict.OVER_DOSE, Verdict.OVER_DOSE),
                verdicts(run(sweep(row), 2, directory("over")), "F-09"));
    }

    @Test
    void thePageEscapesWhatItShowsAndTheMatrixNamesEachRow() throws IOException {
        assertEquals("&lt;b&gt; &amp; &quot;", Html.escaped("<b> & \""));
        Path directory = directory("shown");
        Sweep sweep = sweep(row("F-47"));
        SweepRunner.Result result = run(sweep, 1, directory);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SweepMatrix.print(
                new PrintStream(out, true, StandardCharsets.UTF_8), sweep, result.cells());
        String shown = out.toString(StandardCharsets.UTF_8);
        assertTrue(shown.contains("F-47 HEAD_OPEN              .."), shown);
        assertTrue(shown.contains("healthy-2-min HEALTHY_TWIN  ss"), shown);
        String page = Files.readString(directory.resolve("sweep.html"));
        assertTrue(page.contains("HEAD_OPEN after 0 s"), page);
        assertFalse(page.contains("http:") || page.contains("https:"), "it needs nothing else");
    }

    @Test
    @Tag("F-39")
    void aForkOnAFileTakesThePreviousCopyOfADamagedState() throws IOException {
        SweepRunner.Result result = run(sweep(row("F-39")), 2, directory("file"));
        assertEquals(List.of(Verdict.FOUND, Verdict.FOUND), verdicts(result, "F-39"));
    }
}
