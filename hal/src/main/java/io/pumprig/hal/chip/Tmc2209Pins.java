package io.pumprig.hal.chip;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.OutputPin;

/**
 * STEP, DIR and ENN of a TMC2209, and the count of pulses sent. Two GPIO calls last longer than the
 * 2 us that a level of STEP must stand (device reference 1.3), so there is nothing to wait for.
 */
final class Tmc2209Pins {
    /** StealthChop tunes itself at standstill with the coils on for more than 130 ms. */
    private static final long TUNING_NANOS = 130_000_000;

    private final OutputPin step;
    private final OutputPin dir;
    private final OutputPin enable;

    private boolean energised;
    private long energisedAtNanos;
    private boolean tuned;
    private boolean stepLow = true;
    private Outcome outcome = Outcome.OK;
    private long sentMicrosteps;

    Tmc2209Pins(OutputPin step, OutputPin dir, OutputPin enable) {
        this.step = step;
        this.dir = dir;
        this.enable = enable;
    }

    /** Bridges off and direction forward, as bring-up needs them; the chip will tune anew. */
    Outcome release() {
        tuned = false;
        Outcome released = enable.set(true);
        if (!released.isOk()) {
            return released;
        }
        energised = false;
        return dir.set(false);
    }

    Outcome energise(boolean on, long nowNanos) {
        Outcome switched = enable.set(!on);
        if (switched.isOk()) {
            energised = on;
            energisedAtNanos = nowNanos;
        }
        return switched;
    }

    boolean isEnergised() {
        return energised;
    }

    /** True with the coils on, once they were on long enough since the chip was configured. */
    boolean isTuned(RigClock clock) {
        if (!tuned) {
            tuned = energised && clock.nanos() - energisedAtNanos > TUNING_NANOS;
        }
        return energised && tuned;
    }

    /** Sends up to {@code pulses} pulses; returns the rising edges that went out. */
    int step(int pulses) {
        outcome = Outcome.OK;
        int sent = 0;
        while (sent < pulses && returnLow()) {
            outcome = step.set(true);
            if (!outcome.isOk()) {
                return sent;
            }
            stepLow = false;
            sent++;
            sentMicrosteps++;
        }
        returnLow();
        return sent;
    }

    /** A rising edge needs a low level before it, also after a failure to end the last pulse. */
    private boolean returnLow() {
        if (!stepLow) {
            Outcome returned = step.set(false);
            stepLow = returned.isOk();
            if (!stepLow) {
                outcome = returned;
            }
        }
        return stepLow;
    }

    /** How the last {@link #step} ended. */
    Outcome outcome() {
        return outcome;
    }

    long sentMicrosteps() {
        return sentMicrosteps;
    }
}
