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

class MprTest {
    private final ManualClock clock = new ManualClock(0);
    private final ScriptedI2cBus bus = new ScriptedI2cBus().at(0x18);
    private final Mpr chip = new Mpr(bus, 0x18, clock, Mpr.MILLIPASCALS_AT_25_PSI);

    private Outcome measure(String answer) {
        bus.write("AA 00 00");
        assertEquals(Outcome.OK, chip.start());
        clock.advance(5_000_000);
        bus.read("", answer);
        return chip.fetch();
    }

    @Test
    void isPendingForFiveMillisecondsWithoutTouchingTheBus() {
        bus.write("AA 00 00");
        assertEquals(Outcome.OK, chip.start());
        clock.advance(4_999_999);
        assertEquals(Outcome.PENDING, chip.fetch());
        assertTrue(chip.isMeasuring());
        bus.assertDone();
    }

    @Test
    void waitsWhileThePartIsBusyButNotBeyond20Milliseconds() {
        assertEquals(Outcome.PENDING, measure("60 80 00 00"));
        clock.advance(14_999_999);
        bus.read("", "60 80 00 00");
        assertEquals(Outcome.PENDING, chip.fetch());
        clock.advance(1);
        bus.read("", "60 80 00 00");
        assertEquals(Outcome.NOT_READY, chip.fetch());
        assertFalse(chip.isMeasuring());
        assertEquals(Outcome.NOT_READY, chip.fetch());
        bus.assertDone();
    }

    @ParameterizedTest(name = "{0} is {1}: {2}")
    @CsvSource({
        "40 80 00 00, OK, sound",
        "44 80 00 00, INVALID, memory integrity",
        "41 FF FF FF, INVALID, saturated",
        "00 00 00 00, INVALID, bus held low",
        "FF FF FF FF, INVALID, bus floats",
        "50 80 00 00, INVALID, a bit that is never set",
        "40 0C CC CC, OUT_OF_RANGE, below 5 %",
        "40 0C CC CD, OK, 5 %",
        "40 F3 33 33, OK, 95 %",
        "40 F3 33 34, OUT_OF_RANGE, above 95 %"
    })
    @Tag("F-24")
    void believesOnlyASoundPart(String answer, Outcome outcome, String why) {
        assertEquals(outcome, measure(answer), why);
        assertFalse(chip.isMeasuring());
    }

    @Test
    void keepsTheLastGoodValueWhenATransferFails() {
        assertEquals(Outcome.OK, measure("40 80 00 00"));
        assertEquals(86_184, chip.pascals());
        bus.fail("AA 00 00", Outcome.NO_ACKNOWLEDGE);
        assertEquals(Outcome.NO_ACKNOWLEDGE, chip.start());
        assertEquals(Outcome.NOT_READY, chip.fetch());
        assertEquals(86_184, chip.pascals());
    }

    @Test
    void isOverWhenTheAnswerDoesNotCome() {
        bus.write("AA 00 00");
        chip.start();
        clock.advance(5_000_000);
        bus.fail("", Outcome.BUS_STUCK);
        assertEquals(Outcome.BUS_STUCK, chip.fetch());
        assertFalse(chip.isMeasuring());
    }

    @Test
    void refusesAFullScaleOfNothing() {
        assertThrows(IllegalArgumentException.class, () -> new Mpr(bus, 0x18, clock, 0));
    }
}
