package io.pumprig.simulator.board;

import io.pumprig.simulator.chip.Tmc2209Model;
import io.pumprig.simulator.plant.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The STEP wire: it may lose pulses, and noise on it may add some. */
public final class StepWire {
    /** The one target of {@link Operation#STEP}. */
    static final int TARGET = 0;

    private final PortWatch watch;
    private final Tmc2209Model motor;
    private final WireFault lost;
    private final WireFault doubled;

    private boolean high;
    private boolean withheld;
    private long pulses;
    private long injected;

    StepWire(PortWatch watch, Tmc2209Model motor, long seed) {
        this.watch = watch;
        this.motor = motor;
        lost = new WireFault(new RandomStream(seed, "step.lost"));
        doubled = new WireFault(new RandomStream(seed, "step.doubled"));
    }

    /** A pulse does not arrive; an occasion is a pulse. Always: the wire is open. */
    public WireFault lost() {
        return lost;
    }

    /** A pulse arrives twice; an occasion is a pulse that arrives. */
    public WireFault doubled() {
        return doubled;
    }

    /** Noise: so many pulses arrive now that nobody sent. */
    public void inject(int count, long nanos) {
        for (int i = 0; i < count; i++) {
            arrive(nanos);
        }
        injected += count;
    }

    /** Pulses that nobody sent, by {@link #inject}. */
    public long injected() {
        return injected;
    }

    /** Pulses that the controller sent. */
    public long pulses() {
        return pulses;
    }

    void set(boolean newHigh, long nanos) {
        if (newHigh == high) {
            return;
        }
        high = newHigh;
        if (!newHigh) {
            pass(false, nanos);
            return;
        }
        watch.before(Operation.STEP, TARGET);
        rise(nanos);
        watch.after(Operation.STEP, TARGET);
    }

    private void rise(long nanos) {
        pulses++;
        withheld = lost.strikes();
        if (!withheld && doubled.strikes()) {
            motor.step(true, nanos);
            motor.step(false, nanos);
        }
        pass(true, nanos);
    }

    private void pass(boolean level, long nanos) {
        if (!withheld) {
            motor.step(level, nanos);
        }
    }

    private void arrive(long nanos) {
        if (high && !withheld) {
            motor.step(false, nanos);
            motor.step(true, nanos);
        } else {
            motor.step(true, nanos);
            motor.step(false, nanos);
        }
    }

    void save(DataOutput out) throws IOException {
        lost.save(out);
        doubled.save(out);
        out.writeBoolean(high);
        out.writeBoolean(withheld);
        out.writeLong(pulses);
        out.writeLong(injected);
    }

    void load(DataInput in) throws IOException {
        lost.load(in);
        doubled.load(in);
        high = in.readBoolean();
        withheld = in.readBoolean();
        pulses = in.readLong();
        injected = in.readLong();
    }
}
