package io.pumprig.controller.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.alarm.Source;
import io.pumprig.hal.AllocatedBytes;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.device.Annunciator;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The test at power-on, in cycles of 10 ms. */
@Tag("SR-69")
class SelfTestTest {
    private final TestedPump pump = new TestedPump();

    @Test
    void aHealthyPumpPassesHavingMovedSixtyFourMicrostepsAtMostOneACycle() {
        assertTrue(pump.selfTest.isRunning(), "before the first cycle");
        pump.settle();
        assertFalse(pump.selfTest.isRunning());
        assertEquals(64, pump.moved);
        assertEquals(1, pump.mostMoved);
        assertTrue(pump.nanos < 2_000_000_000L, "within 5 s");
        assertEquals(0, pump.alarms.changes());
        assertEquals(List.of("begun", "passed power-on"), pump.told());
        pump.cycles(1_000);
        assertEquals(64, pump.moved);
    }

    @Test
    @Tag("SR-27")
    void noBolusBeginsUntilItHasPassed() {
        pump.cycle();
        while (pump.selfTest.isRunning()) {
            assertTrue(pump.permit.areBolusesBlocked());
            pump.cycle();
        }
        assertFalse(pump.permit.areBolusesBlocked());
    }

    private enum Defect {
        PROGRAM_CHANGED(Source.PROGRAM, p -> p.program.verdict = Verdict.FAILED),
        PROGRAM_UNKNOWN(Source.PROGRAM, p -> p.program.verdict = Verdict.PENDING),
        STORAGE_FAILS(Source.STORAGE, p -> p.storage.verdict = Verdict.FAILED),
        STORAGE_SILENT(Source.STORAGE, p -> p.storage.verdict = Verdict.PENDING),
        UTC_OF_1970(Source.CLOCK, p -> p.utcOffsetMillis = 0),
        UTC_JUST_BEFORE(Source.CLOCK, p -> p.utcOffsetMillis = 1_577_836_800_000L),
        UTC_OF_2100(Source.CLOCK, p -> p.utcOffsetMillis = 4_102_444_810_000L),
        KICK_REFUSED(Source.ENABLE_WATCHDOG, p -> p.kick = Outcome.BUS_ERROR),
        NO_KICK(Source.ENABLE_WATCHDOG, p -> p.kick = null),
        ENCODER_SILENT(Source.ENCODER, p -> p.encoder = Outcome.NO_ACKNOWLEDGE),
        COUNTER_SILENT(Source.STEP_COUNTER, p -> p.counter = Outcome.NO_ANSWER),
        DRIVER_SILENT(Source.DRIVER_UART, p -> p.drive = Outcome.NO_ANSWER),
        PRESSURE_TOO_HIGH(Source.DOWNSTREAM_PRESSURE, p -> p.pascals = 220_001),
        PRESSURE_TOO_LOW(Source.DOWNSTREAM_PRESSURE, p -> p.pascals = -220_001),
        UPSTREAM_TOO_LOW(Source.UPSTREAM_PRESSURE, p -> p.upstreamPascals = -220_001),
        SCALE_TOO_HIGH(Source.RESERVOIR_SENSOR, p -> p.picolitres = 45_000_000_001L),
        SCALE_TOO_LOW(Source.RESERVOIR_SENSOR, p -> p.picolitres = -1_000_000_001L),
        SENSOR_SUPPLY_LOW(Source.SENSOR_SUPPLY, p -> p.sensorMillivolts = 2_999),
        SENSOR_SUPPLY_HIGH(Source.SENSOR_SUPPLY, p -> p.sensorMillivolts = 6_001),
        MOTOR_SUPPLY_LOW(Source.MOTOR_SUPPLY, p -> p.motorMillivolts = 4_999),
        MOTOR_SUPPLY_HIGH(Source.MOTOR_SUPPLY, p -> p.motorMillivolts = 30_001),
        FLOW_SENSOR_SILENT(Source.FLOW_SENSOR, p -> p.flowFitted = true),
        BUBBLE_DETECTOR_SILENT(Source.BUBBLE_DETECTOR, p -> p.bubbleFitted = true),
        ROTOR_STANDS(Source.ENCODER, p -> p.notTurned = 64),
        COUNTER_MISSES_ONE(Source.STEP_COUNTER, p -> p.unseen = 1),
        COUNTER_SEES_ONE_MORE(Source.STEP_COUNTER, p -> p.unseen = -1),
        NO_PULSE_COMES_OUT(
                Source.STEP_OUTPUT,
                p -> {
                    p.unseen = 64;
                    p.notTurned = 64;
                });

        private final Source source;
        private final Consumer<TestedPump> happen;

        Defect(Source source, Consumer<TestedPump> happen) {
            this.source = source;
            this.happen = happen;
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("SELF_TEST_FAILED:absent")
    @Tag("SELF_TEST_FAILED:unsafe-action")
    void eachDefectFailsItNamesItsPartAndStopsInTheSameCycle(Defect defect) {
        defect.happen.accept(pump);
        pump.settle();
        assertTrue(pump.hasFailed());
        // A program that changed has an alarm of its own.
        boolean changed = defect == Defect.PROGRAM_CHANGED;
        Alarm alarm = changed ? Alarm.CONFIG_CORRUPT : Alarm.SELF_TEST_FAILED;
        assertEquals(defect.source.bit(), pump.alarms.sources(alarm));
        assertEquals(Reaction.ZERO_FLOW, pump.permit.reaction());
        assertEquals(pump.sample.cycle(), pump.alarms.raisedCycle(alarm));
        assertTrue(pump.selfTest.isRunning());
        long moved = pump.moved;
        pump.cycles(2_000);
        assertEquals(moved, pump.moved);
        assertEquals(1, pump.alarms.occurrences(alarm));
        assertTrue(pump.told().get(1).startsWith("failed "));
    }

    @Test
    @Tag("SELF_TEST_FAILED:early")
    void whatIsJustPossiblePasses() {
        pump.pascals = 220_000;
        pump.upstreamPascals = -220_000;
        pump.picolitres = -1_000_000_000L;
        pump.sensorMillivolts = 3_000;
        pump.motorMillivolts = 30_000;
        pump.utcOffsetMillis = 1_577_836_803_000L;
        // Half an electrical cycle, less the rounding of counts.
        pump.notTurned = 31;
        pump.settle();
        assertFalse(pump.hasFailed());
        assertFalse(pump.selfTest.isRunning());
    }

    @Test
    void aRotorThatIsMoreThanHalfAnElectricalCycleOffIsFound() {
        pump.notTurned = 33;
        pump.settle();
        assertEquals(Source.ENCODER.bit(), pump.alarms.sources(Alarm.SELF_TEST_FAILED));
    }

    @Test
    void aMonotonicClockThatStandsIsFound() {
        pump.cycles(3);
        pump.cycle(0);
        assertEquals(Source.CLOCK.bit(), pump.alarms.sources(Alarm.SELF_TEST_FAILED));
    }

    @Test
    void everySensorThatIsUnfitIsNamed() {
        pump.encoder = Outcome.INVALID;
        pump.pascals = 300_000;
        pump.settle();
        assertEquals(
                Source.ENCODER.bit() | Source.DOWNSTREAM_PRESSURE.bit(),
                pump.alarms.sources(Alarm.SELF_TEST_FAILED));
    }

    @ParameterizedTest(name = "cycles of {0} ns: {1} of them")
    @CsvSource({"10000000, 1000", "20000000, 500", "500000000, 200"})
    @Tag("SELF_TEST_FAILED:early")
    @Tag("SELF_TEST_FAILED:late")
    void aStepThatDoesNotEndFailsAtItsLimitAndNotBefore(long periodNanos, int cycles) {
        TestedPump slow = new TestedPump(periodNanos);
        slow.program.verdict = Verdict.PENDING;
        slow.cycle();
        slow.cycles(cycles - 1);
        assertFalse(slow.hasFailed());
        slow.cycle();
        assertTrue(slow.hasFailed());
    }

    @Test
    void aVerdictThatComesLateIsGoodEnough() {
        pump.program.verdict = Verdict.PENDING;
        pump.cycles(900);
        pump.program.verdict = Verdict.PASSED;
        pump.settle();
        assertFalse(pump.hasFailed());
    }

    @Test
    @Tag("SELF_TEST_FAILED:wrong-order")
    void nothingMovesBeforeAllElseHasPassed() {
        pump.storage.verdict = Verdict.PENDING;
        pump.cycles(900);
        assertEquals(0, pump.moved);
        pump.storage.verdict = Verdict.PASSED;
        pump.encoder = Outcome.NO_ACKNOWLEDGE;
        pump.settle();
        assertTrue(pump.hasFailed());
        assertEquals(0, pump.moved);
    }

    @Test
    @Tag("SELF_TEST_FAILED:too-short")
    @Tag("SELF_TEST_FAILED:too-long")
    void staysUntilItIsAcknowledgedAndThenTestsAgainFromTheFirstStepOn() {
        pump.storage.verdict = Verdict.FAILED;
        pump.settle();
        pump.storage.verdict = Verdict.PASSED;
        pump.cycles(10_000);
        assertTrue(pump.hasFailed(), "the part is well, nobody acknowledged");
        assertEquals(Reaction.ZERO_FLOW, pump.permit.reaction());
        pump.acknowledge();
        assertTrue(pump.selfTest.isRunning());
        pump.settle();
        assertFalse(pump.selfTest.isRunning());
        assertEquals(Reaction.KEEP_PROGRAM, pump.permit.reaction());
        assertEquals(2, pump.program.begun);
        assertEquals(64, pump.moved);
        assertEquals(List.of("begun", "failed storage", "begun", "passed power-on"), pump.told());
    }

    @Test
    void aPartThatIsStillBrokenFailsItAgain() {
        pump.storage.verdict = Verdict.FAILED;
        pump.settle();
        pump.acknowledge();
        pump.settle();
        assertTrue(pump.hasFailed());
        assertEquals(2, pump.alarms.occurrences(Alarm.SELF_TEST_FAILED));
    }

    @Test
    @Tag("SR-18")
    void theJogWaitsWhileNothingMayMoveAndItsTimeStandsStill() {
        pump.mayMove = false;
        pump.cycles(20_000);
        assertEquals(0, pump.moved);
        assertFalse(pump.hasFailed());
        assertTrue(pump.selfTest.isRunning());
        pump.mayMove = true;
        pump.cycles(30);
        assertTrue(pump.moved > 0 && pump.moved < 64, () -> "moved " + pump.moved);
        pump.mayMove = false;
        pump.cycles(20_000);
        pump.mayMove = true;
        pump.settle();
        assertEquals(64, pump.moved);
        assertFalse(pump.selfTest.isRunning());
    }

    @Test
    @Tag("SR-83")
    void showsEachLampAndTheSounderOnceForHalfASecond() {
        int[] cyclesShown = new int[16];
        int last = 0;
        StringBuilder order = new StringBuilder();
        while (pump.selfTest.isRunning()) {
            pump.cycle();
            if (pump.selfTest.holdsAnnunciator()) {
                int shown = pump.lamps.shown();
                cyclesShown[shown]++;
                order.append(shown != last ? shown + " " : "");
                last = shown;
            }
        }
        assertEquals("1 2 4 8 ", order.toString());
        assertEquals(50, cyclesShown[Annunciator.RED]);
        assertEquals(50, cyclesShown[Annunciator.AMBER]);
        assertEquals(50, cyclesShown[Annunciator.GREEN]);
        assertEquals(50, cyclesShown[Annunciator.SOUND]);
        assertEquals(0, pump.lamps.shown());
    }

    @ParameterizedTest(name = "output {0}: {1}")
    @CsvSource({"1, RED_LAMP", "2, AMBER_LAMP", "4, GREEN_LAMP", "8, SOUNDER"})
    @Tag("F-48")
    void aLampThatRefusesIsAnAlarmOfItsOwnAndTherapyGoesOn(int output, Source source) {
        pump.lamps.refuse(output);
        pump.settle();
        assertFalse(pump.selfTest.isRunning());
        pump.cycle();
        assertEquals(Alarm.ANNUNCIATOR_FAILED.bit(), pump.alarms.listed());
        assertEquals(source.bit(), pump.alarms.sources(Alarm.ANNUNCIATOR_FAILED));
        assertEquals(Reaction.KEEP_PROGRAM, pump.permit.reaction());
        pump.cycles(1_000);
        assertTrue(pump.alarms.isListed(Alarm.ANNUNCIATOR_FAILED));
    }

    @Test
    void allocatesNothing() {
        pump.mayMove = false;
        pump.cycles(1_000);
        assertEquals(0, AllocatedBytes.in(10_000, () -> pump.cycle()));
    }
}
