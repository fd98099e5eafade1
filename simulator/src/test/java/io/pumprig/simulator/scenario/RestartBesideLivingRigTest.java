package io.pumprig.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.journal.Checkpoint;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Prescription.OnRestart;
import io.pumprig.controller.order.Verb;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The controller dies and another one starts, while the rig goes on living. */
class RestartBesideLivingRigTest {
    private static final long SECOND = TestRun.CYCLES_PER_SECOND;
    private static final long MINUTE = 60 * SECOND;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 42})
    @Tag("SR-40")
    @Tag("SR-93")
    @Tag("F-34")
    void neverLosesNorDoublesAMicrostepInThirtyKills(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TestRun run = new TestRun(seed, TestRun.prescription(800, OnRestart.RESUME));
        long program = 0;
        try {
            for (int kill = 1; kill <= 30; kill++) {
                run.cycles(random.nextLong(2 * SECOND, 4 * MINUTE));
                long aloneNanos = kill % 3 == 0 ? 0 : random.nextLong(0, 20_000_000_000L);
                run = run.killAndRestart(aloneNanos, () -> {});
                String when = "seed " + seed + ", kill " + kill;
                long field = run.rig().plant().fieldMicrosteps();
                assertEquals(field, run.delivered(), when);
                assertEquals(field, run.rig().plant().rotorMicrosteps(), when);
                assertEquals(0, run.controller().loop().ledger().uncertain(), when);
                assertEquals(
                        "settled by counter and angle",
                        run.controller().settlement().reason(),
                        when);
                long ordered = run.controller().loop().planner().orderedMicrosteps();
                program = run.programMicrosteps();
                // What is due is rounded down once, what is withheld once for each restart.
                assertTrue(
                        ordered <= program && ordered >= program - 1 - kill,
                        () -> when + ": ordered " + ordered + ", program ");
            }
            assertTrue(run.delivered() > 500, "something was delivered");
            assertTrue(run.delivered() < program, "and the time alone was not caught up");
        } finally {
            run.close();
        }
    }

    @Test
    @Tag("SR-40")
    @Tag("F-34")
    void withoutPowerTheWholeLeaseCountsAndIsUncertain() {
        TestRun run = new TestRun(1, TestRun.prescription(800));
        run.cycles(10 * MINUTE);
        Checkpoint last = run.journal().last();
        TestRun dead = run;
        try (TestRun again =
                run.killAndRestart(5_000_000_000L, () -> dead.rig().board().motor().reset())) {
            assertEquals(last.leaseEndMicrosteps, again.delivered());
            assertEquals(160, again.controller().loop().ledger().uncertain());
            assertEquals(
                    "position unknown: the whole lease counts as delivered",
                    again.controller().settlement().reason());
            assertTrue(again.delivered() >= dead.delivered(), "never lost");
        }
    }

    @Test
    @Tag("SR-93")
    void anotherKillBeforeThePositionIsKnownCountsTheLeaseToo() {
        try (TestRun first = new TestRun(1, TestRun.prescription(800))) {
            first.cycles(10 * MINUTE);
            try (TestRun second = first.killAndRestart();
                    TestRun third = second.killAndRestart()) {
                assertEquals(160, third.controller().loop().ledger().uncertain());
                assertEquals(second.delivered() + 160, third.delivered());
            }
        }
    }

    @ParameterizedTest(name = "by {0}")
    @ValueSource(strings = {"ALARM_ACKNOWLEDGE", "RESUME"})
    @Tag("SR-93")
    void deliversNothingAfterARestartUntilSomebodyConfirms(String verb) {
        TestRun run = new TestRun(1, TestRun.prescription(800));
        run.cycles(10 * MINUTE);
        try (TestRun again = run.killAndRestart()) {
            assertTrue(again.isListed(Alarm.RESTARTED));
            again.cycles(1);
            assertEquals(Reaction.ZERO_FLOW, again.reaction());
            TherapyAgain.staysStill(again, 10 * MINUTE);
            assertEquals(Code.OK, again.order(Verb.valueOf(verb)));
            assertFalse(again.isListed(Alarm.RESTARTED));
            assertTrue(again.isSilent());
            TherapyAgain.followsTheProgram(again);
        }
    }

    @Test
    @Tag("SR-93")
    void goesOnByItselfWhereThePolicySaysSo() {
        TestRun run = new TestRun(1, TestRun.prescription(800, OnRestart.RESUME));
        run.cycles(10 * MINUTE);
        try (TestRun again = run.killAndRestart()) {
            assertTrue(again.isSilent());
            again.cycles(1);
            TherapyAgain.followsTheProgram(again);
            assertEquals(
                    "RESTARTED", again.alarms().get(0), "it is raised and recorded all the same");
        }
    }

    @Test
    @Tag("SR-40")
    @Tag("SR-90")
    @Tag("F-40")
    void whatMovedBeyondTheLeaseWhileTheDiskFailedCountsToo() {
        TestRun run = new TestRun(1, TestRun.prescription(800, OnRestart.RESUME));
        run.cycles(10 * MINUTE);
        run.journal().failing(true);
        run.cycles(30 * MINUTE);
        try (TestRun again = run.killAndRestart()) {
            long truth = again.rig().plant().rotorMicrosteps();
            long counted = again.delivered();
            assertTrue(counted >= truth, () -> counted + " counted, " + truth + " moved");
            // 3 s of bring-up and the ten cycles of a lease are 3 microsteps.
            assertTrue(counted <= truth + 3, () -> counted + " counted, " + truth + " moved");
            assertTrue(again.controller().loop().ledger().uncertain() >= 1_332);
        }
    }

    @ParameterizedTest(name = "killed {0} cycles after the stall")
    @ValueSource(longs = {2_000, 4_400, 8_000})
    @Tag("SR-40")
    @Tag("F-16")
    void aStallThatNobodyHadSeenYetStaysWithinTheUncertainty(long cycles) {
        TestRun run = new TestRun(1, TestRun.prescription(800, OnRestart.RESUME));
        run.cycles(10 * MINUTE);
        run.inject("motor", "rotor", "stall").cycles(cycles);
        try (TestRun again = run.killAndRestart()) {
            run.run().faults().clearAll();
            again.cycles(10 * MINUTE);
            long truth = again.rig().plant().rotorMicrosteps();
            assertEquals(160, again.controller().loop().ledger().uncertain());
            assertTrue(again.believed() >= truth, "never less than what moved");
            // The electrical cycle that was being lost at the checkpoint is not known either.
            assertTrue(again.believed() - 160 - 64 <= truth, "no more than that is uncertain");
        }
    }

    @ParameterizedTest(name = "killed {0} cycles after the occlusion")
    @ValueSource(longs = {20_000, 40_000, 60_000, 90_000})
    @Tag("SR-58")
    @Tag("F-01")
    void anOcclusionIsFoundWithinTenMicrolitresAcrossARestart(long cycles) {
        TestRun run = new TestRun(1, TestRun.prescription(800, OnRestart.RESUME));
        run.cycles(10 * MINUTE);
        run.inject("line", "downstream", "occlusion");
        long before = run.delivered();
        run.cycles(cycles);
        assertFalse(run.isListed(Alarm.OCCLUSION_DOWNSTREAM));
        try (TestRun again = run.killAndRestart()) {
            TherapyAgain.raises(again, Alarm.OCCLUSION_DOWNSTREAM, 60 * MINUTE);
            long microsteps = again.delivered() - before;
            assertTrue(microsteps <= 1_600, () -> microsteps + " microsteps of 6.25 nL");
        }
    }

    @Test
    @Tag("SR-80")
    @Tag("SR-93")
    void anAlarmLatchedBeforeIsLatchedAfter() {
        TestRun run = new TestRun(1, TestRun.prescription(800, OnRestart.RESUME));
        run.cycles(MINUTE);
        run.rig().board().doorOpen(true);
        run.cycles(SECOND);
        run.rig().board().doorOpen(false);
        run.cycles(SECOND);
        assertTrue(run.isListed(Alarm.HEAD_OPEN));
        try (TestRun again = run.killAndRestart()) {
            assertTrue(again.isListed(Alarm.HEAD_OPEN));
            TherapyAgain.staysStill(again, MINUTE);
            TherapyAgain.goesOn(again, Alarm.HEAD_OPEN);
        }
    }
}
