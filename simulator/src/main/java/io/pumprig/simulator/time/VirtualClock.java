package io.pumprig.simulator.time;

import io.pumprig.hal.RigClock;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The one clock of a simulated world. It stands still until it is moved, so all that happens in a
 * cycle happens at one instant.
 *
 * <p>A run starts it below zero, which leaves time for bring-up before the first cycle at zero. Its
 * UTC side is a fixed date plus the monotonic side, until a fault sets it: the same run has the
 * same dates, wherever and whenever it runs. Confined to the thread that runs the simulation.
 */
public final class VirtualClock implements RigClock {
    /** 2026-01-01T00:00:00Z, the UTC of monotonic zero. */
    static final long EPOCH_UTC_MILLIS = 1_767_225_600_000L;

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private long nanos;
    private long steppedMillis;
    private long utcSteps;

    /**
     * @param startNanos the first instant; negative leaves that much time for bring-up
     */
    public VirtualClock(long startNanos) {
        this.nanos = startNanos;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    /** Rounded down, also below zero. */
    @Override
    public long utcMillis() {
        return EPOCH_UTC_MILLIS + steppedMillis + Math.floorDiv(nanos, NANOS_PER_MILLI);
    }

    /** Somebody sets the calendar, by that much; the monotonic side goes on as before (F-38). */
    public void stepUtc(long millis) {
        steppedMillis += millis;
        utcSteps++;
    }

    /** How often somebody has set the calendar. */
    public long utcSteps() {
        return utcSteps;
    }

    /** Moves the clock on by {@code nanos}; returns at once. */
    @Override
    public void pause(long nanos) {
        if (nanos < 0) {
            throw new IllegalArgumentException("a pause of " + nanos + " ns");
        }
        this.nanos += nanos;
    }

    /** Moves the clock on to {@code nanos}, which may not lie before now. */
    public void advanceTo(long nanos) {
        if (nanos < this.nanos) {
            throw new IllegalArgumentException("from " + this.nanos + " ns back to " + nanos);
        }
        this.nanos = nanos;
    }

    /** Writes the instant and the calendar's. */
    public void save(DataOutput out) throws IOException {
        out.writeLong(nanos);
        out.writeLong(steppedMillis);
        out.writeLong(utcSteps);
    }

    /** Takes over a saved instant, in whichever direction it lies. */
    public void load(DataInput in) throws IOException {
        nanos = in.readLong();
        steppedMillis = in.readLong();
        utcSteps = in.readLong();
    }
}
