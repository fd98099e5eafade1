package io.pumprig.hardware.bench;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.SqliteJournal;
import io.pumprig.simulator.board.BoardLayout;
import io.pumprig.simulator.board.SimulatedBoard;
import io.pumprig.simulator.gateway.EmbeddedBroker;
import io.pumprig.simulator.plant.PlantSettings;
import io.pumprig.simulator.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole {@code run} with its threads, orders and end; the board is simulated and runs fast. */
class BenchRunTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long SPEED = 2;
    private static final int ENABLE = 5;

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
        assertEquals(2, host.run(command(null)));
        hash = BenchFiles.hash(host);
    }

    private SimulatedHost newHost() {
        return new SimulatedHost(() -> new PacedBoard(board, SPEED));
    }

    private String[] command(String confirm, String broker) {
        String[] command = command(confirm);
        String[] published = Arrays.copyOf(command, command.length + 2);
        published[command.length] = "--broker";
        published[command.length + 1] = broker;
        return published;
    }

    private String[] command(String confirm) {
        return files.run(state, confirm).toArray(String[]::new);
    }

    private void start() {
        start("none");
    }

    private void start(String broker) {
        startUntested(broker);
        awaitTested();
    }

    /** The power-on test moves the motor; no order finds a mode of its own meanwhile. */
    private void awaitTested() {
        await().atMost(PATIENCE)
                .until(() -> !order(0, "status").summary("mode").equals("self-test"));
    }

    private void startUntested(String broker) {
        launch(broker);
        SimulatedHost started = host;
        await().atMost(PATIENCE)
                .until(
                        () ->
                                running.isDone()
                                        || started.outLines().contains("topics pumprig/v1/sim-1/"));
        assertFalse(running.isDone(), () -> started.errText());
    }

    private void launch(String broker, String... more) {
        host = newHost();
        SimulatedHost started = host;
        List<String> words = new ArrayList<>(List.of(command(hash, broker)));
        words.addAll(List.of(more));
        running = CompletableFuture.supplyAsync(() -> started.run(words.toArray(String[]::new)));
    }

    private void end() {
        host.terminate();
        assertEquals(143, running.join());
    }

    @AfterEach
    void stop() {
        if (!running.isDone()) {
            end();
        }
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

    private long deliveredCycles() {
        return Long.parseLong(order(0, "status").summary("cycle"));
    }

    private void awaitCycle(long cycle) {
        await().atMost(PATIENCE).until(() -> deliveredCycles() >= cycle);
    }

    @Test
    void programsReadWhereItPublishesWhatItAnswersAndWhatItCameTo() throws IOException {
        launch("none", "--format", "json");
        await().atMost(PATIENCE).until(() -> running.isDone() || host.outLines().size() >= 3);
        assertFalse(running.isDone(), host::errText);
        awaitTested();
        SimulatedHost asked = order(0, "status", "--format", "json");
        assertEquals(1, BenchDocuments.of("order", asked.outLines()).size());
        end();
        List<Map<?, ?>> said = BenchDocuments.of("run", host.outLines());
        assertEquals(Map.of("broker", "none"), said.get(0));
        assertEquals(Map.of("topics", "pumprig/v1/sim-1/"), said.get(1));
        assertEquals(4, said.size());
        assertEquals("sim", said.get(3).get("backend"));
        assertEquals(List.of(), said.get(3).get("alarms"));
        assertTrue(host.errText().contains("state directory " + state), host.errText());
    }

    @Test
    @Tag("SR-19")
    @Tag("SR-01")
    void deliversWhatWasConfirmedAndEndsInOrder() throws JournalException {
        start();
        assertTrue(host.outLines().contains("broker none"));
        assertTrue(host.outLines().contains("control thread: as the host likes"));
        awaitCycle(400);
        assertTrue(host.isReady);
        assertTrue(Files.exists(state.resolve("control.sock")));
        end();
        assertEquals("", host.errText());
        assertEquals("sim", host.summary("backend"));
        assertEquals("none", host.summary("alarms"));
        long microsteps = Long.parseLong(host.summary("microsteps"));
        String[] ran = host.summary("ran").split("cycle ");
        long cycles = Long.parseLong(ran[1]);
        // A microstep each 108 cycles, of which the self-test's jog delivers 64 ahead.
        assertEquals(Math.max(64, cycles / 108), microsteps, 1);
        assertEquals(
                0, host.outLines().stream().filter(line -> line.startsWith("withheld")).count());
        assertTrue(host.summary("lateness").contains("of " + cycles + " cycles"));
        assertTrue(host.alive.get() > 0, "nobody fed the watchdogs");
        assertTrue(host.isStopping);
        assertTrue(board.isOutputHigh(ENABLE), "the coils are on");
        assertFalse(Files.exists(state.resolve("control.sock")));
        try (SqliteJournal journal = SqliteJournal.open(state.resolve("journal.sqlite"))) {
            assertEquals(Optional.empty(), journal.verify());
            assertEquals(microsteps, journal.resumable().orElseThrow().last().deliveredMicrosteps);
        }
    }

    @Test
    @Tag("SR-99")
    void anOperatorAndASignalPauseAndOnlyAConfirmedOrderRaisesAgain() {
        start();
        assertEquals("continuous", order(0, "status").summary("mode"));
        host.pause();
        await().atMost(PATIENCE).until(() -> order(0, "status").summary("mode").equals("paused"));
        assertEquals("96 mcg/day", order(0, "status").summary("rate"));
        assertEquals("stopped", order(0, "stop").summary("mode"));
        assertNotNull(order(1, "minimum-rate").summary("answer"));
        assertEquals("stopped", order(0, "status").summary("mode"));
        assertEquals("minimum-rate", order(0, "minimum-rate", "--confirm").summary("mode"));
        assertEquals("continuous", order(0, "resume").summary("mode"));
        end();
    }

    @Test
    @Tag("SR-93")
    void isTakenUpAfterARestartWithZeroFlowUntilItIsConfirmed() {
        start();
        awaitCycle(300);
        end();
        long before = Long.parseLong(host.summary("microsteps"));
        // Its power-on test waits too: the jog is motion.
        startUntested("none");
        assertTrue(
                host.outLines().stream()
                        .anyMatch(line -> line.startsWith("takes up session sim-")));
        assertEquals("RESTARTED", order(0, "status").summary("alarms"));
        awaitCycle(600);
        assertEquals("none", order(0, "resume").summary("alarms"));
        long resumed = deliveredCycles();
        awaitCycle(resumed + 300);
        end();
        long after = Long.parseLong(host.summary("microsteps"));
        long cycles = Long.parseLong(host.summary("ran").split("cycle ")[1]);
        assertTrue(after >= before + 64, () -> before + " microsteps, then " + after);
        assertTrue(
                after <= before + 64 + (cycles - resumed) / 108 + 2, () -> after + " microsteps");
        assertTrue(host.summary("resumed").contains("settled 0 microsteps, uncertain 0"));
    }

    @Test
    @Tag("SR-98")
    void aBrokerCarriesOrdersAndIsToldOfTheEnd() throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            start(broker.url());
            assertTrue(host.outLines().contains("broker " + broker.url()));
            SimulatedHost operator = newHost();
            assertEquals(
                    0,
                    operator.run("order", "pause", "--broker", broker.url(), "--rig", "sim-1"),
                    operator::errText);
            assertEquals("backend        sim", operator.outLines().get(0));
            assertEquals("paused", operator.summary("mode"));
            assertEquals("paused", order(0, "status").summary("mode"));
            SimulatedHost stranger = newHost();
            assertEquals(
                    3, stranger.run("order", "stop", "--broker", broker.url(), "--rig", "nobody"));
            assertEquals("no rig nobody is known to broker " + broker.url(), stranger.errText());
            end();
            SimulatedHost late = newHost();
            assertEquals(
                    3, late.run("order", "status", "--broker", broker.url(), "--rig", "sim-1"));
            assertEquals("rig sim-1 is offline", late.errText());
        }
    }

    @Test
    @Tag("SR-98")
    void withoutItsBrokerTherapyBeginsAllTheSame() {
        launch("mqtt://127.0.0.1:1");
        await().atMost(PATIENCE).until(() -> Files.exists(state.resolve("control.sock")));
        awaitCycle(300);
        end();
        assertTrue(
                host.outLines().contains("broker mqtt://127.0.0.1:1 not reached yet, tried again"));
        assertTrue(host.summary("alarm").startsWith("LINK_LOST LOW"), host.summary("alarm"));
        assertEquals(
                0, host.outLines().stream().filter(line -> line.startsWith("withheld")).count());
    }

    @Test
    void aPartThatIsMissingIsNamedAndNothingWasStarted() {
        board.weight().calibrationFails(true);
        host = newHost();
        assertEquals(3, host.run(command(hash)));
        assertTrue(host.errText().startsWith("reservoir nau7802 at i2c-1 0x2A: "), host.errText());
        assertFalse(host.isReady);
        assertTrue(board.isOutputHigh(ENABLE), "the coils are on");
    }

    // ---- misuse

    @Test
    @Tag("SR-74")
    void aHostThatTakesItsTimeAtTheStartIsNotCalledStandingStill() {
        host = newHost();
        SimulatedHost slow = host;
        slow.beforeControl = () -> LockSupport.parkNanos(1_000_000_000L);
        running = CompletableFuture.supplyAsync(() -> slow.run(command(hash)));
        await().atMost(PATIENCE).until(() -> Files.exists(state.resolve("control.sock")));
        awaitCycle(300);
        end();
        assertEquals("", slow.errText());
        assertTrue(slow.alive.get() > 0, "nobody fed the watchdogs");
    }

    @Test
    void whoPausesDuringTheBringUpFindsTherapyPaused() {
        SimulatedHost[] signalled = new SimulatedHost[1];
        host =
                new SimulatedHost(
                        () -> {
                            signalled[0].pause();
                            return new PacedBoard(board, SPEED);
                        });
        SimulatedHost started = host;
        signalled[0] = started;
        running = CompletableFuture.supplyAsync(() -> started.run(command(hash)));
        await().atMost(PATIENCE).until(() -> Files.exists(state.resolve("control.sock")));
        awaitTested();
        assertEquals("paused", order(0, "status").summary("mode"));
    }

    @Test
    void aStateWhosePathIsTooLongForASocketIsRefusedBeforeTheBoardIsTouched() {
        state = folder.resolve("x".repeat(100));
        host =
                new SimulatedHost(
                        () -> {
                            throw new AssertionError("the board is not to be opened");
                        });
        assertEquals(3, host.run(command(hash)));
        String name = state.resolve("control.sock").toString();
        assertEquals(
                "state directory "
                        + state
                        + " cannot be used: the name of a socket in it has "
                        + name.length()
                        + " bytes, allowed 106",
                host.errText());
        assertFalse(Files.exists(state));
    }

    @Test
    void anEmptyNameIsNoStateDirectory() {
        state = Path.of("");
        host = newHost();
        assertEquals(2, host.run(command(hash)));
        assertEquals("--state: found nothing; allowed a directory", host.errText());
        assertEquals("--state: found nothing; allowed a directory", order(2, "status").errText());
    }

    @Test
    void aDirectoryInPlaceOfTheSocketIsNamed() throws IOException {
        Files.createDirectories(state.resolve("control.sock").resolve("mine"));
        host = newHost();
        assertEquals(3, host.run(command(hash)));
        assertTrue(host.errText().endsWith("control.sock: Is a directory"), host.errText());
        assertTrue(board.isOutputHigh(ENABLE), "the coils are on");
        assertTrue(Files.exists(state.resolve("control.sock").resolve("mine")));
    }

    @Test
    void aSecondRunOnTheSameStateIsRefused() {
        start();
        SimulatedHost second = newHost();
        assertEquals(3, second.run(command(hash)));
        assertEquals(
                "state directory " + state + " is in use by another process", second.errText());
        assertEquals("continuous", order(0, "status").summary("mode"));
    }
}
