package io.pumprig.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.alarm.Source;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A part holds the bus of the sensors: one recovery by their supply, then it is a fault. */
@Tag("F-41")
class HeldBusTest {
    /** 500 uL/day: a microstep of 6.25 nL in 1.08 s. */
    private static final long MICROGRAMS_PER_DAY = 1_000;

    private static final int ENCODER_ADDRESS = 0x36;
    private static final int SCALE_ADDRESS = 0x2A;
    private static final long SECOND = TestRun.CYCLES_PER_SECOND;
    private static final long MINUTE = 60 * SECOND;

    private static TestRun fast() {
        return new TestRun(1, TestRun.prescription(MICROGRAMS_PER_DAY)).cycles(6 * MINUTE);
    }

    private static void hold(TestRun run) {
        run.rig().board().i2cHeld().occur();
    }

    private static String sources(TestRun run, Alarm alarm) {
        return Source.labels(run.controller().loop().alarms().sources(alarm));
    }

    @Test
    void isFreedByOneCutOfTheRailWhileTherapyGoesOn() {
        try (TestRun run = fast()) {
            long delivered = run.delivered();
            long program = run.programMicrosteps();
            hold(run);
            assertTrue(run.until(Alarm.SENSOR_DEGRADED, 15) > 0, "told after three periods");
            assertEquals("encoder,flow-sensor", sources(run, Alarm.SENSOR_DEGRADED));
            long held = run.rig().board().i2cHeld().effects();
            for (int i = 0; i < 2 * SECOND; i++) {
                run.cycles(1);
                assertEquals(Reaction.KEEP_PROGRAM, run.reaction(), "cycle " + i);
                assertFalse(run.isListed(Alarm.SENSOR_FAULT), "cycle " + i);
            }
            assertTrue(run.isSilent(), () -> "alarms " + run.alarms());
            assertTrue(held > 0);
            assertTrue(run.rig().board().i2cHeld().effects() - held < 10, "held after the cut");
            assertEquals(run.programMicrosteps() - program, run.delivered() - delivered, 1);
            TherapyAgain.followsTheProgram(run);
        }
    }

    @Test
    void thatStaysHeldIsAFaultWithin400MillisecondsAndTherapyCanGoOnWhenItIsFree() {
        try (TestRun run = fast()) {
            run.rig().board().sensorRail().wireOpen(true, run.rig().clock().nanos());
            hold(run);
            TherapyAgain.raises(run, Alarm.SENSOR_FAULT, 40);
            run.cycles(6 * MINUTE);
            assertEquals(1, run.rig().board().sensorRail().effects(), "one cut was tried");
            assertEquals(Alarm.SENSOR_FAULT.reaction(), run.reaction());
            run.rig().board().i2cHeld().clear();
            run.cycles(500);
            TherapyAgain.goesOn(run, Alarm.SENSOR_FAULT);
        }
    }

    @Test
    void aSecondTimeWithinAMinuteIsAFaultAfterThreePeriods() {
        try (TestRun run = fast()) {
            hold(run);
            run.cycles(30 * SECOND);
            assertTrue(run.isSilent(), () -> "alarms " + run.alarms());
            hold(run);
            TherapyAgain.raises(run, Alarm.SENSOR_FAULT, 15);
        }
    }

    @Test
    void aSecondTimeAfterMoreThanAMinuteIsFreedAgain() {
        try (TestRun run = fast()) {
            hold(run);
            run.cycles(MINUTE + 2 * SECOND);
            hold(run);
            run.cycles(2 * SECOND);
            assertTrue(run.isSilent(), () -> "alarms " + run.alarms());
            TherapyAgain.followsTheProgram(run);
        }
    }

    @Test
    @Tag("SR-72")
    void aPartThatDoesNotComeBackIsAFaultWithinTwoSeconds() {
        try (TestRun run = fast()) {
            hold(run);
            run.rig().board().i2cFaults(SCALE_ADDRESS).noAcknowledge().occur();
            TherapyAgain.raises(run, Alarm.SENSOR_FAULT, 210);
            assertEquals(Source.RESERVOIR_SENSOR.label(), sources(run, Alarm.SENSOR_FAULT));
        }
    }

    /** The encoder is the only proof of motion: what may move unseen is bounded. */
    @Test
    @Tag("SR-63")
    void anEncoderThatDoesNotComeBackIsAFaultBeforeTwoMicrolitresCouldMove() {
        try (TestRun run = fast()) {
            hold(run);
            run.rig().board().i2cFaults(ENCODER_ADDRESS).noAcknowledge().occur();
            long cycles = TherapyAgain.raises(run, Alarm.SENSOR_FAULT, 51);
            assertEquals(Source.ENCODER.label(), sources(run, Alarm.SENSOR_FAULT));
            assertTrue(cycles > 40, () -> "after " + cycles + " cycles the others are back");
            // The ceiling is 1000 uL/h, 2 778 pL in a cycle; it was last seen 5 cycles before.
            assertTrue((cycles + 5) * 2_778 < 2_000_000, () -> cycles + " cycles");
        }
    }
}
