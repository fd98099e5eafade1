package io.pumprig.simulator.chip;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * Ultrasonic bubble detector behind its divider: high is liquid, low is air, no signal, or no wire
 * (device reference 8). Its test input switches the transmitter off, and the output follows 5 ms
 * later. For 200 ms after power-up it has no signal.
 */
public final class BubbleDetectorModel {
    /** From the transmitter to the output, well within the 50 ms that the test allows. */
    private static final long ANSWER_NANOS = 5_000_000L;

    private static final long POWER_UP_NANOS = 200_000_000L;

    private final BooleanSupplier air;

    private long readyNanos;
    private boolean testHigh;
    private long testChangedNanos;
    private boolean wasDeaf;
    private boolean stuckLiquid;
    private boolean wireOpen;
    private boolean testWireOpen;
    private long effects;

    /**
     * @param air whether there is air at the detector now
     * @param nanos when it is switched on
     */
    public BubbleDetectorModel(BooleanSupplier air, long nanos) {
        this.air = air;
        readyNanos = nanos + POWER_UP_NANOS;
        testChangedNanos = nanos;
    }

    // ---- wires

    /** The level at the input that it is wired to; the plant is at {@code nanos}. */
    public boolean isOutputHigh(long nanos) {
        boolean sound = nanos >= readyNanos && !isDeaf(nanos) && !air.getAsBoolean();
        boolean shown = !wireOpen && (stuckLiquid || sound);
        effects += shown == sound ? 0 : 1;
        return shown;
    }

    /** The level at its test input: high switches the transmitter off. */
    public void test(boolean high, long nanos) {
        if (high == testHigh) {
            return;
        }
        effects += high && testWireOpen ? 1 : 0;
        wasDeaf = isDeaf(nanos);
        testHigh = high;
        testChangedNanos = nanos;
    }

    private boolean isDeaf(long nanos) {
        return nanos - testChangedNanos < ANSWER_NANOS ? wasDeaf : testHigh && !testWireOpen;
    }

    // ---- faults

    /** The output says liquid whatever is there (F-30). */
    public void stuckLiquid(boolean on) {
        stuckLiquid = on;
    }

    /** The wire of the output is broken: the pull-down reads air. */
    public void wireOpen(boolean open) {
        wireOpen = open;
    }

    /** The wire of the test input is broken: its pull-down leaves the transmitter on. */
    public void testWireOpen(boolean open, long nanos) {
        effects += open && !testWireOpen && testHigh ? 1 : 0;
        wasDeaf = isDeaf(nanos);
        testWireOpen = open;
        testChangedNanos = nanos;
    }

    /** Looks at the output that a fault altered, and tests that an open wire swallowed. */
    public long effects() {
        return effects;
    }

    // ---- snapshot

    /** Writes everything that influences the future, faults included. */
    public void save(DataOutput out) throws IOException {
        out.writeLong(readyNanos);
        out.writeBoolean(testHigh);
        out.writeLong(testChangedNanos);
        out.writeBoolean(wasDeaf);
        out.writeBoolean(stuckLiquid);
        out.writeBoolean(wireOpen);
        out.writeBoolean(testWireOpen);
        out.writeLong(effects);
    }

    /** Takes over what {@link #save} wrote. */
    public void load(DataInput in) throws IOException {
        readyNanos = in.readLong();
        testHigh = in.readBoolean();
        testChangedNanos = in.readLong();
        wasDeaf = in.readBoolean();
        stuckLiquid = in.readBoolean();
        wireOpen = in.readBoolean();
        testWireOpen = in.readBoolean();
        effects = in.readLong();
    }
}
