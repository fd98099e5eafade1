package io.pumprig.simulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.simulator.trace.TraceColumns;
import io.pumprig.simulator.trace.TraceHead;
import io.pumprig.simulator.trace.TraceReader;
import io.pumprig.simulator.trace.TraceWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Ctrl-C and SIGTERM in the middle of long work, sent to the real program once it has begun: it
 * ends soon, with the signal's code, and what was done until then is kept.
 */
class EndedEarlyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What a user waits after Ctrl-C before pressing it again, and what a busy machine adds. */
    private static final Duration SOON = Duration.ofSeconds(2).plus(Duration.ofSeconds(8));

    @TempDir private Path folder;

    private String in(String name) {
        return folder.resolve(name).toString();
    }

    /** A therapy that goes on for so long, and fails where a door is not to open and does. */
    private String scenario(String name, String duration, String lines) throws IOException {
        return Files.writeString(
                        folder.resolve(name),
                        """
                        name: %s
                        twin: false
                        therapy:
                          drug: baclofen
                          concentration: 2000 mcg/mL
                          program: {mode: continuous, rate: 800 mcg/day}
                          onRestart: resume
                        run: %s
                        %s
                        """
                                .formatted(name.replace(".yaml", ""), duration, lines))
                .toString();
    }

    private static String doorAt(String time) {
        return """
               faults:
                 - {key: door, target: {component: input, instance: door}, type: active, at: %s}
               expect:
                 - {never: [HEAD_OPEN]}
               """
                .formatted(time);
    }

    private static void until(RunningSimulator simulator, Callable<Boolean> begun) {
        await().atMost(PATIENCE)
                .failFast("it ended by itself", () -> !simulator.isAlive())
                .until(begun);
    }

    private static void ends(RunningSimulator simulator, String signal, int code)
            throws IOException, InterruptedException {
        simulator.signal(signal);
        await().atMost(SOON).until(() -> !simulator.isAlive());
        assertEquals(code, simulator.awaitExit(), simulator::err);
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    @ParameterizedTest(name = "SIG{0}")
    @CsvSource({"INT, 130", "TERM, 143"})
    void aRunKeepsItsTraceWholeWithItsHash(String signal, int code)
            throws IOException, InterruptedException {
        Path file = folder.resolve("a.trace");
        try (RunningSimulator simulator =
                RunningSimulator.start(
                        "run", "--speed", "max", "--broker", "none", "--trace", in("a.trace"))) {
            until(simulator, () -> size(file) > 20_000);
            ends(simulator, signal, code);
            try (TraceReader trace = TraceReader.open(file)) {
                while (trace.next()) {
                    assertEquals(10 * trace.rows(), trace.cycle());
                }
                assertEquals(simulator.summary("trace hash"), trace.end().traceHash());
                assertTrue(
                        simulator.err().contains(": " + trace.rows() + " rows, "), simulator::err);
            }
        }
    }

    @Test
    void ofAKilledRunTheTraceIsReadUpToThere() throws IOException, InterruptedException {
        Path file = folder.resolve("a.trace");
        try (RunningSimulator simulator =
                RunningSimulator.start(
                        "run", "--speed", "max", "--broker", "none", "--trace", in("a.trace"))) {
            until(simulator, () -> size(file) > 20_000);
            simulator.kill();
        }
        try (TraceReader trace = TraceReader.open(file)) {
            while (trace.next()) {
                assertEquals(10 * trace.rows(), trace.cycle());
            }
            assertTrue(trace.rows() > 1_000);
            assertTrue(trace.isCut());
            assertNull(trace.end());
        }
    }

    @ParameterizedTest(name = "SIG{0}")
    @CsvSource({"INT, 130", "TERM, 143"})
    void testReportsWhatHadEnded(String signal, int code) throws IOException, InterruptedException {
        String first = scenario("first.yaml", "1 min", doorAt("20 s"));
        String endless = scenario("endless.yaml", "3000 d", "");
        try (RunningSimulator simulator =
                RunningSimulator.start(
                        "test", first, endless, "--threads", "1", "--report", in("out"))) {
            until(simulator, () -> Files.exists(folder.resolve("out/failed")) && hasEvidence());
            ends(simulator, signal, code);
            assertEquals("ended before its time; the rest was not run", simulator.err());
            assertTrue(
                    simulator.out().toString().contains("0 passed, 1 failed; "),
                    () -> simulator.out().toString());
        }
        String junit = Files.readString(folder.resolve("out/junit.xml"), StandardCharsets.UTF_8);
        assertTrue(junit.contains("<testsuites tests=\"1\" failures=\"1\""), junit);
        assertTrue(Files.exists(folder.resolve("out/index.html")));
    }

    private boolean hasEvidence() throws IOException {
        return Files.exists(evidence().resolve("evidence.json"));
    }

    private Path evidence() throws IOException {
        try (DirectoryStream<Path> failed =
                Files.newDirectoryStream(folder.resolve("out/failed"))) {
            for (Path one : failed) {
                return one;
            }
        }
        return folder.resolve("none");
    }

    @Test
    void theDeterminismGateTellsWhatItHadCompared() throws IOException, InterruptedException {
        String first = scenario("first.yaml", "1 min", "");
        String endless = scenario("endless.yaml", "3000 d", "");
        try (RunningSimulator simulator =
                RunningSimulator.start(
                        "test", first, endless, "--determinism", "--report", in("out"))) {
            assertEquals("same     first, seed 1", simulator.awaitLines(1).get(0));
            ends(simulator, "INT", 130);
            assertEquals(
                    List.of("same     first, seed 1", "", "1 the same twice, 0 not"),
                    simulator.out());
            assertEquals("ended before its time; the rest was not run", simulator.err());
        }
    }

    private RunningSimulator sweep() {
        return RunningSimulator.start(
                "sweep",
                in("ten.yaml"),
                "--filter",
                "F-47",
                "--moments",
                "1000",
                "--horizon",
                "5 min",
                "--report",
                in("out"));
    }

    private List<String> swept() throws IOException {
        Path file = folder.resolve("out/sweep.progress");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    @Test
    void aSweepKeepsItsRunsAndGoesOnWithTheOthers() throws IOException, InterruptedException {
        scenario("ten.yaml", "10 min", "");
        try (RunningSimulator simulator = sweep()) {
            until(simulator, () -> swept().size() > 3);
            ends(simulator, "INT", 130);
            assertTrue(
                    simulator.err().contains("ended before its time; what was done is kept"),
                    simulator::err);
        }
        List<String> first = swept();
        assertTrue(Files.exists(folder.resolve("out/sweep.html")));
        assertCounts(first.size() - 1);
        try (RunningSimulator simulator = sweep()) {
            until(simulator, () -> swept().size() > first.size() + 3);
            ends(simulator, "TERM", 143);
        }
        List<String> second = swept();
        assertEquals(first, second.subList(0, first.size()));
        assertEquals(
                second.size(), second.stream().distinct().count(), "a run that was made again");
        assertCounts(second.size() - 1);
    }

    private void assertCounts(int cells) throws IOException {
        String report = Files.readString(folder.resolve("out/sweep.json"));
        assertEquals(cells, report.split("\"verdict\": ", -1).length - 1, report);
    }

    @Test
    void aSweepOfCallsLeavesTheCountsOfKindsThatWereThrough()
            throws IOException, InterruptedException {
        scenario("ten.yaml", "10 min", "");
        try (RunningSimulator simulator =
                RunningSimulator.start(
                        "sweep", in("ten.yaml"), "--fail-nth", "--report", in("out"))) {
            until(simulator, () -> simulator.cpu().compareTo(Duration.ofMillis(1_500)) > 0);
            ends(simulator, "INT", 130);
            assertTrue(
                    simulator.err().contains("ended before its time; what was done is kept"),
                    simulator::err);
        }
        assertTrue(Files.exists(folder.resolve("out/fail-nth.json")));
    }

    @Test
    void aReplayThatIsEndedSaysNothing() throws IOException, InterruptedException {
        String failing = scenario("failing.yaml", "3 h", doorAt("179 min"));
        try (RunningSimulator simulator =
                RunningSimulator.start("test", failing, "--report", in("out"))) {
            assertEquals(1, simulator.awaitExit(), simulator::err);
        }
        try (RunningSimulator simulator = RunningSimulator.start("replay", evidence().toString())) {
            until(simulator, () -> simulator.cpu().compareTo(Duration.ofMillis(700)) > 0);
            ends(simulator, "INT", 130);
            assertEquals(List.of(), simulator.out());
        }
    }

    @Test
    void anExportThatIsEndedLeavesTheTraceAsItWas() throws IOException, InterruptedException {
        Path file = folder.resolve("long.trace");
        long[] row = TraceColumns.row();
        try (OutputStream out = Files.newOutputStream(file)) {
            TraceWriter writer =
                    new TraceWriter(out, new TraceHead("test", "sim-1", 1, 10_000_000, 10));
            for (int i = 1; i <= 3_000_000; i++) {
                writer.add(10L * i, row);
            }
            writer.end("0000000000000000", 30_000_000);
        }
        byte[] before = Files.readAllBytes(file);
        try (RunningSimulator simulator =
                RunningSimulator.start(
                        "trace", "export", file.toString(), "--out", in("long.csv"))) {
            until(simulator, () -> size(folder.resolve("long.csv")) > 100_000);
            ends(simulator, "INT", 130);
        }
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    /** A limit of the shell stands for a disk that is full; a run without a state keeps little. */
    @Test
    void aRunWhoseTraceFindsNoSpaceGoesOnAndEndsWithThree()
            throws IOException, InterruptedException {
        String[] run = {"run", "--for", "4h", "--speed", "max", "--broker", "none", "--trace"};
        String[] full = Arrays.copyOf(run, run.length + 3);
        full[run.length] = in("a.trace");
        full[run.length + 1] = "--trace-every";
        full[run.length + 2] = "1";
        try (RunningSimulator simulator =
                RunningSimulator.startBy("ulimit -f 4000; exec \"$@\"", full)) {
            assertEquals(3, simulator.awaitExit(), simulator::err);
            assertTrue(
                    simulator
                            .err()
                            .matches("trace .*: it ends after \\d+ rows: .*; the run goes on"),
                    simulator::err);
            assertTrue(simulator.summary("trace hash").matches("[0-9a-f]{16}"));
        }
        try (TraceReader trace = TraceReader.open(folder.resolve("a.trace"))) {
            while (trace.next()) {
                assertEquals(trace.rows(), trace.cycle());
            }
            assertTrue(trace.isCut());
            assertTrue(trace.rows() > 1_000);
        }
    }

    @Test
    void anExportWhoseOutputFindsNoSpaceEndsWithThree() throws IOException, InterruptedException {
        try (OutputStream out = Files.newOutputStream(folder.resolve("a.trace"))) {
            TraceWriter writer =
                    new TraceWriter(out, new TraceHead("test", "sim-1", 1, 10_000_000, 10));
            writer.add(10, TraceColumns.row());
            writer.end("0000000000000000", 10);
        }
        try (RunningSimulator simulator =
                RunningSimulator.startBy(
                        "exec \"$@\" > /dev/full", "trace", "export", in("a.trace"))) {
            assertEquals(3, simulator.awaitExit(), simulator::err);
            assertEquals(
                    "--out: standard output cannot be written: nobody reads it any more, or no space"
                            + " is left",
                    simulator.err());
        }
    }
}
