package io.pumprig.hal.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.ManualClock;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.chip.Lg16;
import io.pumprig.hal.chip.ScriptedI2cBus;
import io.pumprig.hal.chip.Slf3s;
import io.pumprig.hal.device.FlowReading;
import io.pumprig.hal.device.FlowSensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FlowSensorTest {
    private static final long CYCLE_NANOS = 10_000_000;
    private static final String PRODUCT = "07 03 7C 03 04 68 00 00 81 00 00 81 00 12 A0 D6 87 F2";
    private static final String FORWARD = "00 7B 93 12 5C 35 00 00 81";
    private static final String AIR = "FF FD CE 12 2A 6B 00 01 B0";
    private static final String WRONG = "00 7B 93 12 5C 35 00 01 81";

    private final ManualClock clock = new ManualClock(0);
    private final ScriptedI2cBus bus = new ScriptedI2cBus().at(0x08);
    private final Slf3s chip =
            new Slf3s(bus, 0x08, clock, Slf3s.Type.SLF3S_0600F, Slf3s.Liquid.WATER);
    private final FlowReading reading = new FlowReading();

    private FlowSensor inService() {
        bus.write("3F F9").write("36 7C").write("E1 02").read("", PRODUCT).write("36 08");
        bus.read("", FORWARD).read("", FORWARD);
        for (int i = 0; i < 9; i++) {
            chip.advance();
            clock.advance(CYCLE_NANOS);
        }
        assertTrue(chip.isConfigured());
        bus.assertDone();
        return new Slf3sFlowSensor(chip, clock);
    }

    private void cycles(FlowSensor sensor, int count) {
        for (int i = 0; i < count; i++) {
            sensor.read(reading);
            clock.advance(CYCLE_NANOS);
        }
    }

    @Test
    void isAskedEvery50Milliseconds() {
        FlowSensor sensor = inService();
        bus.read("", FORWARD).read("", FORWARD);
        cycles(sensor, 10);
        bus.assertDone();
        assertEquals(2, reading.attempts());
        assertEquals(12_300_000, reading.picolitresPerMinute());
        assertEquals(23_500, reading.millicelsius());
        assertEquals(123, reading.raw());
        assertTrue(reading.isFlow());
        assertFalse(reading.isBeyondRange());
        assertFalse(reading.isSmoothed());
    }

    @Test
    @Tag("SR-60")
    void airInLineIsAReadingWhoseFlowIsNotToBeUsed() {
        FlowSensor sensor = inService();
        assertFalse(reading.isFlow());
        bus.read("", AIR).read("", FORWARD);
        cycles(sensor, 5);
        assertTrue(reading.outcome().isOk());
        assertTrue(reading.isAirInLine());
        assertFalse(reading.isFlow());
        cycles(sensor, 5);
        assertFalse(reading.isAirInLine());
        assertTrue(reading.isFlow());
    }

    @Test
    @Tag("F-26")
    void eachFrameWithAWrongWordIsMissed() {
        FlowSensor sensor = inService();
        bus.read("", FORWARD).read("", WRONG).read("", WRONG);
        cycles(sensor, 15);
        bus.assertDone();
        assertEquals(2, reading.missedInARow());
        assertEquals(Outcome.BAD_CRC, reading.outcome());
        assertEquals(12_300_000, reading.picolitresPerMinute());
    }

    @Test
    void aTransferThatFailsOnceIsRepeatedInTheNextCycleAndNotMissed() {
        FlowSensor sensor = inService();
        bus.fail("", Outcome.BUS_STUCK).read("", FORWARD);
        cycles(sensor, 5);
        bus.assertDone();
        assertEquals(1, reading.attempts());
        assertEquals(0, reading.missedInARow());
    }

    @Test
    @Tag("F-26")
    void aSensorThatLostItsPowerIsBackBeforeThreeReadsAreMissed() {
        FlowSensor sensor = inService();
        bus.fail("", Outcome.NO_ACKNOWLEDGE).fail("", Outcome.NO_ACKNOWLEDGE);
        bus.write("36 08").read("", FORWARD).read("", FORWARD).read("", FORWARD);
        cycles(sensor, 2);
        assertEquals(Outcome.RECONFIGURING, reading.outcome());
        cycles(sensor, 8);
        assertEquals(2, reading.missedInARow());
        cycles(sensor, 2);
        bus.assertDone();
        assertEquals(0, reading.missedInARow());
        assertTrue(reading.isFlow());
    }

    @Test
    @Tag("F-26")
    void aSensorThatIsGoneIsMissedAgainAndAgain() {
        FlowSensor sensor = inService();
        bus.fail("", Outcome.NO_ACKNOWLEDGE).fail("", Outcome.NO_ACKNOWLEDGE);
        bus.fail("36 08", Outcome.NO_ACKNOWLEDGE).fail("", Outcome.NO_ACKNOWLEDGE);
        bus.fail("3F F9", Outcome.NO_ACKNOWLEDGE).fail("36 7C", Outcome.NO_ACKNOWLEDGE);
        cycles(sensor, 11);
        bus.assertDone();
        assertEquals(3, reading.missedInARow());
    }

    @Test
    @Tag("F-26")
    void aSensorThatMeasuresAndWasNotHeardTwiceIsMissedOnce() {
        FlowSensor sensor = inService();
        bus.fail("", Outcome.NO_ACKNOWLEDGE).fail("", Outcome.NO_ACKNOWLEDGE);
        bus.fail("36 08", Outcome.NO_ACKNOWLEDGE).read("", AIR);
        cycles(sensor, 5);
        assertEquals(1, reading.missedInARow());
        cycles(sensor, 5);
        bus.assertDone();
        assertEquals(0, reading.missedInARow());
        assertTrue(reading.isAirInLine(), "air of the reads that were lost");
    }

    private FlowSensor lg16InService(ScriptedI2cBus other) {
        Lg16 lg16 = new Lg16(other, 0x40, clock, Lg16.Type.LG16_0430D);
        other.write("FE").write("FA 2E 80");
        other.read(
                "",
                "4C 47 97 31 36 25 2D 30 59 34 33 A7 30 44 4B"
                        + " 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00");
        other.write("E3").read("", "00 03 53").write("FA 2B 60").read("", "01 0E EB 08 44 CE");
        other.write("F1").read("", "00 0A DB");
        for (int i = 0; i < 23; i++) {
            lg16.advance();
            clock.advance(CYCLE_NANOS);
        }
        other.assertDone();
        return new Lg16FlowSensor(lg16, clock);
    }

    @Test
    void anLg16IsAskedEvery100MillisecondsAndTellsNeitherAirNorTemperature() {
        ScriptedI2cBus other = new ScriptedI2cBus().at(0x40);
        FlowSensor sensor = lg16InService(other);
        other.read("", "01 F4 B2").read("", "01 F5 83");
        cycles(sensor, 20);
        other.assertDone();
        assertEquals(2, reading.attempts());
        assertEquals(1_855_555, reading.picolitresPerMinute());
        assertFalse(reading.isAirInLine());
        assertEquals(FlowReading.NO_TEMPERATURE, reading.millicelsius());
    }

    @Test
    @Tag("F-26")
    void anLg16ThatLostItsPowerIsBackBeforeThreeReadsAreMissed() {
        ScriptedI2cBus other = new ScriptedI2cBus().at(0x40);
        FlowSensor sensor = lg16InService(other);
        other.read("", "01 F4 B2");
        cycles(sensor, 10);
        other.fail("", Outcome.NO_ACKNOWLEDGE).fail("", Outcome.NO_ACKNOWLEDGE);
        other.write("F1").read("", "00 0A DB").read("", "01 F5 83");
        cycles(sensor, 20);
        assertEquals(2, reading.missedInARow());
        assertEquals(300_000_000, reading.ageNanos(clock.nanos()), "what the interlocks bear");
        cycles(sensor, 1);
        other.assertDone();
        assertEquals(0, reading.missedInARow());
        assertTrue(reading.isFlow());
    }
}
