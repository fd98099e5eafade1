package io.pumprig.controller.safety;

import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.device.ReservoirReading;

/**
 * The reservoir's content as the interlocks believe it. A touch or a draught makes the scale jump
 * and come back (F-28): a value that lies more than 0.3 mL from the last believed one counts only
 * once it has stayed there for five seconds. Pumping and any leak of less than 200 mL/h never jump.
 */
final class SteadyReservoir {
    private static final long JUMP_PICOLITRES = 300_000_000L;
    private static final long CONFIRMED_NANOS = 5_000_000_000L;

    private long seen;
    private boolean known;
    private boolean disturbed;
    private boolean jumped;
    private long jumpedNanos;
    private long jumpedPicolitres;
    private long picolitres;

    /** True when this cycle brought a value that is believed. */
    boolean look(Sample sample) {
        ReservoirReading reservoir = sample.reservoir();
        if (reservoir.attempts() == seen) {
            return false;
        }
        seen = reservoir.attempts();
        return reservoir.outcome().isOk() && isBelieved(reservoir);
    }

    /** Somebody is at the reservoir: what the scale shows is believed 5 s from here. */
    void disturbed() {
        disturbed = true;
        known = false;
        jumped = false;
    }

    private boolean isBelieved(ReservoirReading reservoir) {
        if (disturbed) {
            if (!jumped) {
                jumped = true;
                jumpedNanos = reservoir.takenAtNanos();
            }
            if (reservoir.takenAtNanos() - jumpedNanos < CONFIRMED_NANOS) {
                return false;
            }
            disturbed = false;
        }
        long weighed = reservoir.picolitres();
        if (known && Math.abs(weighed - picolitres) > JUMP_PICOLITRES) {
            if (!jumped || Math.abs(weighed - jumpedPicolitres) > JUMP_PICOLITRES) {
                jumped = true;
                jumpedNanos = reservoir.takenAtNanos();
                jumpedPicolitres = weighed;
            }
            if (reservoir.takenAtNanos() - jumpedNanos < CONFIRMED_NANOS) {
                return false;
            }
        }
        known = true;
        jumped = false;
        picolitres = weighed;
        return true;
    }

    /** The last believed content. */
    long picolitres() {
        return picolitres;
    }
}
