package io.pumprig.simulator.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.LimitOverride;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.Verb;
import io.pumprig.controller.recording.RecordedRig;
import io.pumprig.controller.recording.RecordingException;
import io.pumprig.controller.safety.SafetyLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that were recorded on a rig, done again without it. */
class StateReplayTest {
    private static final String ANOTHER_THERAPY =
            "drug: baclofen\nconcentration: 2000 mcg/mL\nindication: spinal\n"
                    + "program: {mode: continuous, rate: 240 mcg/day}\n";

    @TempDir private Path state;

    private static List<String> replay(Path state) throws IOException, RecordingException {
        ReplayVerdict verdict = new StateReplay(state, RecordedBench.SOFTWARE, cycles -> {}).run();
        String last = verdict.lines().get(verdict.lines().size() - 1);
        assertEquals(verdict.isFaithful(), last.startsWith("FAITHFUL: "), last);
        return verdict.lines();
    }

    private List<String> replay() throws IOException, RecordingException {
        return replay(state);
    }

    private Path file() throws IOException {
        try (var files = Files.list(state.resolve("recording"))) {
            return files.sorted().findFirst().orElseThrow();
        }
    }

    private static String json() {
        return "{\"drug\": \"baclofen\", \"concentration\": \"2000 mcg/mL\","
                + " \"indication\": \"spinal\", \"program\": {\"mode\": \"continuous\","
                + " \"rate\": \"240 mcg/day\"}}";
    }

    @Test
    void aSessionWithEveryKindOfOrderIsFaithful() throws IOException, RecordingException {
        long cycles;
        try (RecordedBench bench = RecordedBench.first(state)) {
            bench.cycles(3_000);
            assertEquals(Mode.CONTINUOUS, bench.controller().loop().planner().mode());
            assertEquals(Code.OK, bench.order(Verb.PAUSE, "{}", false));
            assertEquals(Code.OK, bench.order(Verb.RESUME, "{}", false));
            assertEquals(
                    Code.NEEDS_CONFIRM, bench.order(Verb.BOLUS, "{\"demand\": \"true\"}", false));
            assertEquals(Code.OK, bench.order(Verb.BOLUS, "{\"demand\": \"true\"}", true));
            bench.cycles(500);
            assertEquals(Code.OK, bench.order(Verb.BOLUS_CANCEL, "{}", false));
            assertEquals(Code.BAD_PARAM, bench.order(Verb.PRIME, "{\"volume\": \"a lot\"}", false));
            assertEquals(Code.CONFLICT, bench.order(Verb.AUDIO_PAUSE, "{}", false));
            assertEquals(
                    Code.OK,
                    bench.order(
                            Verb.REFILL,
                            "{\"removed\": \"2 mL\", \"filled\": \"18 mL\", \"concentration\":"
                                    + " \"2000 mcg/mL\"}",
                            false));
            assertEquals(Code.OK, bench.order(Verb.THERAPY_STAGE, json(), false));
            assertEquals(
                    Code.OK,
                    bench.order(
                            Verb.THERAPY_COMMIT,
                            "{\"hash\": \"" + RecordedBench.hash(ANOTHER_THERAPY) + "\"}",
                            true));
            assertEquals(Code.OK, bench.order(Verb.STOP, "{}", false));
            assertEquals(Code.OK, bench.order(Verb.PRIME, "{\"volume\": \"20 uL\"}", true));
            bench.cycles(700);
            assertEquals(Code.OK, bench.order(Verb.PING, "{}", false));
            assertEquals(Code.OK, bench.order(Verb.RESUME, "{}", false));
            cycles = bench.cycles(300).turned();
        }
        assertEquals(
                List.of(
                        "session 1  sim-1  " + cycles + " cycles the same",
                        "FAITHFUL: " + cycles + " cycles of 1 session"),
                replay());
    }

    @Test
    void alarmsAreRaisedAgainInTheirCycles() throws IOException, RecordingException {
        try (RecordedBench bench = RecordedBench.first(state)) {
            bench.cycles(3_000);
            bench.rig().board().eStopPressed(true);
            bench.cycles(50);
            bench.rig().board().eStopPressed(false);
            bench.rig().board().doorOpen(true);
            bench.cycles(200);
            bench.rig().board().doorOpen(false);
            assertTrue(
                    bench.controller().loop().alarms().isListed(Alarm.EMERGENCY_STOP), "no e-stop");
            bench.order(Verb.ALARM_ACKNOWLEDGE, "{}", false);
            bench.cycles(2_500);
            assertEquals(0, bench.controller().loop().alarms().listed());
        }
        assertTrue(replay().get(1).startsWith("FAITHFUL: 5751 cycles"), () -> "it differs");
    }

    @Test
    void aRestartIsAnotherSessionThatBeginsWhereTheFirstWas()
            throws IOException, RecordingException {
        RecordedBench first = RecordedBench.first(state);
        first.cycles(2_500);
        try (RecordedBench second = first.restart()) {
            second.cycles(300);
            assertTrue(second.controller().loop().alarms().isListed(Alarm.RESTARTED), "no restart");
            assertEquals(Code.OK, second.order(Verb.RESUME, "{}", false));
            second.cycles(2_700);
            assertTrue(second.controller().loop().ledger().delivered() > 0, "nothing moved");
        }
        List<String> lines = replay();
        assertEquals("session 1  sim-1  2500 cycles the same", lines.get(0));
        assertEquals("session 2  sim-2  3001 cycles the same", lines.get(1));
        assertEquals("FAITHFUL: 5501 cycles of 2 sessions", lines.get(2));
    }

    @Test
    void anOverrideAndAnotherDoseAreDoneAgainToo() throws IOException, RecordingException {
        try (RecordedBench bench =
                RecordedBench.first(
                        state, RecordedBench.therapy(850), new LimitOverride("mk", "soak test"))) {
            bench.cycles(2_000);
        }
        assertTrue(replay().get(1).startsWith("FAITHFUL: 2000 cycles"), "it differs");
    }

    @Test
    void anotherLimitDivergesInTheFirstCycleThatItDecides() throws IOException, RecordingException {
        try (RecordedBench bench = RecordedBench.first(state)) {
            bench.cycles(3_000);
        }
        ReplayVerdict verdict =
                new StateReplay(
                                state,
                                RecordedBench.SOFTWARE,
                                StateReplayTest::ofALargeReservoir,
                                cycles -> {})
                        .run();
        assertFalse(verdict.isFaithful());
        String last = verdict.lines().get(verdict.lines().size() - 1);
        assertTrue(
                last.matches(
                        "DIVERGED: session 1, cycle \\d+, raised alarms: recorded none, replayed"
                                + " RESERVOIR_EMPTY.*"),
                last);
    }

    /** The reservoir counts as empty below more than it holds. */
    private static SafetyLimits ofALargeReservoir(RecordedRig rig) {
        SafetyLimits limits = rig.limits();
        SafetyLimits.Reservoir reservoir = limits.reservoir();
        return new SafetyLimits(
                limits.head(),
                limits.pressure(),
                new SafetyLimits.Reservoir(
                        reservoir.capacityPicolitres(),
                        reservoir.overfillPicolitres(),
                        39_000_000_000L,
                        38_000_000_000L,
                        reservoir.discrepancyPicolitres(),
                        reservoir.discrepancyPermille(),
                        reservoir.warningPermille()),
                limits.rotor(),
                limits.flow(),
                limits.air(),
                limits.supply(),
                limits.host());
    }

    @Test
    void aFlippedByteIsFoundWhereverItIs() throws IOException, RecordingException {
        try (RecordedBench bench = RecordedBench.first(state)) {
            bench.cycles(2_500);
        }
        Path file = file();
        byte[] sound = Files.readAllBytes(file);
        replay();
        for (int i = 0; i < 60; i++) {
            int at = (int) ((long) i * (sound.length - 1) / 59);
            byte[] flipped = sound.clone();
            flipped[at] ^= 0x10;
            Files.write(file, flipped);
            RecordingException found =
                    assertThrows(RecordingException.class, this::replay, "byte " + at);
            assertTrue(found.getMessage().startsWith(file.toString()), found.getMessage());
        }
    }

    @Test
    void whatWasCutOffIsComparedAsFarAsItGoes() throws IOException, RecordingException {
        try (RecordedBench bench = RecordedBench.first(state)) {
            bench.cycles(2_500);
        }
        Path file = file();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 200));
        assertEquals(
                List.of(
                        "session 1  sim-1  1999 cycles the same; the recording ends before the"
                                + " session did: it was cut off",
                        "FAITHFUL: 1999 cycles of 1 session"),
                replay());
        // The file has its length, and its end was never written.
        byte[] hollow = whole.clone();
        Arrays.fill(hollow, whole.length - 200, whole.length, (byte) 0);
        Files.write(file, hollow);
        assertEquals("FAITHFUL: 1999 cycles of 1 session", replay().get(1));
        Files.write(file, Arrays.copyOf(whole, 300));
        assertTrue(
                assertThrows(RecordingException.class, this::replay)
                        .getMessage()
                        .endsWith("it was cut off before it said what the session began with"));
    }

    @Test
    void aSessionThatWasCutOffAtOnceIsPassedOver() throws IOException, RecordingException {
        try (RecordedBench bench = RecordedBench.first(state)) {
            bench.cycles(10);
        }
        byte[] whole = Files.readAllBytes(file());
        Path cut = state.resolve("recording").resolve("00002-sim-2.rec");
        for (byte[] left :
                List.of(
                        new byte[0],
                        Arrays.copyOf(whole, 5),
                        new byte[4_096],
                        Arrays.copyOf(whole, 20))) {
            Files.write(cut, left);
            List<String> lines = replay();
            assertEquals(
                    "session 2  not compared: "
                            + cut
                            + ": it was cut off before it said what the session began with",
                    lines.get(1));
            assertEquals("FAITHFUL: 10 cycles of 1 session", lines.get(2));
        }
    }

    @Test
    void aSessionThatHadNoCycleProvesNothing() throws IOException {
        RecordedBench.first(state).close();
        assertEquals(
                state.resolve("recording") + ": found no cycle; allowed at least one to compare",
                assertThrows(RecordingException.class, this::replay).getMessage());
    }

    @Test
    void otherSoftwareIsRefusedByName() throws IOException {
        try (RecordedBench bench = RecordedBench.first(state)) {
            bench.cycles(10);
        }
        assertEquals(
                file()
                        + ": recorded by version unpackaged; allowed 9.9: only the same software"
                        + " decides the same",
                assertThrows(
                                RecordingException.class,
                                () -> new StateReplay(state, "9.9", cycles -> {}).run())
                        .getMessage());
    }

    @Test
    void sessionsOfOtherSoftwareArePassedOverBesideOneOfThis()
            throws IOException, RecordingException {
        try (RecordedBench bench = RecordedBench.first(state)) {
            bench.cycles(10);
        }
        Path ours = file();
        try (RecordedBench bench = RecordedBench.first(state, "8.0")) {
            bench.cycles(20);
        }
        List<String> lines = replay();
        assertEquals("session 1  sim-1  10 cycles the same", lines.get(0));
        assertTrue(
                lines.get(1).startsWith("session 2  not compared: ")
                        && lines.get(1).contains("recorded by version 8.0; allowed unpackaged"),
                lines.get(1));
        assertEquals("FAITHFUL: 10 cycles of 1 session", lines.get(2));
        Files.delete(ours);
        assertThrows(RecordingException.class, this::replay);
    }

    @Test
    void aCycleThatFailedEndsTheComparison() throws IOException, RecordingException {
        RecordedBench bench = RecordedBench.first(state);
        bench.cycles(1_500);
        bench.rig().clock().advanceTo(bench.rig().clock().nanos() + 10_000_000L);
        // A bolus of no dose: nobody can make one but a mistake of ours.
        bench.controller()
                .inbox()
                .offer(new Order(Verb.BOLUS, Order.ALL_ALARMS, -1, "mistake/1", () -> {}));
        assertThrows(NullPointerException.class, () -> bench.controller().loop().tick());
        bench.recorder().failed();
        bench.controller().close();
        bench.recorder().close();
        String line = replay().get(0);
        assertTrue(
                line.startsWith(
                        "session 1  sim-1  1500 cycles the same; the next one failed then, and now"
                                + " with java.lang.NullPointerException"),
                line);
    }
}
