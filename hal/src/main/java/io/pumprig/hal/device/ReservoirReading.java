package io.pumprig.hal.device;

/** What is left in the reservoir, by weight: the mean of the last second. */
public final class ReservoirReading extends Reading {
    private long picolitres;

    /** Takes a volume (may be negative by noise near empty); {@code rawCode} is the converter's. */
    public void took(long picolitres, int rawCode, long nowNanos) {
        this.picolitres = picolitres;
        tookRaw(rawCode, nowNanos);
    }

    /** The last good value; 0 before the first. */
    public long picolitres() {
        return picolitres;
    }

    @Override
    int saveValues(long[] into, int at) {
        into[at] = picolitres;
        return at + 1;
    }

    @Override
    int restoreValues(long[] from, int at) {
        picolitres = from[at];
        return at + 1;
    }
}
