package io.pumprig.hal.gravimetry;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The greatest and the least mean error that an observation window of each length meets, wherever
 * it lies in the analysis period (therapy reference 8.3). The longer the window, the closer the two
 * come; drawn one above the other they look like the bell of a trumpet.
 */
public final class TrumpetCurve {
    /**
     * The errors of one window.
     *
     * @param windowNanos its length, P of the reference
     * @param maxPartsPerMillion Ep(max), to the nearest millionth
     * @param minPartsPerMillion Ep(min), to the nearest millionth
     */
    public record Point(long windowNanos, long maxPartsPerMillion, long minPartsPerMillion) {}

    private final List<Point> points;
    private final long overallPartsPerMillion;

    /**
     * @param flow of the analysis period
     * @param setPicolitresPerDay the rate that was set, above 0
     * @param windowsNanos lengths of the windows, each a whole number of samples and no longer than
     *     the period
     */
    public TrumpetCurve(SampledFlow flow, long setPicolitresPerDay, List<Long> windowsNanos) {
        if (setPicolitresPerDay <= 0) {
            throw new IllegalArgumentException("set rate " + setPicolitresPerDay + " pL/day");
        }
        points =
                windowsNanos.stream()
                        .map(window -> point(flow, setPicolitresPerDay, window))
                        .collect(Collectors.toUnmodifiableList());
        overallPartsPerMillion = flow.errorPartsPerMillion(0, flow.size(), setPicolitresPerDay);
    }

    private static Point point(SampledFlow flow, long setPicolitresPerDay, long windowNanos) {
        int samples = flow.samplesIn(windowNanos);
        if (samples == 0 || samples > flow.size()) {
            throw new IllegalArgumentException(
                    "a window of " + samples + " samples in " + flow.size());
        }
        long max = Long.MIN_VALUE;
        long min = Long.MAX_VALUE;
        for (int from = 0; from + samples <= flow.size(); from++) {
            long error = flow.errorPartsPerMillion(from, samples, setPicolitresPerDay);
            max = Math.max(max, error);
            min = Math.min(min, error);
        }
        return new Point(windowNanos, max, min);
    }

    /** One for each window, in the order in which they were given. */
    public List<Point> points() {
        return points;
    }

    /** A: the mean error over the whole analysis period, to the nearest millionth. */
    public long overallPartsPerMillion() {
        return overallPartsPerMillion;
    }
}
