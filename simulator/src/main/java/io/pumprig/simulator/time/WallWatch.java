package io.pumprig.simulator.time;

/** Measures how long something took on the wall's clock, for reports; decides nothing. */
public final class WallWatch {
    private static final double SECONDS_PER_NANO = 1e-9;

    private final long startedNanos = System.nanoTime();

    /** A watch that runs from now on. */
    public WallWatch() {}

    /** Seconds since it was made. */
    public double seconds() {
        return nanos() * SECONDS_PER_NANO;
    }

    /** The same in nanoseconds. */
    public long nanos() {
        return System.nanoTime() - startedNanos;
    }
}
