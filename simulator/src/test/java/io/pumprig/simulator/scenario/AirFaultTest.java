package io.pumprig.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Verb;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Air in the line, and what is wrong with the sensors that would see it. */
class AirFaultTest {
    /** 500 uL/day: a microstep of 6.25 nL in 1.08 s, 10 uL in 29 min. */
    private static final long MICROGRAMS_PER_DAY = 1_000;

    private static final long HOUR = TestRun.CYCLES_PER_HOUR;
    private static final long QUARTER = HOUR / 4;
    private static final int FLOW_ADDRESS = 0x08;

    private static TestRun fast() {
        return new TestRun(1, TestRun.prescription(MICROGRAMS_PER_DAY)).cycles(HOUR / 10);
    }

    private static int faultSources(TestRun run) {
        return run.controller().loop().alarms().sources(Alarm.SENSOR_FAULT);
    }

    @Test
    @Tag("SR-60")
    @Tag("F-05")
    void aBubbleOfTenMicrolitresStopsInTheCycleInWhichItHasPassed() {
        try (TestRun run = fast()) {
            run.rig().plant().injectAir(12);
            long at = TherapyAgain.raises(run, Alarm.AIR_IN_LINE, HOUR);
            // 2.6 uL to the detector and 10 uL of the bubble: 2 016 microsteps of 1.08 s.
            assertEquals(2_016 * 108, at, 0.05 * 2_016 * 108);
            TherapyAgain.staysStill(run, HOUR / 60);
        }
    }

    @Test
    @Tag("SR-60")
    void aBubbleOfTwoMicrolitresPassesUnalarmed() {
        try (TestRun run = fast()) {
            run.rig().plant().injectAir(2);
            run.cycles(HOUR);
            assertTrue(run.isSilent(), () -> "alarms " + run.alarms());
            assertEquals(run.programMicrosteps(), run.delivered());
        }
    }

    @Test
    @Tag("SR-60")
    void aBrokenWireOfTheDetectorIsAirAndStopsAfterTenMicrolitres() {
        try (TestRun run = fast()) {
            long before = run.delivered();
            run.rig().board().bubbleDetector().wireOpen(true);
            TherapyAgain.raises(run, Alarm.AIR_IN_LINE, HOUR);
            assertEquals(1_600, run.delivered() - before, 1);
            TherapyAgain.staysStill(run, HOUR / 60);
            run.rig().board().bubbleDetector().wireOpen(false);
            run.cycles(100);
            TherapyAgain.goesOn(run, Alarm.AIR_IN_LINE);
        }
    }

    @Test
    @Tag("SR-80")
    void whoAcknowledgesAirThatIsStillThereMovesNothing() {
        try (TestRun run = fast()) {
            run.rig().board().bubbleDetector().wireOpen(true);
            TherapyAgain.raises(run, Alarm.AIR_IN_LINE, HOUR);
            assertEquals(Code.OK, run.order(Verb.ALARM_ACKNOWLEDGE));
            TherapyAgain.staysStill(run, HOUR / 60);
            assertTrue(run.isListed(Alarm.AIR_IN_LINE));
        }
    }

    @Test
    @Tag("SR-70")
    @Tag("F-30")
    void aDetectorThatIsStuckAtLiquidIsAFaultAtItsNextTest() {
        try (TestRun run = fast()) {
            run.rig().board().bubbleDetector().stuckLiquid(true);
            TherapyAgain.raises(run, Alarm.SENSOR_FAULT, QUARTER + 100);
            assertEquals(Source.BUBBLE_DETECTOR.label(), Source.labels(faultSources(run)));
            run.rig().board().bubbleDetector().stuckLiquid(false);
            // It is tested again every 10 s.
            run.cycles(11 * TestRun.CYCLES_PER_SECOND);
            TherapyAgain.goesOn(run, Alarm.SENSOR_FAULT);
        }
    }

    @Test
    @Tag("SR-72")
    @Tag("F-26")
    void oneReadOfTheFlowSensorInAHundredThatIsNotAcknowledgedIsNoFault() {
        try (TestRun run = fast()) {
            run.rig().board().i2cFaults(FLOW_ADDRESS).noAcknowledge().occur(0.01);
            run.cycles(HOUR);
            long effects = run.rig().board().i2cFaults(FLOW_ADDRESS).noAcknowledge().effects();
            assertTrue(effects > 500, () -> effects + " effects");
            assertTrue(run.isSilent(), () -> "alarms " + run.alarms());
            assertEquals(run.programMicrosteps(), run.delivered());
        }
    }

    @Test
    @Tag("SR-72")
    @Tag("F-26")
    void oneFrameOfTheFlowSensorInAHundredThatIsGarbledIsNoFault() {
        try (TestRun run = fast()) {
            run.rig().board().flow().orElseThrow().bitFlipProbability(0.01);
            run.cycles(HOUR);
            assertTrue(run.rig().board().flow().orElseThrow().effects() > 500);
            assertTrue(run.isSilent(), () -> "alarms " + run.alarms());
        }
    }

    @Test
    @Tag("SR-72")
    @Tag("F-26")
    void aFlowSensorThatIsGoneIsAFaultWithinThreeReads() {
        try (TestRun run = fast()) {
            run.rig().board().i2cFaults(FLOW_ADDRESS).noAcknowledge().occur();
            long cycles = TherapyAgain.raises(run, Alarm.SENSOR_FAULT, HOUR);
            assertTrue(cycles <= 20, () -> cycles + " cycles");
            assertEquals(Source.FLOW_SENSOR.label(), Source.labels(faultSources(run)));
            run.cycles(HOUR / 60);
            run.rig().board().i2cFaults(FLOW_ADDRESS).noAcknowledge().clear();
            run.cycles(100);
            TherapyAgain.goesOn(run, Alarm.SENSOR_FAULT);
        }
    }

    @Test
    @Tag("SR-73")
    @Tag("F-46")
    void aButtonThatIsHeldForAMinuteIsStuckAndOneThatIsPressedIsNot() {
        try (TestRun run = fast()) {
            run.rig().board().bolusButtonPressed(true);
            run.cycles(59 * TestRun.CYCLES_PER_SECOND);
            run.rig().board().bolusButtonPressed(false);
            run.cycles(TestRun.CYCLES_PER_SECOND);
            assertTrue(run.isSilent(), () -> "alarms " + run.alarms());
            run.rig().board().bolusButtonPressed(true);
            long cycles = TherapyAgain.raises(run, Alarm.BUTTON_STUCK, HOUR);
            assertEquals(6_000, cycles, 10);
            run.rig().board().bolusButtonPressed(false);
            run.cycles(100);
            TherapyAgain.followsTheProgram(run);
        }
    }
}
