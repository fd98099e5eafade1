package io.pumprig.simulator.plant;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Field and rotor of the stepper, in microsteps (therapy reference 9.1). The rotor knows the field
 * only modulo one electrical cycle: left behind, it ends at the nearest position that looks the
 * same, so what is lost is a whole number of cycles.
 */
final class Drive {
    /** Four full steps of 16 microsteps. */
    static final int CYCLE_MICROSTEPS = 64;

    /** Past half a cycle the field pulls back: a rotor held that long has lost the cycle. */
    private static final int LOSS_MICROSTEPS = CYCLE_MICROSTEPS / 2 + 1;

    private long fieldMicrosteps;
    private long rotorMicrosteps;
    private long travelledMicrosteps;
    private boolean energised;
    private boolean held;
    private boolean overloaded;
    private long microstepsToLose;

    /**
     * Turns the field by one microstep; returns true when the rotor lost that step to an injected
     * loss.
     */
    boolean turn(int direction) {
        fieldMicrosteps += direction;
        if (microstepsToLose > 0 && energised && !held) {
            microstepsToLose--;
            return true;
        }
        return false;
    }

    /** Puts the field elsewhere without passing between: the driver lost its place in the cycle. */
    void jump(long microsteps) {
        fieldMicrosteps += microsteps;
    }

    /**
     * How far and which way the field pulls the rotor now: 0 when it is where it should be, cannot
     * follow, or stands exactly opposite, where nothing decides for a side. A rotor stalled by load
     * stays, whatever the field does, until the load is gone or the field has come back to it.
     *
     * @param tooMuchLoad whether the pressure stops a forward move
     */
    int pull(boolean tooMuchLoad) {
        if (!energised || held || microstepsToLose % LOSS_MICROSTEPS != 0) {
            return 0;
        }
        int gap = (int) Math.floorMod(fieldMicrosteps - rotorMicrosteps, (long) CYCLE_MICROSTEPS);
        int pull = gap < CYCLE_MICROSTEPS / 2 ? gap : gap - CYCLE_MICROSTEPS;
        if (pull == -CYCLE_MICROSTEPS / 2) {
            pull = 0;
        }
        overloaded = tooMuchLoad && gap != 0 && (overloaded || pull > 0);
        return overloaded ? 0 : pull;
    }

    void move(int direction) {
        rotorMicrosteps += direction;
        travelledMicrosteps++;
    }

    void energise(boolean on) {
        energised = on;
    }

    void hold(boolean on) {
        held = on;
    }

    /** The rotor slips back by that many cycles, one after the other; 0 ends it. */
    void loseCycles(int cycles) {
        microstepsToLose = (long) cycles * LOSS_MICROSTEPS;
    }

    boolean isLosing() {
        return microstepsToLose > 0;
    }

    boolean isEnergised() {
        return energised;
    }

    boolean isHeld() {
        return held;
    }

    long fieldMicrosteps() {
        return fieldMicrosteps;
    }

    long rotorMicrosteps() {
        return rotorMicrosteps;
    }

    /** Microsteps of the rotor either way, which is what wears the tube. */
    long travelledMicrosteps() {
        return travelledMicrosteps;
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(fieldMicrosteps);
        out.writeLong(rotorMicrosteps);
        out.writeLong(travelledMicrosteps);
        out.writeBoolean(energised);
        out.writeBoolean(held);
        out.writeBoolean(overloaded);
        out.writeLong(microstepsToLose);
    }

    void load(DataInput in) throws IOException {
        fieldMicrosteps = in.readLong();
        rotorMicrosteps = in.readLong();
        travelledMicrosteps = in.readLong();
        energised = in.readBoolean();
        held = in.readBoolean();
        overloaded = in.readBoolean();
        microstepsToLose = in.readLong();
    }
}
