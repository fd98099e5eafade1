package io.pumprig.hal.device;

/** A line pressure against ambient, in pascals. */
public final class PressureReading extends Reading {
    private int pascals;

    /** Takes a value; {@code rawCode} is the converter's. */
    public void took(int pascals, int rawCode, long nowNanos) {
        this.pascals = pascals;
        tookRaw(rawCode, nowNanos);
    }

    /** The last good value; 0 before the first. */
    public int pascals() {
        return pascals;
    }

    @Override
    int saveValues(long[] into, int at) {
        into[at] = pascals;
        return at + 1;
    }

    @Override
    int restoreValues(long[] from, int at) {
        pascals = (int) from[at];
        return at + 1;
    }
}
