package io.pumprig.hal.device;

/**
 * Flow through the line: the mean since the value before, positive towards the catheter. A value
 * with air in line was taken, and says so, but its flow is worth nothing (SR-60).
 */
public final class FlowReading extends Reading {
    /** What {@link #millicelsius} says when the sensor tells no temperature. */
    public static final int NO_TEMPERATURE = Integer.MIN_VALUE;

    private long picolitresPerMinute;
    private boolean airInLine;
    private boolean beyondRange;
    private boolean smoothed;
    private int millicelsius = NO_TEMPERATURE;

    /**
     * Takes a value; {@code rawCode} is the sensor's.
     *
     * @param airInLine there was air in the sensor since the value before
     * @param beyondRange the flow is a lower bound
     * @param smoothed the sensor was read so slowly that it smooths
     * @param millicelsius temperature of the liquid, or {@link #NO_TEMPERATURE}
     */
    public void took(
            long picolitresPerMinute,
            boolean airInLine,
            boolean beyondRange,
            boolean smoothed,
            int millicelsius,
            int rawCode,
            long nowNanos) {
        this.picolitresPerMinute = picolitresPerMinute;
        this.airInLine = airInLine;
        this.beyondRange = beyondRange;
        this.smoothed = smoothed;
        this.millicelsius = millicelsius;
        tookRaw(rawCode, nowNanos);
    }

    /** The last good value, signed; 0 before the first. Only to be used when {@link #isFlow}. */
    public long picolitresPerMinute() {
        return picolitresPerMinute;
    }

    /** True when a value was taken and its flow may be used: no air was in the sensor. */
    public boolean isFlow() {
        return wasEverTaken() && !airInLine;
    }

    /** There was air in the sensor since the value before; false where the sensor cannot tell. */
    public boolean isAirInLine() {
        return airInLine;
    }

    /** The sensor was beyond its range: the flow is at least that fast. */
    public boolean isBeyondRange() {
        return beyondRange;
    }

    /** The sensor was read so slowly that it smooths: a rate of late, not a mean. */
    public boolean isSmoothed() {
        return smoothed;
    }

    /** Temperature of the liquid in thousandths of a degree, or {@link #NO_TEMPERATURE}. */
    public int millicelsius() {
        return millicelsius;
    }

    @Override
    int saveValues(long[] into, int at) {
        into[at] = picolitresPerMinute;
        into[at + 1] = airInLine ? 1 : 0;
        into[at + 2] = beyondRange ? 1 : 0;
        into[at + 3] = smoothed ? 1 : 0;
        into[at + 4] = millicelsius;
        return at + 5;
    }

    @Override
    int restoreValues(long[] from, int at) {
        picolitresPerMinute = from[at];
        airInLine = from[at + 1] != 0;
        beyondRange = from[at + 2] != 0;
        smoothed = from[at + 3] != 0;
        millicelsius = (int) from[at + 4];
        return at + 5;
    }
}
