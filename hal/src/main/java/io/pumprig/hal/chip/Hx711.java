package io.pumprig.hal.chip;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.board.OutputPin;

/**
 * HX711 load-cell converter on two pins (device reference 3.5). Not used by the reference rig: its
 * clock has to be made by software, and under Linux nobody promises that. It is here for a bench
 * that has one already; the NAU7802 is the part to buy.
 *
 * <p>A clock that stays high for more than 60 us powers the chip down, and what is read then is
 * wrong. So each pulse is timed from before its rising edge until after its falling one, and a read
 * in which one may have been too long is thrown away, together with the conversions that settle.
 */
public final class Hx711 {
    /** Input and gain, chosen by the pulses of the read before. */
    public enum Gain {
        A128(25),
        B32(26),
        A64(27);

        private final int pulses;

        Gain(int pulses) {
            this.pulses = pulses;
        }

        /** Clock pulses of a read: 24 for the bits, the rest selects the next conversion. */
        public int pulses() {
            return pulses;
        }
    }

    private static final int BITS = 24;
    private static final long POWER_DOWN_NANOS = 60_000;

    /** 400 ms at 10 conversions a second, after a start or a change of gain. */
    private static final int SETTLING_CONVERSIONS = 4;

    /** Five conversions at the slow rate. */
    private static final long CONVERSION_LIMIT_NANOS = 500_000_000;

    private final OutputPin clockPin;
    private final InputPin dataPin;
    private final RigClock clock;
    private final Gain gain;
    private int toDrop = SETTLING_CONVERSIONS;
    private long waitingSinceNanos;
    private boolean waiting;
    private int counts;

    /**
     * @param clockPin PD_SCK, low
     * @param dataPin DOUT; low says that a conversion is waiting
     */
    public Hx711(OutputPin clockPin, InputPin dataPin, RigClock clock, Gain gain) {
        this.clockPin = clockPin;
        this.dataPin = dataPin;
        this.clock = clock;
        this.gain = gain;
    }

    /**
     * Takes a conversion if one is waiting. Lasts as long as 25 to 27 pulses do, at most until one
     * was too long.
     *
     * @return OK; PENDING when none is waiting or it is still settling; NOT_READY when none came
     *     for 500 ms; INVALID when a pulse may have powered the chip down, or all bits are ones;
     *     OUT_OF_RANGE at a rail; BUS_ERROR when a pin could not be read; or how a pin failed
     */
    public Outcome fetch() {
        InputPin.Level level = dataPin.level();
        if (level == InputPin.Level.UNKNOWN) {
            return Outcome.BUS_ERROR;
        }
        if (level == InputPin.Level.HIGH) {
            return awaitConversion();
        }
        waiting = false;
        int bits = 0;
        for (int i = 0; i < gain.pulses; i++) {
            Outcome outcome = pulse();
            if (!outcome.isOk()) {
                toDrop = SETTLING_CONVERSIONS;
                return outcome;
            }
            if (i < BITS) {
                level = dataPin.level();
                if (level == InputPin.Level.UNKNOWN) {
                    toDrop = SETTLING_CONVERSIONS;
                    return Outcome.BUS_ERROR;
                }
                bits = bits << 1 | (level == InputPin.Level.HIGH ? 1 : 0);
            }
        }
        return judge(bits);
    }

    /** The bit shifted out by a rising edge stays until the next one. */
    private Outcome pulse() {
        long beforeNanos = clock.nanos();
        Outcome raised = clockPin.set(true);
        Outcome lowered = clockPin.set(false);
        boolean timely = clock.nanos() - beforeNanos <= POWER_DOWN_NANOS;
        if (!raised.isOk()) {
            return raised;
        }
        if (!lowered.isOk()) {
            return lowered;
        }
        return timely ? Outcome.OK : Outcome.INVALID;
    }

    private Outcome judge(int bits) {
        if (toDrop > 0) {
            toDrop--;
            return Outcome.PENDING;
        }
        counts = counts(bits);
        if (counts == -1) {
            return Outcome.INVALID;
        }
        return isSuspect(counts) ? Outcome.OUT_OF_RANGE : Outcome.OK;
    }

    private Outcome awaitConversion() {
        long now = clock.nanos();
        if (!waiting) {
            waiting = true;
            waitingSinceNanos = now;
        }
        if (now - waitingSinceNanos < CONVERSION_LIMIT_NANOS) {
            return Outcome.PENDING;
        }
        waiting = false;
        return Outcome.NOT_READY;
    }

    /** Signed 24-bit result of the last fetch that was OK. */
    public int counts() {
        return counts;
    }

    /** 24 bits, most significant first, as a signed number. */
    public static int counts(int bits) {
        return bits << 8 >> 8;
    }

    /** True at either rail, and for all ones, which a dead or unplugged chip gives. */
    public static boolean isSuspect(int counts) {
        return counts == 0x7F_FFFF || counts == -0x80_0000 || counts == -1;
    }
}
