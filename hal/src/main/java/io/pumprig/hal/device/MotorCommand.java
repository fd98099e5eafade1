package io.pumprig.hal.device;

import io.pumprig.hal.Outcome;

/**
 * What the motor is asked for in one cycle, and what of it was taken. A holder made once; the loop
 * writes the wish, the motor the answer.
 */
public final class MotorCommand {
    private int microsteps;
    private boolean energised;
    private int taken;

    /** Asks for {@code microsteps} forward (never negative, SR-37) with the coils on. */
    public MotorCommand step(int microsteps) {
        if (microsteps < 0) {
            throw new IllegalArgumentException("reverse motion: " + microsteps);
        }
        this.microsteps = microsteps;
        this.energised = true;
        this.taken = 0;
        return this;
    }

    /** Asks for no motion and coils off (SR-18: e-stop only; a stop keeps the holding current). */
    public MotorCommand release() {
        this.microsteps = 0;
        this.energised = false;
        this.taken = 0;
        return this;
    }

    public int microsteps() {
        return microsteps;
    }

    public boolean isEnergised() {
        return energised;
    }

    /** Says how many pulses went out, which is fewer than asked when {@code outcome} is not OK. */
    public Outcome took(int microsteps, Outcome outcome) {
        this.taken = microsteps;
        return outcome;
    }

    /** Pulses that went out. */
    public int taken() {
        return taken;
    }
}
