package io.pumprig.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pumprig.hal.ManualClock;
import io.pumprig.hal.Outcome;
import org.junit.jupiter.api.Test;

class Tmc2209InspectionTest {
    private final ManualClock clock = new ManualClock(0);
    private final ScriptedSerialLine line = new ScriptedSerialLine();
    private final Tmc2209Inspection chip =
            new Tmc2209Inspection(line, 0, clock.nanos(), 10_000_000);

    private Outcome finish() {
        Outcome outcome = chip.poll(clock.nanos());
        for (int i = 0; i < 50 && outcome == Outcome.PENDING; i++) {
            clock.advance(1_000_000);
            outcome = chip.poll(clock.nanos());
        }
        line.assertDone();
        return outcome;
    }

    @Test
    void readsARegisterOfAChipThatNobodyConfigured() {
        line.exchange("05 00 06 6F", "05 FF 06 21 00 00 41 C6");
        chip.ask(Tmc2209Registers.IOIN, clock.nanos());
        assertEquals(Outcome.OK, finish());
        assertEquals(0x21000041, chip.value());
    }

    @Test
    void saysWithinFortyMillisecondsThatNobodyAnswers() {
        line.exchange("05 00 06 6F", "").exchange("05 00 06 6F", "").exchange("05 00 06 6F", "");
        chip.ask(Tmc2209Registers.IOIN, clock.nanos());
        long askedNanos = clock.nanos();
        assertEquals(Outcome.NO_ANSWER, finish());
        assertEquals(36_000_000, clock.nanos() - askedNanos, 4_000_000);
    }

    @Test
    void asksOneQuestionAtATime() {
        line.exchange("05 00 06 6F", "05 FF 06 21 00 00 41 C6");
        chip.ask(Tmc2209Registers.IOIN, clock.nanos());
        assertThrows(
                IllegalArgumentException.class,
                () -> chip.ask(Tmc2209Registers.MSCNT, clock.nanos()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Tmc2209Inspection(line, 4, 0, 10_000_000));
    }
}
