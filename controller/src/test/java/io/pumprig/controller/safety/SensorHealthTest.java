package io.pumprig.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.sample.Sample;
import io.pumprig.controller.sample.SampleStamp;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.device.Reading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("SR-72")
class SensorHealthTest {
    private final Scene scene = new Scene();
    private final SensorHealth interlock = new SensorHealth(Scene.LIMITS);

    @BeforeEach
    void fitAll() {
        SampleStamp.fitted(scene.sample, true, true);
    }

    /** Lets every sensor but one answer. */
    private Scene allBut(Source silent, long elapsedNanos) {
        Reading reading = reading(silent);
        long attempts = reading.attempts();
        scene.after(elapsedNanos);
        if (silent != Source.DOWNSTREAM_PRESSURE) {
            scene.downstream(8_000);
        }
        if (silent != Source.RESERVOIR_SENSOR) {
            scene.reservoir(20_000_000_000L);
        }
        if (silent != Source.ENCODER) {
            scene.rotor(0);
        }
        if (silent != Source.UPSTREAM_PRESSURE) {
            scene.sample.upstream().took(-500, scene.freshRaw(), scene.nanos);
        }
        if (silent != Source.SENSOR_SUPPLY) {
            scene.sample.sensorSupply().took(5_000, scene.freshRaw(), scene.nanos);
        }
        if (silent != Source.MOTOR_SUPPLY) {
            scene.sample.motorSupply().took(12_000, scene.freshRaw(), scene.nanos);
        }
        if (silent != Source.STEP_COUNTER) {
            scene.sample.motion().took(0, 0, 0, scene.nanos);
        }
        if (silent != Source.DRIVER_UART) {
            scene.sample.drive().took(0, false, 0, scene.nanos);
        }
        if (silent != Source.FLOW_SENSOR) {
            scene.sample.flow().took(0, false, false, false, 23_500, 0, scene.nanos);
        }
        if (silent != Source.BUBBLE_DETECTOR) {
            scene.sample.bubble().took(false, 1, scene.nanos);
        }
        assertEquals(attempts, reading.attempts());
        return scene;
    }

    private Reading reading(Source source) {
        return switch (source) {
            case ENCODER -> scene.sample.rotor();
            case DOWNSTREAM_PRESSURE -> scene.sample.downstream();
            case UPSTREAM_PRESSURE -> scene.sample.upstream();
            case RESERVOIR_SENSOR -> scene.sample.reservoir();
            case SENSOR_SUPPLY -> scene.sample.sensorSupply();
            case MOTOR_SUPPLY -> scene.sample.motorSupply();
            case STEP_COUNTER -> scene.sample.motion();
            case DRIVER_UART -> scene.sample.drive();
            case FLOW_SENSOR -> scene.sample.flow();
            case BUBBLE_DETECTOR -> scene.sample.bubble();
            default -> throw new AssertionError(source);
        };
    }

    @ParameterizedTest(name = "{0} after {1} ms: {2}")
    @CsvSource({
        "ENCODER, 150, SENSOR_FAULT",
        "DOWNSTREAM_PRESSURE, 300, SENSOR_FAULT",
        "RESERVOIR_SENSOR, 300, SENSOR_FAULT",
        "UPSTREAM_PRESSURE, 900, SENSOR_DEGRADED",
        "SENSOR_SUPPLY, 900, SENSOR_DEGRADED",
        "MOTOR_SUPPLY, 900, SENSOR_DEGRADED",
        "STEP_COUNTER, 900, SENSOR_FAULT",
        "DRIVER_UART, 900, SENSOR_FAULT",
        "FLOW_SENSOR, 300, SENSOR_FAULT",
        "BUBBLE_DETECTOR, 200, SENSOR_FAULT",
    })
    @Tag("SENSOR_FAULT:absent")
    @Tag("SENSOR_FAULT:early")
    @Tag("SENSOR_FAULT:late")
    @Tag("SENSOR_FAULT:too-long")
    void aReadingThatIsTooOldIsAFault(Source source, long maxAgeMillis, Alarm alarm) {
        scene.cycle().allHealthy();
        assertTrue(allBut(source, maxAgeMillis * 1_000_000).judge(interlock).isSilent());
        allBut(source, 1).judge(interlock);
        assertTrue(scene.raised(alarm, source));
        assertEquals(alarm.bit(), scene.permit.raised());
        scene.allHealthy();
        assertTrue(scene.judge(interlock).isSilent());
    }

    @ParameterizedTest(name = "{0} after {1} ms: {2}")
    @CsvSource({
        "ENCODER, 150, SENSOR_FAULT",
        "DOWNSTREAM_PRESSURE, 300, SENSOR_FAULT",
        "RESERVOIR_SENSOR, 300, SENSOR_FAULT",
        "UPSTREAM_PRESSURE, 900, SENSOR_DEGRADED",
        "SENSOR_SUPPLY, 900, SENSOR_DEGRADED",
        "MOTOR_SUPPLY, 900, SENSOR_DEGRADED",
        "STEP_COUNTER, 900, SENSOR_FAULT",
        "DRIVER_UART, 900, SENSOR_FAULT",
        "FLOW_SENSOR, 300, SENSOR_FAULT",
        "BUBBLE_DETECTOR, 200, SENSOR_FAULT",
    })
    void aSensorThatNeverAnsweredIsAFaultAfterTheSameTime(
            Source source, long maxAgeMillis, Alarm alarm) {
        assertTrue(allBut(source, maxAgeMillis * 1_000_000).judge(interlock).isSilent());
        assertTrue(allBut(source, 1).judge(interlock).raised(alarm, source));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            names = {
                "ENCODER",
                "DOWNSTREAM_PRESSURE",
                "UPSTREAM_PRESSURE",
                "RESERVOIR_SENSOR",
                "SENSOR_SUPPLY",
                "MOTOR_SUPPLY",
                "FLOW_SENSOR",
                "BUBBLE_DETECTOR"
            })
    @Tag("F-26")
    @Tag("F-29")
    @Tag("SENSOR_FAULT:late")
    void theThirdMissInARowIsAFault(Source source) {
        scene.cycle().allHealthy();
        Reading reading = reading(source);
        reading.missed(Outcome.NO_ACKNOWLEDGE);
        reading.missed(Outcome.NO_ACKNOWLEDGE);
        assertTrue(scene.cycle().judge(interlock).isSilent());
        reading.missed(Outcome.NO_ACKNOWLEDGE);
        scene.cycle().judge(interlock);
        assertTrue(
                scene.raised(Alarm.SENSOR_FAULT, source)
                        || scene.raised(Alarm.SENSOR_DEGRADED, source));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "ENCODER, SENSOR_DEGRADED",
        "DOWNSTREAM_PRESSURE, SENSOR_DEGRADED",
        "RESERVOIR_SENSOR, SENSOR_DEGRADED",
        "FLOW_SENSOR, SENSOR_DEGRADED",
        "UPSTREAM_PRESSURE, SENSOR_DEGRADED",
        "BUBBLE_DETECTOR, SENSOR_FAULT"
    })
    @Tag("F-41")
    void whileTheBusIsFreedAMissIsNoFaultOfWhatIsOnIt(Source source, Alarm alarm) {
        scene.cycle().allHealthy();
        SampleStamp.recovering(scene.sample, true);
        for (int i = 0; i < 3; i++) {
            reading(source).missed(Outcome.RECONFIGURING);
        }
        scene.cycle().judge(interlock);
        assertTrue(scene.raised(alarm, source));
        assertEquals(alarm.bit(), scene.permit.raised());
        SampleStamp.recovering(scene.sample, false);
        scene.cycle().judge(interlock);
        Alarm after = source == Source.UPSTREAM_PRESSURE ? alarm : Alarm.SENSOR_FAULT;
        assertTrue(scene.raised(after, source), "the attempt failed");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"STEP_COUNTER", "DRIVER_UART"})
    @Tag("F-41")
    void theDriverIsNotOnTheBusThatIsFreed(Source source) {
        scene.cycle().allHealthy();
        SampleStamp.recovering(scene.sample, true);
        allBut(source, 900_000_001L).judge(interlock);
        assertTrue(scene.raised(Alarm.SENSOR_FAULT, source));
    }

    @Test
    @Tag("F-41")
    @Tag("SR-63")
    void theEncoderMayBeBlindForHalfASecondHoweverLongTheBusIsFreed() {
        scene.cycle().allHealthy();
        SampleStamp.recovering(scene.sample, true);
        allBut(Source.ENCODER, 500_000_000L).judge(interlock);
        assertEquals(Alarm.SENSOR_DEGRADED.bit(), scene.permit.raised());
        allBut(Source.ENCODER, 1).judge(interlock);
        assertEquals(Alarm.SENSOR_FAULT.bit(), scene.permit.raised());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "DOWNSTREAM_PRESSURE, SENSOR_FAULT",
        "RESERVOIR_SENSOR, SENSOR_FAULT",
        "UPSTREAM_PRESSURE, SENSOR_DEGRADED",
    })
    @Tag("F-24")
    @Tag("SENSOR_FAULT:early")
    @Tag("SENSOR_FAULT:late")
    void anIdenticalCodeForAMinuteIsAFault(Source source, Alarm alarm) {
        allBut(source, 0);
        for (int millis = 0; millis <= 60_000; millis += 100) {
            switch (source) {
                case DOWNSTREAM_PRESSURE -> scene.sample.downstream().took(8_000, 1, scene.nanos);
                case RESERVOIR_SENSOR ->
                        scene.sample.reservoir().took(20_000_000_000L, 1, scene.nanos);
                default -> scene.sample.upstream().took(-500, 1, scene.nanos);
            }
            scene.judge(interlock);
            assertEquals(millis == 60_000, scene.raised(alarm, source), "after " + millis + " ms");
            allBut(source, 100_000_000L);
        }
    }

    @Test
    void anAngleOrASupplyThatStandsStillIsNotStuck() {
        for (int i = 0; i < 6_100; i++) {
            scene.after(10_000_000L).allHealthy();
            scene.sample.rotor().took(17, 17, scene.nanos);
            scene.sample.sensorSupply().took(5_000, 1, scene.nanos);
            scene.sample.motorSupply().took(12_000, 1, scene.nanos);
            scene.sample.motion().took(0, 0, 0, scene.nanos);
            assertTrue(scene.judge(interlock).isSilent());
        }
    }

    @Test
    void aSensorThatIsNotFittedIsNotMissed() {
        SampleStamp.fitted(scene.sample, false, false);
        scene.cycle().allHealthy().judge(interlock);
        for (int i = 0; i < 100; i++) {
            allBut(Source.FLOW_SENSOR, 10_000_000L).judge(interlock);
            assertTrue(scene.isSilent(), "cycle " + i);
        }
    }

    /** A cycle of 200 ms, as under emulation, cannot ask every 50 ms. */
    @Test
    void inASlowCycleAReadingMayBeThreePeriodsOld() {
        Sample slow = new Sample(0, 200_000_000L, 0);
        SampleStamp.fitted(slow, false, false);
        assertFalse(isFaultAfter(slow, 600_000_000L, Alarm.SENSOR_FAULT, Source.ENCODER));
        assertTrue(isFaultAfter(slow, 1, Alarm.SENSOR_FAULT, Source.ENCODER));
    }

    /** At 200 ms a pressure has its turn every other cycle, a question or a supply much later. */
    @ParameterizedTest(name = "{1} after {2} ns")
    @CsvSource({
        "SENSOR_FAULT, RESERVOIR_SENSOR, 600000000",
        "SENSOR_FAULT, DOWNSTREAM_PRESSURE, 1200000000",
        "SENSOR_FAULT, BUBBLE_DETECTOR, 1200000000",
        "SENSOR_FAULT, STEP_COUNTER, 2400000000",
        "SENSOR_FAULT, DRIVER_UART, 2400000000",
        "SENSOR_DEGRADED, UPSTREAM_PRESSURE, 3600000000",
        "SENSOR_DEGRADED, MOTOR_SUPPLY, 3600000000"
    })
    @Tag("SR-72")
    void inASlowCycleEachReadingMayMissItsTurnTwice(Alarm alarm, Source source, long lastNanos) {
        Sample slow = new Sample(0, 200_000_000L, 0);
        SampleStamp.fitted(slow, false, true);
        assertFalse(isFaultAfter(slow, lastNanos, alarm, source));
        assertTrue(isFaultAfter(slow, 1, alarm, source));
    }

    private boolean isFaultAfter(Sample sample, long elapsedNanos, Alarm alarm, Source source) {
        SampleStamp.next(sample, sample.nanos() + elapsedNanos, 0);
        scene.permit.open();
        interlock.judge(sample, scene.permit);
        return scene.raised(alarm, source);
    }

    @Test
    @Tag("SENSOR_FAULT:wrong-order")
    void severalSensorsAreAllNamed() {
        scene.cycle().allHealthy();
        scene.after(301_000_000L).judge(interlock);
        assertTrue(scene.raised(Alarm.SENSOR_FAULT, Source.ENCODER));
        assertTrue(scene.raised(Alarm.SENSOR_FAULT, Source.DOWNSTREAM_PRESSURE));
        assertTrue(scene.raised(Alarm.SENSOR_FAULT, Source.RESERVOIR_SENSOR));
        assertFalse(scene.raised(Alarm.SENSOR_DEGRADED));
    }

    @Test
    @Tag("SENSOR_FAULT:unsafe-action")
    @Tag("SENSOR_FAULT:too-short")
    void aFaultStaysForAsLongAsTheSensorIsSilentAndAsksForTheMinimumRate() {
        scene.cycle().allHealthy();
        for (int i = 0; i < 100; i++) {
            allBut(Source.ENCODER, 1_000_000_000L).judge(interlock);
            assertTrue(scene.raised(Alarm.SENSOR_FAULT, Source.ENCODER), "second " + i);
            assertEquals(Reaction.MINIMUM_RATE, scene.permit.reaction());
        }
    }
}
