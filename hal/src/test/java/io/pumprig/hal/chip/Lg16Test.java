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

class Lg16Test {
    /** LG16-0430D, then blanks of the memory. */
    private static final String NAME_0430 =
            "4C 47 97 31 36 25 2D 30 59 34 33 A7 30 44 4B"
                    + " 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00";

    private static final String ZEROS =
            "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
                    + " 00 00 00";

    private final ManualClock clock = new ManualClock(0);
    private final ScriptedI2cBus bus = new ScriptedI2cBus().at(0x40);
    private final Lg16 chip = new Lg16(bus, 0x40, clock, Lg16.Type.LG16_0430D);

    private Outcome advance(long byNanos) {
        clock.advance(byNanos);
        return chip.advance();
    }

    private void toIdentity() {
        bus.write("FE");
        assertEquals(Outcome.PENDING, advance(0));
        assertEquals(Outcome.PENDING, advance(49_999_999));
        bus.assertDone();
        clock.advance(1);
    }

    private void toScale() {
        toIdentity();
        bus.write("FA 2E 80").read("", NAME_0430);
        assertEquals(Outcome.PENDING, advance(0));
    }

    private void toService() {
        toScale();
        // Field 0 in use; 270 counts to a uL/min.
        bus.write("E3").read("", "00 03 53").write("FA 2B 60").read("", "01 0E EB 08 44 CE");
        assertEquals(Outcome.PENDING, advance(0));
        bus.write("F1");
        assertEquals(Outcome.PENDING, advance(0));
        bus.read("", "00 0A DB");
        assertEquals(Outcome.OK, advance(150_000_000));
        assertTrue(chip.isConfigured());
        bus.assertDone();
    }

    @Test
    void theChecksumOf500Is0xB2() {
        assertEquals(0xB2, Lg16.crc((byte) 0x01, (byte) 0xF4));
        assertEquals(0x00, Lg16.crc((byte) 0x00, (byte) 0x00));
    }

    @Test
    void measuresInItsOwnUnit() {
        toService();
        bus.read("", "01 F4 B2");
        assertEquals(Outcome.OK, chip.fetch());
        assertEquals(500, chip.rawFlow());
        // 500 / 270 uL/min.
        assertEquals(1_851_851, chip.picolitresPerMinute());
        assertFalse(chip.isBeyondRange());
        // -500: backwards, rounded towards zero as well.
        bus.read("", "FE 0C 08");
        assertEquals(Outcome.OK, chip.fetch());
        assertEquals(-1_851_851, chip.picolitresPerMinute());
    }

    @Test
    void takesTheScaleOfTheFieldInUse() {
        toScale();
        // Field 2 has 10 counts to a nL/min.
        bus.write("E3").read("", "00 20 86").write("FA 8B 60").read("", "00 0A DB 08 43 59");
        advance(0);
        bus.write("F1");
        advance(0);
        bus.read("", "00 0A DB");
        assertEquals(Outcome.OK, advance(150_000_000));
        bus.read("", "01 F4 B2");
        assertEquals(Outcome.OK, chip.fetch());
        assertEquals(50_000, chip.picolitresPerMinute());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"scale of zero, 00 00 00 08 44 CE", "unit that does not exist, 01 0E EB 08 99 86"})
    void refusesAScaleThatCannotBe(String what, String memory) {
        toScale();
        bus.write("E3").read("", "00 03 53").write("FA 2B 60").read("", memory);
        assertEquals(Outcome.INVALID, advance(0), what);
    }

    @Test
    void refusesAFieldThatDoesNotExist() {
        toScale();
        bus.write("E3").read("", "00 50 7E");
        assertEquals(Outcome.INVALID, advance(0));
    }

    @Test
    void aBusThatReadsAllZerosDoesNotPassForASensor() {
        toIdentity();
        bus.write("FA 2E 80").read("", ZEROS);
        assertEquals(Outcome.INVALID, advance(0));
        assertFalse(chip.isConfigured());
    }

    @Test
    void namesAnotherPartThanItsOwn() {
        Lg16 other = new Lg16(bus, 0x40, clock, Lg16.Type.LG16_0025D);
        bus.write("FE");
        other.advance();
        clock.advance(50_000_000);
        bus.write("FA 2E 80").read("", NAME_0430);
        assertEquals(Outcome.INVALID, other.advance());
    }

    @Test
    @Tag("F-25")
    void aValueThatNeverChangesIsNoValue() {
        toService();
        // The first differs from the one of the start.
        for (int i = 0; i < 20; i++) {
            bus.read("", "00 00 00");
            assertEquals(Outcome.OK, chip.fetch(), "value " + i);
        }
        bus.read("", "00 00 00");
        assertEquals(Outcome.INVALID, chip.fetch());
        bus.read("", "00 00 00");
        assertEquals(Outcome.INVALID, chip.fetch());
        bus.read("", "01 F4 B2");
        assertEquals(Outcome.OK, chip.fetch());
    }

    @Test
    void aValueWithNoiseIsAValueForEver() {
        toService();
        for (int i = 0; i < 100; i++) {
            bus.read("", i % 2 == 0 ? "01 F4 B2" : "01 F5 83");
            assertEquals(Outcome.OK, chip.fetch());
        }
    }

    @Test
    void saysThatAFlowBeyondFullScaleIsALowerBound() {
        toService();
        // 32 400 counts are 120 uL/min.
        bus.read("", "7E 90 6F");
        assertEquals(Outcome.OK, chip.fetch());
        assertEquals(120_000_000, chip.picolitresPerMinute());
        assertTrue(chip.isBeyondRange());
    }

    @Test
    @Tag("F-26")
    void rejectsAWrongChecksumAndStartsAgainAfterThreeInARow() {
        toService();
        bus.read("", "01 F4 B3").read("", "01 F4 B3").read("", "01 F4 B3");
        assertEquals(Outcome.BAD_CRC, chip.fetch());
        assertEquals(10, chip.rawFlow());
        assertEquals(Outcome.BAD_CRC, chip.fetch());
        assertEquals(Outcome.RECONFIGURING, chip.fetch());
        toService();
    }

    @Test
    @Tag("F-33")
    void measuresAgainWithoutAResetWhenTheSensorHasLostItsMeasurement() {
        toService();
        bus.fail("", Outcome.NO_ACKNOWLEDGE).fail("", Outcome.NO_ACKNOWLEDGE);
        assertEquals(Outcome.NO_ACKNOWLEDGE, chip.fetch());
        assertEquals(Outcome.RECONFIGURING, chip.fetch());
        assertEquals(Outcome.NOT_READY, chip.fetch());
        bus.write("F1");
        assertEquals(Outcome.PENDING, advance(0));
        assertEquals(Outcome.PENDING, advance(149_999_999));
        bus.read("", "00 0A DB").read("", "01 F4 B2");
        assertEquals(Outcome.OK, advance(1));
        assertEquals(Outcome.OK, chip.fetch());
        assertEquals(1_851_851, chip.picolitresPerMinute());
        bus.assertDone();
    }

    @Test
    void oneReadThatIsNotAcknowledgedDoesNotRestartIt() {
        toService();
        bus.fail("", Outcome.NO_ACKNOWLEDGE).read("", "01 F4 B2");
        bus.fail("", Outcome.NO_ACKNOWLEDGE);
        assertEquals(Outcome.NO_ACKNOWLEDGE, chip.fetch());
        assertEquals(Outcome.OK, chip.fetch());
        assertEquals(Outcome.NO_ACKNOWLEDGE, chip.fetch());
        assertTrue(chip.isConfigured());
    }

    private void refusesToReadAndToMeasure() {
        bus.fail("", Outcome.NO_ACKNOWLEDGE).fail("", Outcome.NO_ACKNOWLEDGE);
        chip.fetch();
        chip.fetch();
        bus.fail("F1", Outcome.NO_ACKNOWLEDGE);
        assertEquals(Outcome.OK, advance(0));
        assertTrue(chip.isConfigured());
    }

    @Test
    @Tag("F-33")
    void goesOnReadingWhenTheWireLostTwoReadsAndTheRestart() {
        toService();
        refusesToReadAndToMeasure();
        bus.read("", "01 F4 B2").fail("", Outcome.NO_ACKNOWLEDGE).read("", "01 F5 83");
        assertEquals(Outcome.OK, chip.fetch());
        assertEquals(Outcome.NO_ACKNOWLEDGE, chip.fetch());
        assertEquals(Outcome.OK, chip.fetch());
        bus.assertDone();
    }

    @Test
    @Tag("F-33")
    void provesItsIdentityAgainWhenNothingAnswersAfterARefusedRestart() {
        toService();
        refusesToReadAndToMeasure();
        bus.fail("", Outcome.NO_ACKNOWLEDGE);
        assertEquals(Outcome.RECONFIGURING, chip.fetch());
        toService();
    }

    @Test
    void triesAgain100MillisecondsAfterAFailure() {
        bus.fail("FE", Outcome.NO_ACKNOWLEDGE);
        assertEquals(Outcome.NO_ACKNOWLEDGE, advance(0));
        assertEquals(Outcome.PENDING, advance(99_999_999));
        clock.advance(1);
        toService();
    }
}
