package io.pumprig.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.command.AlarmLog;
import io.pumprig.controller.command.StateDirectory;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.Prescription.OnRestart;
import io.pumprig.hal.rig.RigFile;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.fault.FaultRefused;
import io.pumprig.simulator.fault.WrittenFault;
import io.pumprig.simulator.time.Pacer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** World and controller on a disk, left as a killed process leaves them and taken up again. */
class SimulatedSessionTest {
    private static final Prescription BRISK = TestRun.prescription(800, OnRestart.RESUME);

    @TempDir private Path directory;
    private int copies;

    private static RunSettings settings(Path state, Prescription prescription, Long seed) {
        return new RunSettings(
                RigFile.simulated(),
                prescription,
                seed,
                Long.MAX_VALUE,
                Pacer.UNPACED,
                state,
                RunSettings.DEFAULT_PERIOD_NANOS,
                "test");
    }

    private static SimulatedSession open(Path state) throws Exception {
        return SimulatedSession.open(settings(state, BRISK, null));
    }

    private static void run(SimulatedSession session, long cycles) {
        for (long i = 0; i < cycles; i++) {
            session.run().step();
        }
    }

    private static void inject(
            SimulatedSession session, String key, String component, String instance, String type)
            throws FaultRefused {
        WrittenFault written =
                new WrittenFault(key, component, instance, type, Map.of(), "now", null, null, null);
        long cycle = session.run().cycle();
        long nanos = cycle * session.run().periodNanos();
        session.run().faults().inject(Fault.check(written, nanos), cycle + 1, nanos);
    }

    private static long delivered(SimulatedSession session) {
        return session.controller().loop().ledger().delivered();
    }

    private static long ahead(SimulatedSession session) {
        return session.controller().loop().planner().aheadMicrosteps();
    }

    /**
     * What is on the disk at one moment, in a directory that nobody holds. The journal's writer may
     * be at work meanwhile: a copy is one of a moment only if no file changed while it was made.
     */
    private Path asLeftByAKill(Path state) throws IOException {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            Map<String, String> before = stamps(state);
            Path copy = Files.createDirectory(directory.resolve("copy" + ++copies));
            for (String file : before.keySet()) {
                Files.copy(state.resolve(file), copy.resolve(file));
            }
            if (stamps(state).equals(before)) {
                return copy;
            }
        }
        throw new AssertionError("the journal was written without a pause");
    }

    /** Size and time of every file. */
    private static Map<String, String> stamps(Path state) throws IOException {
        Map<String, String> stamps = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(state)) {
            for (Path file : files) {
                stamps.put(
                        file.getFileName().toString(),
                        Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
        }
        return stamps;
    }

    @ParameterizedTest(name = "killed after {0} cycles")
    @ValueSource(longs = {2_000, 30_007, 123_456})
    @Tag("SR-40")
    @Tag("SR-93")
    @Tag("F-34")
    void afterAKillWorldAndControllerResumeTogether(long cycles) throws Exception {
        Path state = directory.resolve("state");
        Path left;
        long before;
        try (SimulatedSession session = open(state)) {
            assertNull(session.settlement());
            assertEquals(0, session.resumedCycle());
            run(session, cycles);
            before = delivered(session);
            left = asLeftByAKill(state);
        }
        try (SimulatedSession again = open(left)) {
            assertEquals(again.run().truthNow().fieldMicrosteps(), delivered(again));
            assertEquals(again.run().truthNow().rotorMicrosteps(), delivered(again));
            assertEquals(0, again.controller().loop().ledger().uncertain());
            assertEquals("settled by counter and angle", again.settlement().reason());
            assertTrue(again.resumedCycle() > 0);
            assertTrue(delivered(again) <= before && delivered(again) > before - 160);
            // Without what the jogs of both self-tests are ahead.
            long kept = delivered(again) - ahead(again);
            run(again, TestRun.CYCLES_PER_HOUR);
            assertEquals(kept + 2_666, delivered(again) - ahead(again), 1);
            assertEquals(0, again.controller().loop().alarms().listed());
        }
    }

    @Test
    @Tag("SR-40")
    void aKillBeforeThePositionWasKeptCountsOneLeaseAndSaysSo() throws Exception {
        Path state = directory.resolve("state");
        Path left;
        try (SimulatedSession session = open(state)) {
            assertEquals(0, delivered(session));
            left = asLeftByAKill(state);
        }
        try (SimulatedSession again = open(left)) {
            assertEquals(160, delivered(again));
            assertEquals(160, again.controller().loop().ledger().uncertain());
            assertEquals(
                    "position unknown: the whole lease counts as delivered",
                    again.settlement().reason());
            assertEquals(0, again.run().truthNow().fieldMicrosteps());
        }
    }

    @Test
    @Tag("SR-40")
    void manyKillsInARowNeitherLoseNorDouble() throws Exception {
        Path state = directory.resolve("state");
        for (int kill = 1; kill <= 8; kill++) {
            Path left;
            try (SimulatedSession session = open(state)) {
                run(session, 1_000 + 7_919L * kill);
                left = asLeftByAKill(state);
            }
            try (SimulatedSession again = open(left)) {
                assertEquals(again.run().truthNow().fieldMicrosteps(), delivered(again), "" + kill);
                assertEquals(0, again.controller().loop().ledger().uncertain(), "" + kill);
                goesOn(again);
            }
            state = left;
        }
    }

    /** Each start jogs, which is drug; a crash loop must not become an infusion. */
    @Test
    @Tag("SR-69")
    @Tag("SR-40")
    void aPumpThatStartsAgainAndAgainIsAheadByFourJogsAtMost() throws Exception {
        RunSettings settings =
                settings(
                        directory.resolve("state"),
                        TestRun.prescription(50, OnRestart.RESUME),
                        null);
        for (int start = 1; start <= 12; start++) {
            Path left;
            try (SimulatedSession session = SimulatedSession.open(settings)) {
                run(session, 1_500);
                assertEquals(delivered(session), session.run().truthNow().fieldMicrosteps());
                long ordered = session.controller().loop().planner().orderedMicrosteps();
                assertTrue(delivered(session) <= ordered + 4 * 64, "start " + start);
                left = asLeftByAKill(settings.state());
            }
            settings = settings(left, settings.prescription(), null);
        }
        try (SimulatedSession session = SimulatedSession.open(settings)) {
            // 166 microsteps an hour: all starts together are made up for, and the test passes.
            run(session, 3 * TestRun.CYCLES_PER_HOUR);
            assertEquals("no alarm", AlarmLog.names(session.controller().loop().alarms().listed()));
            assertEquals(Mode.CONTINUOUS, session.controller().loop().planner().mode());
            assertEquals(
                    session.controller().loop().planner().orderedMicrosteps(), delivered(session));
            assertEquals(0, session.controller().loop().alarms().listed());
        }
    }

    private static void goesOn(SimulatedSession session) {
        run(session, 100);
        assertEquals(Reaction.KEEP_PROGRAM, session.controller().loop().permit().reaction());
    }

    @Test
    @Tag("SR-93")
    void withoutAPolicyNothingFlowsAfterAKill() throws Exception {
        Path state = directory.resolve("state");
        RunSettings asks = settings(state, TestRun.prescription(800), null);
        try (SimulatedSession session = SimulatedSession.open(asks)) {
            run(session, 10_000);
        }
        try (SimulatedSession again = SimulatedSession.open(asks)) {
            assertTrue(again.controller().loop().alarms().isListed(Alarm.RESTARTED));
            long kept = delivered(again);
            long ahead = again.controller().loop().planner().aheadMicrosteps();
            run(again, 10_000);
            assertEquals(kept, delivered(again));
        }
    }

    @Test
    void faultsLiveOnInTheWorld() throws Exception {
        Path state = directory.resolve("state");
        Path left;
        try (SimulatedSession session = open(state)) {
            run(session, 1_000);
            inject(session, "occ", "line", "downstream", "occlusion");
            run(session, 60_000);
            left = asLeftByAKill(state);
        }
        try (SimulatedSession again = open(left)) {
            assertEquals(1, again.run().faults().faults().size());
            run(again, 150_000);
            assertTrue(again.controller().loop().alarms().isListed(Alarm.OCCLUSION_DOWNSTREAM));
        }
    }

    @Test
    void whatIsTakenUpTwiceRunsTheSameTwice() throws Exception {
        Path state = directory.resolve("state");
        Path one;
        Path other;
        try (SimulatedSession session = open(state)) {
            run(session, 20_000);
            one = asLeftByAKill(state);
        }
        other = asLeftByAKill(one);
        String hash;
        try (SimulatedSession first = open(one)) {
            run(first, 20_000);
            hash = first.run().trace().text();
        }
        try (SimulatedSession second = open(other)) {
            run(second, 20_000);
            assertEquals(hash, second.run().trace().text());
        }
    }

    @Test
    void theDiskIsNoPartOfTheHash() throws Exception {
        String inMemory;
        try (TestRun run = TestRun.poweredOn(1, BRISK)) {
            inMemory = run.cycles(50_000).hash();
        }
        try (SimulatedSession session = open(directory.resolve("state"))) {
            run(session, 50_000);
            assertEquals(inMemory, session.run().trace().text());
        }
    }

    @Test
    @Tag("SR-15")
    void refusesTheStateOfAnotherTherapy() throws Exception {
        Path state = directory.resolve("state");
        open(state).close();
        StateMismatchException refused =
                assertThrows(
                        StateMismatchException.class,
                        () ->
                                SimulatedSession.open(
                                        settings(state, TestRun.prescription(801), null)));
        assertEquals(
                "state directory "
                        + state
                        + " belongs to another therapy; run that one, or give an empty directory",
                refused.getMessage());
        open(state).close();
    }

    @Test
    void refusesAnotherSeedAndKeepsItsOwnWithoutOne() throws Exception {
        Path state = directory.resolve("state");
        SimulatedSession.open(settings(state, BRISK, 42L)).close();
        StateMismatchException refused =
                assertThrows(
                        StateMismatchException.class,
                        () -> SimulatedSession.open(settings(state, BRISK, 2L)));
        assertEquals(
                "seed: found 2; allowed 42, with which state directory " + state + " was begun",
                refused.getMessage());
        try (SimulatedSession again = SimulatedSession.open(settings(state, BRISK, null))) {
            assertEquals(42, again.seed());
        }
    }

    @Test
    void beginsAgainExactlyWhereAnOrderlyEndWas() throws Exception {
        Path state = directory.resolve("state");
        long delivered;
        try (SimulatedSession first = open(state)) {
            run(first, 20_000);
            delivered = delivered(first);
        }
        try (SimulatedSession again = open(state)) {
            // Three seconds of the rig's time for bring-up.
            assertEquals(20_300, again.resumedCycle());
            assertEquals(delivered, delivered(again));
            assertEquals(0, again.settlement().uncertainMicrosteps());
        }
    }

    @Test
    @Tag("SR-40")
    void aStepInTheVeryLastCycleIsNotCountedAgain() throws Exception {
        Path state = directory.resolve("state");
        long delivered;
        try (SimulatedSession first = open(state)) {
            run(first, 20_000);
            while (first.controller().loop().command().taken() == 0) {
                run(first, 1);
            }
            delivered = delivered(first);
        }
        try (SimulatedSession again = open(state)) {
            assertEquals(0, again.settlement().settledMicrosteps());
            assertEquals(delivered, delivered(again));
            assertEquals(delivered, again.run().truthNow().fieldMicrosteps());
        }
    }

    @Test
    void saysWhichFaultsOfTheKeptWorldKeepItsRigFromComingUp() throws Exception {
        Path state = directory.resolve("state");
        Path left;
        try (SimulatedSession first = open(state)) {
            inject(first, "gone", "i2c", "as5600", "nack");
            run(first, 200);
            left = asLeftByAKill(state);
        }
        IOException refused = assertThrows(IOException.class, () -> open(left));
        assertEquals(
                "encoder as5600 at i2c-1 0x36: expected CONF 0x0000 as written, found"
                        + " NO_ACKNOWLEDGE; its world holds the faults gone, so begin with an"
                        + " empty directory",
                refused.getMessage());
    }

    @Test
    void refusesADirectoryThatIsInUse() throws Exception {
        Path state = directory.resolve("state");
        try (SimulatedSession first = open(state)) {
            StateDirectory.InUseException refused =
                    assertThrows(StateDirectory.InUseException.class, () -> open(state));
            assertEquals(
                    "state directory " + state + " is in use by another process",
                    refused.getMessage());
            run(first, 100);
        }
        open(state).close();
    }
}
