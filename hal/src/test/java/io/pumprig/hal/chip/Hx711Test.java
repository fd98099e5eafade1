package io.pumprig.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.ManualClock;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.board.OutputPin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Hx711Test {
    private final ManualClock clock = new ManualClock(0);
    private final ShiftingHx711 wire = new ShiftingHx711();
    private final Hx711 chip = new Hx711(wire, wire, clock, Hx711.Gain.A128);

    /** Two pins that shift a conversion out; an edge lasts as long as the test says. */
    private final class ShiftingHx711 implements OutputPin, InputPin {
        private int bits;
        private int pulses;
        private boolean ready;
        private boolean high;
        private long edgeNanos = 1_000;
        private int slowPulse = -1;
        private Outcome answer = Outcome.OK;
        private int unknownAt = -1;

        void give(int newBits) {
            bits = newBits;
            pulses = 0;
            ready = true;
        }

        @Override
        public Outcome set(boolean newHigh) {
            boolean slow = high && pulses == slowPulse;
            clock.advance(slow ? 60_000 : edgeNanos);
            if (!answer.isOk()) {
                return answer;
            }
            pulses += newHigh && !high ? 1 : 0;
            assertTrue(pulses <= 27, "pulse " + pulses);
            high = newHigh;
            return Outcome.OK;
        }

        @Override
        public Level level() {
            if (pulses == unknownAt) {
                return Level.UNKNOWN;
            }
            if (pulses == 0 || pulses > 24) {
                return ready && pulses == 0 ? Level.LOW : Level.HIGH;
            }
            return (bits >> 24 - pulses & 1) == 1 ? Level.HIGH : Level.LOW;
        }
    }

    private Outcome fetch(int bits) {
        wire.give(bits);
        return chip.fetch();
    }

    private void settle() {
        for (int i = 0; i < 4; i++) {
            assertEquals(Outcome.PENDING, fetch(0x001234), "conversion " + i);
        }
    }

    @ParameterizedTest(name = "{0} is {1} counts")
    @CsvSource({"0x000001, 1", "0x012345, 74565", "0xFFFFFE, -2", "0x800001, -8388607"})
    void shiftsTheMostSignificantBitFirst(String bits, int counts) {
        settle();
        assertEquals(Outcome.OK, fetch(Integer.decode(bits)));
        assertEquals(counts, chip.counts());
    }

    @ParameterizedTest(name = "{0} takes {1} pulses")
    @CsvSource({"A128, 25", "B32, 26", "A64, 27"})
    void selectsTheNextConversionByItsPulses(Hx711.Gain gain, int pulses) {
        Hx711 other = new Hx711(wire, wire, clock, gain);
        wire.give(0x000001);
        assertEquals(Outcome.PENDING, other.fetch());
        assertEquals(pulses, wire.pulses);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"0x7FFFFF, OUT_OF_RANGE", "0x800000, OUT_OF_RANGE", "0xFFFFFF, INVALID"})
    void doesNotBelieveARailOrADeadChip(String bits, Outcome outcome) {
        settle();
        assertEquals(outcome, fetch(Integer.decode(bits)));
    }

    @Test
    void throwsAReadAwayInWhichTheClockMayHaveBeenHighForMoreThan60Microseconds() {
        settle();
        wire.slowPulse = 13;
        assertEquals(Outcome.INVALID, fetch(0x001234));
        assertEquals(13, wire.pulses);
        wire.slowPulse = -1;
        settle();
        assertEquals(Outcome.OK, fetch(0x001235));
        assertEquals(0x1235, chip.counts());
    }

    @Test
    void aClockOfExactly60MicrosecondsIsStillFastEnough() {
        settle();
        wire.edgeNanos = 30_000;
        assertEquals(Outcome.OK, fetch(0x001234));
    }

    @Test
    void isPendingUntilAConversionWaitsAndNotReadyAfterHalfASecond() {
        assertEquals(Outcome.PENDING, chip.fetch());
        clock.advance(499_999_999);
        assertEquals(Outcome.PENDING, chip.fetch());
        clock.advance(1);
        assertEquals(Outcome.NOT_READY, chip.fetch());
        assertEquals(Outcome.PENDING, chip.fetch());
    }

    @Test
    void passesOnAPinThatFails() {
        settle();
        wire.answer = Outcome.BUS_ERROR;
        assertEquals(Outcome.BUS_ERROR, fetch(0x001234));
    }

    @ParameterizedTest(name = "before pulse {0}")
    @CsvSource({"0", "7"})
    void doesNotMakeUpABitThatItCouldNotRead(int pulse) {
        settle();
        wire.unknownAt = pulse;
        assertEquals(Outcome.BUS_ERROR, fetch(0x001234));
    }
}
