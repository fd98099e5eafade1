package io.pumprig.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.alarm.Source;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sensors that are stuck, wander, do not answer or answer nonsense. */
class SensorFaultTest {
    private static final long HOUR = TestRun.CYCLES_PER_HOUR;
    private static final long MINUTE = 60 * TestRun.CYCLES_PER_SECOND;

    /** 2 uL/h at 2000 mcg/mL. */
    private static final long MINIMUM_PICOGRAMS_PER_DAY = 96_000_000L;

    private static void deliversTheMinimum(TestRun run, Source source) {
        assertEquals(Reaction.MINIMUM_RATE, run.reaction());
        assertEquals(
                MINIMUM_PICOGRAMS_PER_DAY, run.controller().loop().planner().ratePicogramsPerDay());
        int sources = run.controller().loop().alarms().sources(Alarm.SENSOR_FAULT);
        assertEquals(source.label(), Source.labels(sources));
    }

    @Test
    @Tag("SR-72")
    @Tag("F-24")
    void aStuckPressureIsAFaultAfterSixtySeconds() {
        try (TestRun run = new TestRun(1)) {
            run.cycles(HOUR);
            run.inject("pressure", "downstream", "stuck");
            long cycles = TherapyAgain.raises(run, Alarm.SENSOR_FAULT, HOUR);
            assertTrue(cycles <= 6_000, () -> cycles + " cycles");
            deliversTheMinimum(run, Source.DOWNSTREAM_PRESSURE);
            run.cycles(MINUTE);
            assertTrue(run.effects() > 0);
            run.clear().cycles(100);
            TherapyAgain.goesOn(run, Alarm.SENSOR_FAULT);
            assertEquals(List.of("SENSOR_FAULT"), run.alarms());
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"60 kPa/h", "-60 kPa/h"})
    @Tag("SR-72")
    @Tag("F-23")
    void aPressureThatWandersFasterThanPumpingIsAFaultWithinAnHour(String rate) {
        try (TestRun run = new TestRun(1)) {
            run.cycles(HOUR);
            run.inject("pressure", "downstream", "drift", "rate", rate);
            TherapyAgain.raises(run, Alarm.SENSOR_FAULT, HOUR);
            deliversTheMinimum(run, Source.DOWNSTREAM_PRESSURE);
            assertTrue(run.effects() > 0);
            run.cycles(HOUR / 2);
            assertEquals(List.of("SENSOR_FAULT"), run.alarms(), "once, and not again and again");
            run.clear().cycles(100);
            TherapyAgain.goesOn(run, Alarm.SENSOR_FAULT);
        }
    }

    @ParameterizedTest(name = "{1} at {0}")
    @CsvSource({
        "as5600, nack, ENCODER",
        "as5600, garbage, ENCODER",
        "ads1115, nack, DOWNSTREAM_PRESSURE",
        "ads1115, garbage, DOWNSTREAM_PRESSURE",
        "nau7802, nack, RESERVOIR_SENSOR",
        "nau7802, garbage, RESERVOIR_SENSOR"
    })
    @Tag("SR-72")
    @Tag("F-29")
    void aPartThatDoesNotAnswerIsAFaultAfterThreeReads(String part, String type, Source source) {
        try (TestRun run = new TestRun(1)) {
            run.cycles(HOUR);
            run.inject("i2c", part, type);
            long cycles = TherapyAgain.raises(run, Alarm.SENSOR_FAULT, HOUR);
            // Three reads of each are within 300 ms; the slot before the first is up to 100 ms.
            assertTrue(cycles <= 40, () -> cycles + " cycles");
            deliversTheMinimum(run, source);
            assertTrue(run.effects() >= 3);
            run.cycles(10 * MINUTE);
            run.clear().cycles(300);
            TherapyAgain.goesOn(run, Alarm.SENSOR_FAULT);
        }
    }

    @ParameterizedTest(name = "{1} at {0}")
    @CsvSource({
        "as5600, nack",
        "as5600, garbage",
        "ads1115, nack",
        "ads1115, garbage",
        "nau7802, nack",
        "nau7802, garbage"
    })
    @Tag("SR-72")
    void oneBadTransferInAHundredIsNoFaultForAnHour(String part, String type) {
        try (TestRun run = new TestRun(1)) {
            run.inject("i2c", part, type, "probability", "0.01").cycles(HOUR);
            assertTrue(run.effects() > 100, () -> run.effects() + " effects");
            assertEquals(List.of(), run.alarms());
            assertEquals(833, run.delivered());
            assertEquals(833, run.believed());
        }
    }

    @Test
    @Tag("SR-72")
    @Tag("F-42")
    void garbledFramesOfTheDriverAreASensorFaultNotADriverFault() {
        try (TestRun run = new TestRun(1)) {
            run.cycles(HOUR);
            run.inject("serial", "tmc2209", "crc-error");
            long cycles = TherapyAgain.raises(run, Alarm.SENSOR_FAULT, HOUR);
            // Three frames with their pauses, and the 50 ms to the next question.
            assertTrue(cycles <= 15, () -> cycles + " cycles");
            deliversTheMinimum(run, Source.DRIVER_UART);
            assertTrue(run.effects() >= 3);
            assertFalse(run.isListed(Alarm.DRIVER_FAULT));
            run.cycles(10 * MINUTE);
            run.clear().cycles(100);
            TherapyAgain.goesOn(run, Alarm.SENSOR_FAULT);
        }
    }

    @Test
    @Tag("F-42")
    void oneGarbledFrameInAHundredIsRepeatedAndNoFaultForAnHour() {
        // Three in a row are a fault: at one in twenty that happens about nine times an hour.
        try (TestRun run = new TestRun(1)) {
            run.inject("serial", "tmc2209", "crc-error", "probability", "0.01").cycles(HOUR);
            assertTrue(run.effects() > 100, () -> run.effects() + " effects");
            assertEquals(List.of(), run.alarms());
            assertEquals(833, run.delivered());
        }
    }
}
