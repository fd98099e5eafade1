package io.pumprig.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.ManualClock;
import io.pumprig.hal.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Nau7802Test {
    private final ManualClock clock = new ManualClock(0);
    private final ScriptedI2cBus bus = new ScriptedI2cBus().at(0x2A);
    private final Nau7802 chip = new Nau7802(bus, 0x2A, clock);

    private Outcome advance(long byNanos) {
        clock.advance(byNanos);
        return chip.advance();
    }

    private void toCalibration() {
        bus.write("00 01");
        assertEquals(Outcome.PENDING, advance(0));
        bus.write("00 02");
        assertEquals(Outcome.PENDING, advance(1_000_000));
        bus.read("00", "0A").read("1F", "0F").write("01 2F").write("00 86");
        assertEquals(Outcome.PENDING, advance(200_000));
        bus.write("02 30").write("15 30").read("1B", "40").write("1B 00");
        bus.read("1C", "00").write("1C 80").write("00 96").write("02 34");
        assertEquals(Outcome.PENDING, advance(250_000_000));
        bus.assertDone();
    }

    private void toService() {
        toCalibration();
        bus.read("02", "30");
        assertEquals(Outcome.PENDING, advance(344_000_000));
        for (int i = 0; i < 6; i++) {
            assertFalse(chip.isConfigured());
            bus.read("00", "BE").read("12", "7F FF FF");
            assertEquals(i < 5 ? Outcome.PENDING : Outcome.OK, advance(12_500_000));
        }
        assertTrue(chip.isConfigured());
        bus.assertDone();
    }

    @Test
    void saysNotReadyWhenItDoesNotPowerUpWithin100Milliseconds() {
        bus.write("00 01");
        advance(0);
        bus.write("00 02");
        advance(1_000_000);
        bus.read("00", "02");
        assertEquals(Outcome.PENDING, advance(99_000_000));
        bus.read("00", "02");
        assertEquals(Outcome.NOT_READY, advance(1_000_000));
    }

    @Test
    void namesAnotherChipThanItsOwn() {
        bus.write("00 01");
        advance(0);
        bus.write("00 02");
        advance(1_000_000);
        bus.read("00", "0A").read("1F", "03");
        assertEquals(Outcome.INVALID, advance(200_000));
        assertEquals(0x1F, chip.lastRegister());
        assertEquals(0x03, chip.lastFound());
    }

    @Test
    @Tag("F-14")
    void takesNoWeightAfterAFailedCalibration() {
        toCalibration();
        bus.read("02", "38");
        assertEquals(Outcome.INVALID, advance(344_000_000));
        assertFalse(chip.isConfigured());
    }

    @Test
    void givesUpACalibrationAfterASecond() {
        toCalibration();
        bus.read("02", "34");
        assertEquals(Outcome.PENDING, advance(999_000_000));
        bus.read("02", "34");
        assertEquals(Outcome.NOT_READY, advance(1_000_000));
    }

    @Test
    void startsAgain100MillisecondsAfterAFailure() {
        bus.fail("00 01", Outcome.NO_ACKNOWLEDGE);
        assertEquals(Outcome.NO_ACKNOWLEDGE, advance(0));
        assertEquals(Outcome.PENDING, advance(99_999_999));
        clock.advance(1);
        toService();
    }

    @Test
    void takesAConversionWhenOneIsWaiting() {
        toService();
        bus.read("00", "9E");
        assertEquals(Outcome.PENDING, chip.fetch());
        bus.read("00", "BE").read("12", "FF D8 F0");
        assertEquals(Outcome.OK, chip.fetch());
        assertEquals(-10_000, chip.counts());
        bus.assertDone();
    }

    @Test
    @Tag("F-14")
    void saysNotReadyWhenNoConversionComesFor50Milliseconds() {
        toService();
        bus.read("00", "9E");
        assertEquals(Outcome.PENDING, chip.fetch());
        clock.advance(50_000_000);
        bus.read("00", "9E");
        assertEquals(Outcome.NOT_READY, chip.fetch());
    }

    @ParameterizedTest(name = "ADCO {0}")
    @CsvSource({"7F FF FF", "80 00 00"})
    @Tag("F-14")
    void takesARailForOutOfRange(String adco) {
        toService();
        bus.read("00", "BE").read("12", adco);
        assertEquals(Outcome.OUT_OF_RANGE, chip.fetch());
    }

    @Test
    void takesNoWeightFromAGarbledState() {
        toService();
        bus.read("00", "FF");
        assertEquals(Outcome.BAD_FRAME, chip.fetch());
        bus.read("00", "BE").read("12", "00 00 01");
        assertEquals(Outcome.OK, chip.fetch());
        bus.assertDone();
    }

    @ParameterizedTest(name = "PU_CTRL {0}")
    @CsvSource({"00", "08"})
    @Tag("F-33")
    void comesUpAgainAfterABrownOut(String puCtrl) {
        toService();
        bus.read("00", puCtrl).read("00", puCtrl);
        assertEquals(Outcome.RECONFIGURING, chip.fetch());
        assertFalse(chip.isConfigured());
        toService();
    }

    /** With its gain lost and the rest written, it would weigh with one part in 128. */
    @Test
    @Tag("F-33")
    void beginsAgainWhenItsPowerIsCutWhileTheLdoSettles() {
        bus.write("00 01");
        advance(0);
        bus.write("00 02");
        advance(1_000_000);
        bus.read("00", "0A").read("1F", "0F").write("01 2F").write("00 86");
        advance(200_000);
        bus.fail("02 30", Outcome.RECONFIGURING);
        assertEquals(Outcome.RECONFIGURING, advance(250_000_000));
        assertEquals(Outcome.PENDING, advance(99_999_999));
        clock.advance(1);
        toService();
    }

    @Test
    void comesUpAgainWhenItStaysInAStateThatNobodySet() {
        toService();
        bus.read("00", "8E").read("00", "8E").read("00", "8E");
        assertEquals(Outcome.BAD_FRAME, chip.fetch());
        assertEquals(Outcome.BAD_FRAME, chip.fetch());
        assertEquals(Outcome.RECONFIGURING, chip.fetch());
        toService();
    }

    @Test
    @Tag("F-14")
    void looksAtTheChopperBitOnceAMinute() {
        toService();
        clock.advance(60_000_000_000L);
        bus.read("15", "30").read("01", "2F").read("00", "BE").read("12", "00 00 01");
        assertEquals(Outcome.OK, chip.fetch());
        bus.read("00", "BE").read("12", "00 00 01");
        assertEquals(Outcome.OK, chip.fetch());
        clock.advance(60_000_000_000L);
        bus.read("15", "00").read("15", "00");
        assertEquals(Outcome.RECONFIGURING, chip.fetch());
        toService();
    }

    @Test
    @Tag("F-33")
    void looksAtTheGainOnceAMinute() {
        toService();
        clock.advance(60_000_000_000L);
        bus.read("15", "30").read("01", "00").read("01", "00");
        assertEquals(Outcome.RECONFIGURING, chip.fetch());
        toService();
    }

    @ParameterizedTest(name = "PU_CTRL {0}")
    @CsvSource({"00", "08"})
    void doesNotTakeOneGarbledByteForABrownOut(String garbled) {
        toService();
        bus.read("00", garbled).read("00", "BE");
        assertEquals(Outcome.BAD_FRAME, chip.fetch());
        assertTrue(chip.isConfigured());
        clock.advance(60_000_000_000L);
        bus.read("15", garbled).read("15", "30").read("01", garbled).read("01", "2F");
        bus.read("00", "BE").read("12", "00 00 01");
        assertEquals(Outcome.OK, chip.fetch());
        bus.assertDone();
    }

    @Test
    void passesOnThatNobodyAcknowledged() {
        toService();
        bus.fail("00", Outcome.NO_ACKNOWLEDGE);
        assertEquals(Outcome.NO_ACKNOWLEDGE, chip.fetch());
        bus.read("00", "BE").fail("12", Outcome.BUS_STUCK);
        assertEquals(Outcome.BUS_STUCK, chip.fetch());
    }
}
