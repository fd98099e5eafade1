package io.pumprig.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.dose.Withheld;
import io.pumprig.controller.order.Verb;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A rotor that stands, slips, runs by itself, or is not seen; and what is believed of it. */
class RotorFaultTest {
    private static final long HOUR = TestRun.CYCLES_PER_HOUR;
    private static final long MINUTE = 60 * TestRun.CYCLES_PER_SECOND;
    private static final int ELECTRICAL_CYCLE = 64;

    /** Truth may lag belief by the cycle that is just being lost, and never lead it by more. */
    private static void believesTheTruth(TestRun run) {
        long truth = run.rig().plant().rotorMicrosteps();
        assertEquals(truth, run.believed(), ELECTRICAL_CYCLE, "microsteps that moved");
    }

    @Test
    @Tag("SR-63")
    @Tag("SR-65")
    @Tag("SR-66")
    @Tag("F-16")
    @Tag("MOTOR_STALL:absent")
    void aRotorHeldForGoodIsTriedThreeTimesAndGivenUp() {
        try (TestRun run = new TestRun(1)) {
            run.cycles(HOUR);
            run.inject("motor", "rotor", "stall");
            long before = run.delivered();
            untilItIsHeld(run);
            assertEquals(64, run.delivered() - before);
            assertEquals(List.of("stall-began"), run.stallEdges());
            assertEquals(List.of(), run.alarms());
            long cycles = TherapyAgain.raises(run, Alarm.MOTOR_STALL, HOUR);
            // Three times 10 s off, half a second on, and eight microsteps of 4.32 s.
            assertEquals(3 * (1_050 + 8 * 432), cycles, 3 * 450);
            assertEquals(64 + 24, run.delivered() - before);
            assertEquals(64 + 24, run.effects());
            TherapyAgain.staysStill(run, HOUR);
            assertEquals(64 + 24, run.withheld(Withheld.NOT_MOVED));
            assertEquals(run.rig().plant().rotorMicrosteps(), run.believed());
            run.clear();
            TherapyAgain.goesOn(run, Alarm.MOTOR_STALL);
            assertEquals(run.rig().plant().rotorMicrosteps(), run.believed());
            assertEquals(List.of("MOTOR_STALL"), run.alarms());
            assertEquals(List.of("stall-began"), run.stallEdges());
        }
    }

    /** Steps to the cycle in which the stall is seen: flow is held in that very cycle. */
    private static void untilItIsHeld(TestRun run) {
        for (long i = 0; i < HOUR && run.stallEdges().isEmpty(); i++) {
            run.cycles(1);
        }
        assertEquals(Reaction.ZERO_FLOW, run.reaction());
        assertEquals(0, run.controller().loop().command().taken());
    }

    @Test
    @Tag("SR-65")
    @Tag("SR-36")
    @Tag("SR-66")
    @Tag("F-15")
    @Tag("MOTOR_STALL:unsafe-action")
    void aStallThatEndsBeforeTheRetryGoesOnWithoutAnAlarmAndIsNotCaughtUp() {
        try (TestRun run = new TestRun(1)) {
            run.cycles(HOUR);
            run.inject("motor", "rotor", "stall", "duration", "5 min");
            untilItIsHeld(run);
            long before = run.withheld(Withheld.ZERO_FLOW);
            run.cycles(5);
            assertTrue(run.controller().loop().permit().isDriveReleased());
            run.cycles(3 * MINUTE);
            assertEquals(List.of("stall-began", "stall-ended"), run.stallEdges());
            assertEquals(List.of(), run.alarms());
            assertEquals(64, run.withheld(Withheld.NOT_MOVED));
            // 10.5 s of 4.32 s for a microstep are withheld too.
            assertEquals(2.4, run.withheld(Withheld.ZERO_FLOW) - before, 1.5);
            assertEquals(run.rig().plant().rotorMicrosteps(), run.believed());
            TherapyAgain.followsTheProgram(run);
        }
    }

    @Test
    @Tag("SR-65")
    @Tag("SR-66")
    @Tag("F-15")
    void aStallThatEndsAtTheSecondTryGoesOnToo() {
        try (TestRun run = new TestRun(1)) {
            run.cycles(HOUR);
            run.inject("motor", "rotor", "stall");
            untilItIsHeld(run);
            run.cycles(MINUTE);
            assertEquals(72, run.withheld(Withheld.NOT_MOVED));
            run.clear().cycles(5 * MINUTE);
            assertEquals(List.of("stall-began", "stall-ended"), run.stallEdges());
            assertEquals(List.of(), run.alarms());
            // The eight of the first try were made up when the rotor was let go.
            assertEquals(64, run.withheld(Withheld.NOT_MOVED));
            assertEquals(run.rig().plant().rotorMicrosteps(), run.believed());
            TherapyAgain.followsTheProgram(run);
        }
    }

    @Test
    @Tag("SR-63")
    @Tag("F-15")
    void aRotorStillHeldAfterAnAcknowledgementStallsAgain() {
        try (TestRun run = new TestRun(1)) {
            run.cycles(HOUR);
            run.inject("motor", "rotor", "stall");
            TherapyAgain.raises(run, Alarm.MOTOR_STALL, HOUR);
            run.order(Verb.ALARM_ACKNOWLEDGE);
            run.cycles(2);
            assertFalse(run.isListed(Alarm.MOTOR_STALL));
            TherapyAgain.raises(run, Alarm.MOTOR_STALL, HOUR);
            assertEquals(2 * (64 + 24), run.withheld(Withheld.NOT_MOVED));
            assertEquals(run.rig().plant().rotorMicrosteps(), run.believed());
            run.clear();
            TherapyAgain.goesOn(run, Alarm.MOTOR_STALL);
            assertEquals(run.rig().plant().rotorMicrosteps(), run.believed());
        }
    }

    @Test
    @Tag("SR-63")
    @Tag("F-15")
    void aShortHoldAtALowRateIsMadeUpByTheRotorItself() {
        try (TestRun run = new TestRun(1)) {
            run.cycles(HOUR);
            run.inject("motor", "rotor", "stall", "duration", "60 s");
            run.cycles(HOUR);
            assertEquals(List.of(), run.alarms());
            assertEquals(run.delivered(), run.rig().plant().rotorMicrosteps());
            assertEquals(0, run.withheld(Withheld.NOT_MOVED));
            TherapyAgain.followsTheProgram(run);
        }
    }

    @Test
    @Tag("SR-64")
    @Tag("SR-66")
    @Tag("F-15")
    void aHoldPastHalfAnElectricalCycleLosesOneAndIsBooked() {
        try (TestRun run = new TestRun(1, TestRun.prescription(800))) {
            run.cycles(HOUR);
            run.inject("motor", "rotor", "stall", "duration", "60 s");
            run.cycles(HOUR);
            assertEquals(List.of("MISSED_STEPS"), run.alarms());
            assertEquals(64, run.withheld(Withheld.NOT_MOVED));
            assertEquals(run.rig().plant().rotorMicrosteps(), run.believed());
            TherapyAgain.followsTheProgram(run);
        }
    }

    @Test
    @Tag("SR-64")
    @Tag("SR-66")
    @Tag("F-17")
    void aLostElectricalCycleIsNamedAndBookedAndTherapyGoesOn() {
        try (TestRun run = new TestRun(1)) {
            run.cycles(HOUR);
            run.inject("motor", "rotor", "missed-steps");
            long before = run.delivered();
            TherapyAgain.raises(run, Alarm.MISSED_STEPS, HOUR);
            long microsteps = run.delivered() - before;
            assertTrue(microsteps <= 800, () -> microsteps + " microsteps, a pitch is 800");
            assertEquals(Reaction.KEEP_PROGRAM, run.reaction());
            run.cycles(2 * MINUTE);
            assertEquals(List.of("MISSED_STEPS"), run.alarms());
            assertEquals(List.of("f scheduled", "f active", "f expired"), run.faultLives());
            assertEquals(64, run.withheld(Withheld.NOT_MOVED));
            assertEquals(run.rig().plant().rotorMicrosteps(), run.believed());
            TherapyAgain.followsTheProgram(run);
        }
    }

    @Test
    @Tag("SR-64")
    @Tag("F-17")
    void cyclesLostAgainAndAgainAreAStall() {
        try (TestRun run = new TestRun(1)) {
            run.cycles(HOUR);
            run.inject("motor", "rotor", "missed-steps", "cycles", "5");
            TherapyAgain.raises(run, Alarm.MOTOR_STALL, HOUR);
            assertEquals(
                    List.of("MISSED_STEPS", "MOTOR_STALL"),
                    run.alarms().stream().distinct().toList());
            believesTheTruth(run);
            run.clear();
            TherapyAgain.staysStill(run, 2 * MINUTE);
            TherapyAgain.goesOn(run, Alarm.MOTOR_STALL);
            believesTheTruth(run);
        }
    }

    @Test
    @Tag("SR-63")
    @Tag("F-29")
    void aFrozenAngleCannotBeToldFromAStall() {
        try (TestRun run = new TestRun(1)) {
            run.cycles(HOUR);
            run.inject("encoder", "rotor", "frozen");
            long before = run.delivered();
            TherapyAgain.raises(run, Alarm.MOTOR_STALL, HOUR);
            assertEquals(64 + 24, run.delivered() - before, 3);
            assertTrue(run.effects() > 0);
            run.clear();
            TherapyAgain.staysStill(run, MINUTE);
            TherapyAgain.goesOn(run, Alarm.MOTOR_STALL);
            believesTheTruth(run);
        }
    }

    @Test
    @Tag("SR-74")
    @Tag("SR-20")
    @Tag("F-18")
    void stepsThatNobodySentAreARunawayAndTheEnableIsCut() {
        try (TestRun run = new TestRun(1)) {
            run.cycles(HOUR);
            run.inject("wire", "step", "extra-steps");
            long truth = run.rig().plant().rotorMicrosteps();
            TherapyAgain.raises(run, Alarm.MOTOR_RUNAWAY, MINUTE);
            long excess = run.rig().plant().rotorMicrosteps() - truth;
            // 320 microsteps are 2 uL; the encoder is read every fifth cycle, a step in each.
            assertEquals(320, excess, 10);
            run.cycles(5);
            long cut = run.rig().plant().rotorMicrosteps();
            long field = run.rig().plant().fieldMicrosteps();
            run.cycles(MINUTE);
            assertEquals(cut, run.rig().plant().rotorMicrosteps(), "50 ms after the last kick");
            assertEquals(field + 6_000, run.rig().plant().fieldMicrosteps(), "noise goes on");
            assertEquals(List.of("MOTOR_RUNAWAY", "MOTOR_RUNAWAY"), run.alarms(), "two witnesses");
            TherapyAgain.staysStill(run, MINUTE);
        }
    }

    @Test
    @Tag("SR-74")
    @Tag("SR-80")
    void anAcknowledgementWhileTheNoiseGoesOnGivesNotOneStepMore() {
        try (TestRun run = new TestRun(1)) {
            run.cycles(HOUR);
            run.inject("wire", "step", "extra-steps");
            TherapyAgain.raises(run, Alarm.MOTOR_RUNAWAY, MINUTE);
            run.cycles(MINUTE);
            long rotor = run.rig().plant().rotorMicrosteps();
            for (int i = 0; i < 10; i++) {
                run.order(Verb.ALARM_ACKNOWLEDGE);
                run.cycles(777);
            }
            assertEquals(rotor, run.rig().plant().rotorMicrosteps());
            assertTrue(run.isListed(Alarm.MOTOR_RUNAWAY));
            run.clear().cycles(2 * TestRun.CYCLES_PER_SECOND);
            assertTrue(run.isSilent(), "acknowledged before, and quiet now");
            TherapyAgain.followsTheProgram(run);
        }
    }

    @Test
    @Tag("SR-74")
    @Tag("SR-80")
    void afterARunawayTheMotorIsHeldAgainOnceAcknowledged() {
        try (TestRun run = new TestRun(1)) {
            run.cycles(HOUR);
            run.inject("wire", "step", "extra-steps");
            TherapyAgain.raises(run, Alarm.MOTOR_RUNAWAY, MINUTE);
            run.cycles(MINUTE);
            run.clear().cycles(2 * TestRun.CYCLES_PER_SECOND);
            TherapyAgain.goesOn(run, Alarm.MOTOR_RUNAWAY);
        }
    }
}
