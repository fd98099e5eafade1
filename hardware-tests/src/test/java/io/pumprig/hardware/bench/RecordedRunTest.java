package io.pumprig.hardware.bench;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.recording.RecordingException;
import io.pumprig.simulator.board.BoardLayout;
import io.pumprig.simulator.board.SimulatedBoard;
import io.pumprig.simulator.plant.PlantSettings;
import io.pumprig.simulator.replay.ReplayVerdict;
import io.pumprig.simulator.replay.StateReplay;
import io.pumprig.simulator.report.RunReport;
import io.pumprig.simulator.report.WindowProfile;
import io.pumprig.simulator.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole {@code run} with its threads and its disk, recorded, and done again without them. */
class RecordedRunTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long SPEED = 4;
    private static final String SOFTWARE = "unpackaged";

    @TempDir private Path folder;

    private final SimulatedBoard board =
            new SimulatedBoard(
                    BoardLayout.reference(), PlantSettings.reference(), new VirtualClock(0), 1);
    private CompletableFuture<Integer> running = CompletableFuture.completedFuture(0);
    private SimulatedHost host;
    private BenchFiles files;
    private Path state;
    private String hash;

    @BeforeEach
    void prepare() throws IOException {
        state = folder.resolve("state");
        files = BenchFiles.in(folder);
        host = newHost();
        assertEquals(2, host.run(files.run(state, null).toArray(String[]::new)));
        hash = BenchFiles.hash(host);
    }

    @AfterEach
    void stop() {
        if (!running.isDone()) {
            end();
        }
    }

    private SimulatedHost newHost() {
        return new SimulatedHost(() -> new PacedBoard(board, SPEED));
    }

    private void start(String... more) {
        host = newHost();
        SimulatedHost started = host;
        List<String> command = files.run(state, hash);
        command.addAll(List.of(more));
        running = CompletableFuture.supplyAsync(() -> started.run(command.toArray(String[]::new)));
        await().atMost(PATIENCE)
                .until(
                        () ->
                                running.isDone()
                                        || started.outLines().contains("topics pumprig/v1/sim-1/"));
        assertFalse(running.isDone(), started::errText);
    }

    private void end() {
        host.terminate();
        assertEquals(143, running.join());
    }

    private SimulatedHost order(int exitCode, String... verb) {
        SimulatedHost operator = newHost();
        String[] command = new String[verb.length + 3];
        command[0] = "order";
        System.arraycopy(verb, 0, command, 1, verb.length);
        command[verb.length + 1] = "--state";
        command[verb.length + 2] = state.toString();
        assertEquals(exitCode, operator.run(command), operator::errText);
        return operator;
    }

    private void awaitCycle(long cycle) {
        await().atMost(PATIENCE)
                .until(() -> Long.parseLong(order(0, "status").summary("cycle")) >= cycle);
    }

    private ReplayVerdict replay() throws IOException, RecordingException {
        return new StateReplay(state, SOFTWARE, cycles -> {}).run();
    }

    @Test
    void whatABenchLeavesIsReported() throws IOException, JournalException {
        start();
        awaitCycle(400);
        order(0, "pause");
        board.eStopPressed(true);
        await().atMost(PATIENCE)
                .until(() -> order(0, "status").summary("alarms").equals("EMERGENCY_STOP"));
        end();
        assertEquals(
                state.resolve("trend").toString(),
                Path.of(host.summary("trend")).getParent().toString());
        Path page = RunReport.write(state, folder.resolve("report"), WindowProfile.MICRO_RATE);
        String report = Files.readString(page);
        assertTrue(report.contains("<b>" + host.summary("ordered") + "</b>"), "ordered");
        assertTrue(report.contains("<b>" + host.summary("believed") + "</b>"), "believed");
        assertTrue(report.contains("<b>EMERGENCY_STOP</b>"), "the alarm");
        assertTrue(report.contains("<td>pause</td><td class=\"good\">accepted</td>"), "the order");
        assertFalse(report.contains("true, at the tip"), "a truth that nobody knows");
        assertFalse(report.contains("What this report cannot tell"), "something is missing");
    }

    @Test
    void twoSessionsWithOrdersAreFaithful() throws IOException, RecordingException {
        start();
        await().atMost(PATIENCE)
                .until(() -> !order(0, "status").summary("mode").equals("self-test"));
        assertEquals("paused", order(0, "pause").summary("mode"));
        assertEquals("stopped", order(0, "stop").summary("mode"));
        order(1, "minimum-rate");
        assertEquals("continuous", order(0, "resume").summary("mode"));
        board.eStopPressed(true);
        await().atMost(PATIENCE)
                .until(() -> order(0, "status").summary("alarms").equals("EMERGENCY_STOP"));
        board.eStopPressed(false);
        order(0, "acknowledge");
        end();
        assertEquals("", host.errText());
        long first = Long.parseLong(host.summary("ran").split("cycle ")[1]);
        assertTrue(
                host.summary("recording").startsWith(state.resolve("recording").toString()),
                host.summary("recording"));

        start();
        awaitCycle(first + 200);
        order(0, "resume");
        awaitCycle(first + 600);
        end();
        long last = Long.parseLong(host.summary("ran").split("cycle ")[1]);

        ReplayVerdict verdict = replay();
        assertTrue(verdict.isFaithful(), () -> verdict.lines().toString());
        assertEquals(
                "FAITHFUL: " + last + " cycles of 2 sessions",
                verdict.lines().get(2),
                () -> verdict.lines().toString());
    }

    @Test
    void whoWantsNoneGetsNone() {
        start("--no-recording");
        awaitCycle(50);
        end();
        assertEquals("none", host.summary("recording"));
        assertFalse(Files.exists(state.resolve("recording")), "there is one");
        assertFalse(StateReplay.isOne(state));
    }

    @Test
    void aFolderThatCannotBeMadeKeepsNobodyFromDelivering() throws IOException {
        Files.createDirectories(state);
        Files.writeString(state.resolve("recording"), "a file in its place");
        start();
        awaitCycle(300);
        end();
        assertEquals(
                "recording ended: it is not a directory; therapy does not depend on it",
                host.errText());
        assertEquals("none: it is not a directory", host.summary("recording"));
        assertEquals("none", host.summary("alarms"));
    }

    @Test
    void aLimitOfAnotherFormIsRefusedBeforeAnythingIsOpened() {
        SimulatedHost refused =
                new SimulatedHost(
                        () -> {
                            throw new AssertionError("the board is not to be opened");
                        });
        List<String> command = files.run(state, hash);
        command.addAll(List.of("--recording-limit", "4 GB"));
        assertEquals(2, refused.run(command.toArray(String[]::new)));
        assertEquals(
                "--recording-limit: found 4 GB; allowed 1 MiB to 1024 GiB, such as 512 MiB",
                refused.errText());
    }
}
