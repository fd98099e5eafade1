package io.pumprig.controller.dose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.order.Mode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Filling the dead volume of 322 uL, 51 520 microsteps, at 1000 uL/h, in 1160 s. */
@Tag("SR-62")
class PrimingTest {
    private static final long DEAD_MICROSTEPS = 51_520;
    private static final long PERIOD_NANOS = 100_000_000L;

    /** 20 000 microsteps a day, which wait meanwhile; ten cycles a second. */
    private final PlannerRun run =
            new PlannerRun(
                    PlannerRun.plan(PlannerRun.continuous(2_000, 250_000_000L)), 0, PERIOD_NANOS);

    private Planner planner() {
        return run.planner;
    }

    private Shots shots() {
        return run.planner.shots();
    }

    private void prime() {
        planner().beginPrime(DEAD_MICROSTEPS);
        assertEquals(Mode.PRIMING, planner().mode());
    }

    /** Seconds until the prime ends. */
    private double secondsOfPrime() {
        long cycles = 0;
        while (shots().isRunning()) {
            run.cycle();
            assertTrue(++cycles < 100_000, "primes for ever");
        }
        return cycles / 10.0;
    }

    @Test
    @Tag("SR-07")
    @Tag("SR-39")
    void fillsExactlyTheVolumeOnceAndTheProgramGoesOn() {
        prime();
        assertTrue(planner().modePicolitresPerDay() <= 24_000_000_000L);
        assertEquals(1_160, secondsOfPrime());
        assertEquals(BolusEnd.COMPLETED, shots().closedHow());
        assertEquals(DEAD_MICROSTEPS, shots().closedMicrosteps());
        assertEquals(DEAD_MICROSTEPS, run.ledger.delivered(Delivery.PRIME));
        assertEquals(0, run.ledger.delivered(Delivery.BASAL));
        assertEquals(Mode.CONTINUOUS, planner().mode());
        run.cycles(864_000);
        assertEquals(DEAD_MICROSTEPS, run.ledger.delivered(Delivery.PRIME));
        assertEquals(20_000, run.ledger.delivered(Delivery.BASAL));
        assertEquals(0, run.ledger.notSent());
    }

    @Test
    @Tag("SR-19")
    void theProgramLosesNoPartOfAMicrostepToIt() {
        for (int i = 0; i < 20; i++) {
            run.cycles(1_234);
            planner().beginPrime(101);
            secondsOfPrime();
        }
        run.cycles(864_000 - 20 * 1_234);
        assertEquals(20 * 101, run.ledger.delivered(Delivery.PRIME));
        assertEquals(20_000, run.ledger.delivered(Delivery.BASAL));
    }

    @Test
    void inLongCyclesItStopsAtTheVolumeToo() {
        PlannerRun slow = PlannerRun.of(PlannerRun.continuous(2_000, 250_000_000L));
        slow.planner.beginPrime(DEAD_MICROSTEPS);
        slow.cycles(1_200);
        assertFalse(slow.planner.shots().isRunning());
        assertEquals(DEAD_MICROSTEPS, slow.ledger.delivered(Delivery.PRIME));
    }

    @Test
    @Tag("SR-26")
    void isNoDoseThatLimitsBoluses() {
        prime();
        secondsOfPrime();
        assertEquals(0, shots().book().count());
    }

    @Test
    @Tag("SR-61")
    void goesOnForAsLongAsAirIsSeenAndIsCompletedOnceItIsThrough() {
        prime();
        run.air(true);
        run.cycles(14_000);
        assertTrue(shots().isRunning());
        assertTrue(run.ledger.delivered(Delivery.PRIME) > DEAD_MICROSTEPS);
        run.air(false);
        run.cycle();
        assertFalse(shots().isRunning());
        assertEquals(BolusEnd.COMPLETED, shots().closedHow());
    }

    @Test
    @Tag("SR-60")
    @Tag("SR-61")
    void hasFailedWhenHalfAsMuchAgainDidNotRemoveTheAir() {
        prime();
        run.air(true);
        assertEquals(1_740, secondsOfPrime(), 0.5);
        assertEquals(BolusEnd.FAILED, shots().closedHow());
        // Half as much again are 77 280; the last second may be over before the last of them.
        assertEquals(77_280, run.ledger.delivered(Delivery.PRIME), 44);
        assertTrue(run.ledger.delivered() <= 77_280);
        assertEquals(run.ledger.delivered(), shots().closedMicrosteps());
    }

    @Test
    @Tag("SR-61")
    void hasFailedWhenFlowIsWithheldForTooLong() {
        prime();
        run.cycles(1_000);
        long before = run.ledger.delivered(Delivery.PRIME);
        run.reaction = Reaction.ZERO_FLOW;
        run.bolusesBlocked = true;
        assertEquals(1_640, secondsOfPrime(), 0.5);
        assertEquals(BolusEnd.FAILED, shots().closedHow());
        assertEquals(before, run.ledger.delivered(Delivery.PRIME));
        assertEquals(0, run.ledger.withheld(Withheld.ZERO_FLOW));
    }

    @Test
    @Tag("SR-61")
    void isCompletedLaterWhereFlowWasWithheldForAShortTime() {
        prime();
        run.cycles(1_000);
        run.reaction = Reaction.ZERO_FLOW;
        run.cycles(1_000);
        assertTrue(shots().isRunning());
        run.reaction = Reaction.KEEP_PROGRAM;
        assertEquals(1_060, secondsOfPrime());
        assertEquals(BolusEnd.COMPLETED, shots().closedHow());
        assertEquals(DEAD_MICROSTEPS, run.ledger.delivered(Delivery.PRIME));
    }

    @Test
    @Tag("SR-61")
    void hasFailedWhenTheTimeIsOverWithAirAlthoughTheDriveKeptVolumeFromIt() {
        prime();
        run.air(true);
        run.cycles(5_000);
        for (int i = 0; i < 100; i++) {
            run.lose(true);
        }
        assertEquals(1_230, secondsOfPrime(), 0.5);
        assertEquals(BolusEnd.FAILED, shots().closedHow());
    }

    @Test
    @Tag("SR-61")
    void makesUpForWhatTheDriveDidNotTake() {
        prime();
        for (int i = 0; i < 100; i++) {
            run.lose(true);
        }
        assertEquals(1_160, secondsOfPrime(), 5);
        assertEquals(BolusEnd.COMPLETED, shots().closedHow());
        assertEquals(DEAD_MICROSTEPS, run.ledger.delivered(Delivery.PRIME));
        assertEquals(DEAD_MICROSTEPS, shots().closedMicrosteps());
    }

    @Test
    @Tag("SR-93")
    void aRestartClosesItWithWhatAllItsPartsGave() {
        prime();
        run.air(true);
        run.cycles(13_000);
        long given = run.ledger.delivered();
        assertTrue(given > DEAD_MICROSTEPS);
        run.restart();
        assertEquals(BolusEnd.INTERRUPTED, shots().closedHow());
        assertEquals(given, shots().closedMicrosteps());
    }

    @Test
    @Tag("SR-29")
    void aChangeOfModeEndsItAndNothingOfItFollows() {
        prime();
        run.cycles(1_000);
        planner().enter(Mode.STOPPED);
        assertEquals(BolusEnd.INTERRUPTED, shots().closedHow());
        assertEquals(Mode.PRIMING, shots().closedKind());
        long given = run.ledger.delivered();
        run.cycles(20_000);
        assertEquals(given, run.ledger.delivered());
    }
}
