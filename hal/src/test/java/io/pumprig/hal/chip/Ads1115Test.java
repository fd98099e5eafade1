package io.pumprig.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.pumprig.hal.ManualClock;
import io.pumprig.hal.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ads1115Test {
    private final ManualClock clock = new ManualClock(0);
    private final ScriptedI2cBus bus = new ScriptedI2cBus().at(0x48);
    private final Ads1115 chip = new Ads1115(bus, 0x48, clock);

    private void started() {
        bus.write("01 D3 83");
        assertEquals(Outcome.OK, chip.start(1));
        clock.advance(8_625_000);
    }

    @Test
    void takesANegativeCode() {
        started();
        bus.read("01", "D3 83").read("00", "FF FE");
        assertEquals(Outcome.OK, chip.fetch());
        assertEquals(-2, chip.code());
        assertFalse(chip.isConverting());
    }

    @Test
    @Tag("F-24")
    void saysNotReadyWhenTheConversionNeverEnds() {
        started();
        bus.read("01", "53 83");
        assertEquals(Outcome.NOT_READY, chip.fetch());
        assertFalse(chip.isConverting());
        bus.assertDone();
    }

    @ParameterizedTest(name = "config {0}")
    @CsvSource({"85 83", "00 00", "FF FF", "C3 83", "D1 83"})
    void takesNoCodeWhenTheConfigIsNotAsWritten(String config) {
        started();
        bus.read("01", config);
        assertEquals(Outcome.BAD_FRAME, chip.fetch());
        bus.assertDone();
    }

    @ParameterizedTest(name = "code {0}")
    @CsvSource({"7F FF", "80 00"})
    void takesARailForOutOfRange(String code) {
        started();
        bus.read("01", "D3 83").read("00", code);
        assertEquals(Outcome.OUT_OF_RANGE, chip.fetch());
    }

    @Test
    void passesOnThatNobodyAcknowledged() {
        bus.fail("01 C3 83", Outcome.NO_ACKNOWLEDGE);
        assertEquals(Outcome.NO_ACKNOWLEDGE, chip.start(0));
        assertFalse(chip.isConverting());
        started();
        bus.fail("01", Outcome.BUS_STUCK);
        assertEquals(Outcome.BUS_STUCK, chip.fetch());
        started();
        bus.read("01", "D3 83").fail("00", Outcome.BUS_ERROR);
        assertEquals(Outcome.BUS_ERROR, chip.fetch());
    }

    @Test
    void hasNothingToFetchBeforeAStart() {
        assertEquals(Outcome.NOT_READY, chip.fetch());
    }
}
