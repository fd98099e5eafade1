package io.pumprig.hal.device;

/**
 * The rotor's angle: within the turn, and unwrapped since bring-up. Forward rotation counts up.
 * 4096 counts are one turn (AS5600, data sheet section "Raw angle").
 */
public final class RotorReading extends Reading {
    /** Counts in one turn. */
    public static final int COUNTS_PER_TURN = 4096;

    private int angleCounts;
    private long travelCounts;

    /** Takes an angle of 0-4095 counts and the travel since bring-up that it ends. */
    public void took(int angleCounts, long travelCounts, long nowNanos) {
        this.angleCounts = angleCounts;
        this.travelCounts = travelCounts;
        tookRaw(angleCounts, nowNanos);
    }

    /** Angle within the turn, 0-4095. */
    public int angleCounts() {
        return angleCounts;
    }

    /** Signed counts travelled since bring-up; right as long as half a turn is not missed. */
    public long travelCounts() {
        return travelCounts;
    }

    @Override
    int saveValues(long[] into, int at) {
        into[at] = angleCounts;
        into[at + 1] = travelCounts;
        return at + 2;
    }

    @Override
    int restoreValues(long[] from, int at) {
        angleCounts = (int) from[at];
        travelCounts = from[at + 1];
        return at + 2;
    }
}
