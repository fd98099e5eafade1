package io.pumprig.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.ManualClock;
import io.pumprig.hal.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Slf3sTest {
    private static final String PRODUCT = "07 03 7C 03 04 68 00 00 81 00 00 81 00 12 A0 D6 87 F2";
    private static final String FORWARD = "00 7B 93 12 5C 35 00 00 81";
    private static final String AIR = "FF FD CE 12 2A 6B 00 01 B0";
    private static final String WRONG = "00 7B 93 12 5C 35 00 01 81";

    private final ManualClock clock = new ManualClock(-7);
    private final ScriptedI2cBus bus = new ScriptedI2cBus().at(0x08);
    private final Slf3s chip = chip(Slf3s.Type.SLF3S_0600F);

    private Slf3s chip(Slf3s.Type type) {
        return new Slf3s(bus, 0x08, clock, type, Slf3s.Liquid.WATER);
    }

    private Outcome advance(long byNanos) {
        clock.advance(byNanos);
        return chip.advance();
    }

    private void toStart() {
        bus.write("3F F9");
        assertEquals(Outcome.PENDING, advance(0));
        bus.write("36 7C").write("E1 02").read("", PRODUCT);
        assertEquals(Outcome.PENDING, advance(500_000));
    }

    private void fromStart() {
        bus.write("36 08");
        assertEquals(Outcome.PENDING, advance(0));
        bus.read("", FORWARD);
        assertEquals(Outcome.PENDING, advance(12_000_000));
        assertFalse(chip.isConfigured());
        bus.read("", FORWARD);
        assertEquals(Outcome.OK, advance(48_000_000));
        assertTrue(chip.isConfigured());
        bus.assertDone();
    }

    private void toService() {
        toStart();
        fromStart();
    }

    @Test
    void isInServiceSixtyMillisecondsAfterItsStartAndProvesWhatItIs() {
        toService();
        assertEquals(0x07030304, chip.productId());
        assertEquals(1_234_567, chip.serial());
        assertEquals(Outcome.OK, chip.advance());
        bus.assertDone();
    }

    @Test
    void waitsWithoutTouchingTheBus() {
        bus.write("3F F9");
        advance(0);
        assertEquals(Outcome.PENDING, advance(499_999));
        bus.assertDone();
    }

    @Test
    void namesAnotherProductThanItsOwn() {
        bus.write("3F F9");
        advance(0);
        bus.write("36 7C").write("E1 02");
        bus.read("", "07 03 7C 02 01 69 00 00 81 00 00 81 00 00 81 00 01 B0");
        assertEquals(Outcome.INVALID, advance(500_000));
        assertEquals(0x07030201, chip.productId());
        assertFalse(chip.isConfigured());
    }

    @Test
    void takesNoIdentityFromAFloatingBus() {
        bus.write("3F F9");
        advance(0);
        bus.write("36 7C").write("E1 02");
        bus.read("", "FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF");
        assertEquals(Outcome.BAD_CRC, advance(500_000));
        assertEquals(0, chip.productId());
    }

    @ParameterizedTest(name = "{0} is {1}: {2}")
    @CsvSource({
        "SLF3S_0600F, 0x07030304, true",
        "SLF3S_0600F, 0x07030204, false",
        "SLF3S_1300F, 0x07030201, true",
        "SLF3S_4000B, 0x07030501, true",
        "SLF3S_4000B, 0x07020501, false",
        "LD20_2600B, 0x07020101, true",
        "LD20_2600B, 0x07030304, false"
    })
    void knowsItsProductsByTheThirdByte(Slf3s.Type type, String id, boolean same) {
        assertEquals(same, type.isProduct(Integer.decode(id)));
    }

    @Test
    void findsOutAnAbsentSensorAndTriesAgainAfter100Milliseconds() {
        bus.fail("3F F9", Outcome.NO_ACKNOWLEDGE);
        assertEquals(Outcome.PENDING, advance(0));
        bus.fail("36 7C", Outcome.NO_ACKNOWLEDGE);
        assertEquals(Outcome.NO_ACKNOWLEDGE, advance(25_000_000));
        assertEquals(Outcome.PENDING, advance(99_999_999));
        clock.advance(1);
        toService();
    }

    @Test
    void waitsForASleepingSensorToWake() {
        bus.fail("3F F9", Outcome.NO_ACKNOWLEDGE);
        advance(0);
        assertEquals(Outcome.PENDING, advance(24_999_999));
        bus.write("36 7C").write("E1 02").read("", PRODUCT);
        assertEquals(Outcome.PENDING, advance(1));
        fromStart();
    }

    @Test
    void saysNotReadyWhenNoFirstValueComes() {
        toStart();
        bus.write("36 08");
        advance(0);
        bus.fail("", Outcome.NO_ACKNOWLEDGE);
        assertEquals(Outcome.PENDING, advance(12_000_000));
        bus.fail("", Outcome.NO_ACKNOWLEDGE);
        assertEquals(Outcome.NOT_READY, advance(13_000_000));
    }

    @Test
    void passesOnABusThatIsStuck() {
        bus.fail("3F F9", Outcome.BUS_STUCK);
        assertEquals(Outcome.BUS_STUCK, advance(0));
    }

    @Test
    void saysNotReadyBeforeItIsInService() {
        assertEquals(Outcome.NOT_READY, chip.fetch());
        bus.assertDone();
    }

    @Test
    @Tag("SR-60")
    void tellsAirInLine() {
        toService();
        bus.read("", AIR);
        assertEquals(Outcome.OK, chip.fetch());
        assertTrue(chip.isAirInLine());
        assertEquals(-3, chip.rawFlow());
        bus.read("", FORWARD);
        assertEquals(Outcome.OK, chip.fetch());
        assertFalse(chip.isAirInLine());
        assertEquals(12_300_000, chip.picolitresPerMinute());
        assertEquals(23_500, chip.millicelsius());
    }

    @Test
    @Tag("F-09")
    void saysThatAFlowBeyondTheRangeIsALowerBound() {
        toService();
        // 32 500 counts, flag 1.
        bus.read("", "7E F4 91 12 5C 35 00 02 E3");
        assertEquals(Outcome.OK, chip.fetch());
        assertTrue(chip.isBeyondRange());
        assertFalse(chip.isAirInLine());
        assertEquals(3_250_000_000L, chip.picolitresPerMinute());
    }

    @Test
    @Tag("F-26")
    void keepsTheLastGoodValueWhenAWordIsWrong() {
        toService();
        bus.read("", FORWARD);
        chip.fetch();
        bus.read("", WRONG);
        assertEquals(Outcome.BAD_CRC, chip.fetch());
        assertEquals(123, chip.rawFlow());
        assertFalse(chip.isAirInLine());
        assertTrue(chip.isConfigured());
    }

    @Test
    @Tag("F-26")
    void isBroughtUpWholeAfterThreeWrongFramesInARow() {
        toService();
        bus.read("", WRONG).read("", WRONG).read("", FORWARD);
        assertEquals(Outcome.BAD_CRC, chip.fetch());
        assertEquals(Outcome.BAD_CRC, chip.fetch());
        assertEquals(Outcome.OK, chip.fetch());
        bus.read("", WRONG).read("", WRONG).read("", WRONG);
        assertEquals(Outcome.BAD_CRC, chip.fetch());
        assertEquals(Outcome.BAD_CRC, chip.fetch());
        assertEquals(Outcome.RECONFIGURING, chip.fetch());
        toService();
    }

    @Test
    @Tag("F-33")
    void startsTheMeasurementAgainWhenTheSensorHasLostIt() {
        toService();
        bus.fail("", Outcome.NO_ACKNOWLEDGE).fail("", Outcome.NO_ACKNOWLEDGE);
        assertEquals(Outcome.NO_ACKNOWLEDGE, chip.fetch());
        assertEquals(Outcome.RECONFIGURING, chip.fetch());
        assertEquals(Outcome.NOT_READY, chip.fetch());
        fromStart();
        bus.read("", FORWARD);
        assertEquals(Outcome.OK, chip.fetch());
    }

    @Test
    void oneReadThatIsNotAcknowledgedDoesNotRestartIt() {
        toService();
        bus.fail("", Outcome.NO_ACKNOWLEDGE).read("", FORWARD).fail("", Outcome.NO_ACKNOWLEDGE);
        assertEquals(Outcome.NO_ACKNOWLEDGE, chip.fetch());
        assertEquals(Outcome.OK, chip.fetch());
        assertEquals(Outcome.NO_ACKNOWLEDGE, chip.fetch());
        assertTrue(chip.isConfigured());
    }

    private void refusesToReadAndToStart() {
        bus.fail("", Outcome.NO_ACKNOWLEDGE).fail("", Outcome.NO_ACKNOWLEDGE);
        chip.fetch();
        chip.fetch();
        bus.fail("36 08", Outcome.NO_ACKNOWLEDGE);
        assertEquals(Outcome.OK, advance(0));
        assertTrue(chip.isConfigured());
    }

    /** A sensor that measures takes no command but stop (device reference 5.1). */
    @Test
    @Tag("F-33")
    void goesOnReadingWhenTheRestartIsRefusedBecauseItMeasuresStill() {
        toService();
        refusesToReadAndToStart();
        bus.read("", FORWARD).fail("", Outcome.NO_ACKNOWLEDGE).read("", FORWARD);
        assertEquals(Outcome.OK, chip.fetch());
        assertEquals(Outcome.NO_ACKNOWLEDGE, chip.fetch());
        assertEquals(Outcome.OK, chip.fetch());
        bus.assertDone();
    }

    @Test
    @Tag("F-33")
    void provesItsIdentityAgainWhenNothingAnswersAfterARefusedRestart() {
        toService();
        refusesToReadAndToStart();
        bus.fail("", Outcome.NO_ACKNOWLEDGE);
        assertEquals(Outcome.RECONFIGURING, chip.fetch());
        toService();
        bus.fail("", Outcome.NO_ACKNOWLEDGE).read("", FORWARD);
        assertEquals(Outcome.NO_ACKNOWLEDGE, chip.fetch());
        assertEquals(Outcome.OK, chip.fetch());
    }

    @Test
    @Tag("F-33")
    void triesAgainAfter100MillisecondsWhenTheRestartFailsOtherwise() {
        toService();
        bus.fail("", Outcome.NO_ACKNOWLEDGE).fail("", Outcome.NO_ACKNOWLEDGE);
        chip.fetch();
        chip.fetch();
        bus.fail("36 08", Outcome.BUS_STUCK);
        assertEquals(Outcome.BUS_STUCK, advance(0));
        assertEquals(Outcome.PENDING, advance(99_999_999));
        clock.advance(1);
        toService();
    }

    @Test
    void refusesALiquidForWhichTheTypeIsNotCalibrated() {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new Slf3s(
                                bus,
                                0x08,
                                clock,
                                Slf3s.Type.LD20_0600L,
                                Slf3s.Liquid.ISOPROPYL_ALCOHOL));
    }

    @ParameterizedTest(name = "{0}: {1} counts are {2} pL/min")
    @CsvSource({
        "SLF3S_0600F, 1, 100000",
        "SLF3S_1300F, -750, -1500000000",
        "SLF3S_4000B, 32, 1000000000",
        "LD20_2600B, 417, 347500000",
        "LD20_0600L, 1, 13888",
        "LD20_0600L, -1, -13888",
        "SLF3S_1300F, -32768, -65536000000"
    })
    void scalesByType(Slf3s.Type type, int counts, long picolitresPerMinute) {
        assertEquals(picolitresPerMinute, type.picolitresPerMinute(counts));
    }
}
