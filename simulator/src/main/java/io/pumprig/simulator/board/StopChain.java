package io.pumprig.simulator.board;

import io.pumprig.simulator.chip.Tmc2209Model;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The hardware between the controller and ENN (device reference 10.3): ENN is low only while the
 * enable pin is low, the e-stop is released, and the last edge of the kick is at most the hold time
 * old. Until the first edge the monostable has never fired, so the motor is off.
 */
final class StopChain {
    private final Tmc2209Model motor;
    private final long holdNanos;

    private boolean enableHigh = true;
    private boolean eStopPressed;
    private boolean enableWireOpen;
    private boolean kickWireOpen;
    private boolean kickHigh;
    private long enableEffects;
    private long kickEffects;

    StopChain(Tmc2209Model motor, long holdNanos) {
        this.motor = motor;
        this.holdNanos = holdNanos;
    }

    void enable(boolean high, long nanos) {
        if (enableWireOpen && !high) {
            enableEffects++;
        }
        enableHigh = high;
        drive(nanos);
    }

    void eStop(boolean pressed, long nanos) {
        eStopPressed = pressed;
        drive(nanos);
    }

    void kick(boolean high, long nanos) {
        if (high == kickHigh) {
            return;
        }
        kickHigh = high;
        if (kickWireOpen) {
            kickEffects++;
            return;
        }
        motor.releasedAfter(nanos + holdNanos, nanos);
    }

    void enableWireOpen(boolean open, long nanos) {
        enableWireOpen = open;
        if (open && !enableHigh) {
            enableEffects++;
        }
        drive(nanos);
    }

    void kickWireOpen(boolean open) {
        kickWireOpen = open;
    }

    boolean isEStopPressed() {
        return eStopPressed;
    }

    long enableEffects() {
        return enableEffects;
    }

    long kickEffects() {
        return kickEffects;
    }

    private void drive(long nanos) {
        motor.enn(enableHigh || eStopPressed || enableWireOpen, nanos);
    }

    void save(DataOutput out) throws IOException {
        out.writeBoolean(enableHigh);
        out.writeBoolean(eStopPressed);
        out.writeBoolean(enableWireOpen);
        out.writeBoolean(kickWireOpen);
        out.writeBoolean(kickHigh);
        out.writeLong(enableEffects);
        out.writeLong(kickEffects);
    }

    void load(DataInput in) throws IOException {
        enableHigh = in.readBoolean();
        eStopPressed = in.readBoolean();
        enableWireOpen = in.readBoolean();
        kickWireOpen = in.readBoolean();
        kickHigh = in.readBoolean();
        enableEffects = in.readLong();
        kickEffects = in.readLong();
    }
}
