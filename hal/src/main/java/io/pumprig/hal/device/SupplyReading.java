package io.pumprig.hal.device;

/** A supply voltage in millivolts, at the supply itself (divider already undone). */
public final class SupplyReading extends Reading {
    private int millivolts;

    /** Takes a value; {@code rawCode} is the converter's. */
    public void took(int millivolts, int rawCode, long nowNanos) {
        this.millivolts = millivolts;
        tookRaw(rawCode, nowNanos);
    }

    /** The last good value; 0 before the first. */
    public int millivolts() {
        return millivolts;
    }

    @Override
    int saveValues(long[] into, int at) {
        into[at] = millivolts;
        return at + 1;
    }

    @Override
    int restoreValues(long[] from, int at) {
        millivolts = (int) from[at];
        return at + 1;
    }
}
