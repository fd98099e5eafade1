package io.pumprig.hal.gravimetry;

import java.util.OptionalLong;

/**
 * Flow against time from the very start on (therapy reference 8.2): how long a pump takes to give
 * what it was set to.
 */
public final class StartUpCurve {
    /** The reference's band: 10 % to either side of the set rate. */
    public static final long USUAL_BAND_PARTS_PER_MILLION = 100_000;

    private final SampledFlow flow;
    private final long setPicolitresPerDay;

    /**
     * @param flow of the stabilisation period, T1
     * @param setPicolitresPerDay the rate that was set, above 0
     */
    public StartUpCurve(SampledFlow flow, long setPicolitresPerDay) {
        if (setPicolitresPerDay <= 0) {
            throw new IllegalArgumentException("set rate " + setPicolitresPerDay + " pL/day");
        }
        this.flow = flow;
        this.setPicolitresPerDay = setPicolitresPerDay;
    }

    public SampledFlow flow() {
        return flow;
    }

    public long setPicolitresPerDay() {
        return setPicolitresPerDay;
    }

    /** A sample's error against the set rate, to the nearest millionth. */
    public long errorPartsPerMillion(int index) {
        return flow.errorPartsPerMillion(index, 1, setPicolitresPerDay);
    }

    /**
     * The time after which every sample lies within the band; empty when the last one does not.
     * Samples shorter than a pump's stroke never settle: sample over whole strokes ({@link
     * Profile#overWholeStrokes}).
     */
    public OptionalLong settledNanos(long bandPartsPerMillion) {
        int first = flow.size();
        while (first > 0 && Math.abs(errorPartsPerMillion(first - 1)) <= bandPartsPerMillion) {
            first--;
        }
        return first == flow.size()
                ? OptionalLong.empty()
                : OptionalLong.of(first * flow.periodNanos());
    }
}
