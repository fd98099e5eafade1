package io.pumprig.hal.gravimetry;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * How long a pump is weighed, how often, and over which windows it is judged (therapy reference
 * 8.3, table).
 *
 * @param name for reports and files
 * @param sampleNanos time of one sample, S
 * @param stabilisationNanos T1, the start-up curve's
 * @param analysisNanos T, the trumpet curve's
 * @param windowsNanos P, ascending
 */
public record Profile(
        String name,
        long sampleNanos,
        long stabilisationNanos,
        long analysisNanos,
        List<Long> windowsNanos) {
    private static final long MINUTE = 60_000_000_000L;
    private static final long HOUR = 60 * MINUTE;
    private static final BigInteger NANOS_PER_DAY = BigInteger.valueOf(24 * HOUR);

    /** Two hours, of which the second is judged: for pumps beside a bed, from 1 mL/h up. */
    public static final Profile BEDSIDE =
            new Profile("bedside", MINUTE / 2, HOUR, HOUR, minutes(1, 2, 5, 11, 19, 31));

    /** Two days, for rates of microlitres an hour: this rig's own. */
    public static final Profile MICRO_RATE =
            new Profile(
                    "micro-rate",
                    15 * MINUTE,
                    24 * HOUR,
                    25 * HOUR,
                    minutes(15, 60, 150, 330, 570, 930));

    public Profile {
        windowsNanos = List.copyOf(windowsNanos);
        if (sampleNanos <= 0) {
            throw new IllegalArgumentException("samples of " + sampleNanos + " ns");
        }
        requireWhole(sampleNanos, stabilisationNanos);
        requireWhole(sampleNanos, analysisNanos);
        for (long window : windowsNanos) {
            requireWhole(sampleNanos, window);
        }
    }

    private static void requireWhole(long sampleNanos, long nanos) {
        if (nanos <= 0 || nanos % sampleNanos != 0) {
            throw new IllegalArgumentException(
                    nanos + " ns is no whole number of samples of " + sampleNanos + " ns");
        }
    }

    private static List<Long> minutes(long... minutes) {
        return LongStream.of(minutes)
                .mapToObj(count -> count * MINUTE)
                .collect(Collectors.toUnmodifiableList());
    }

    /**
     * How far apart the strokes of a pump are, such as the pitch of a roller head, at a rate; to
     * the nearest nanosecond.
     */
    public static long strokeNanos(long strokePicolitres, long picolitresPerDay) {
        return Nearest.quotient(
                BigInteger.valueOf(strokePicolitres).multiply(NANOS_PER_DAY),
                BigInteger.valueOf(picolitresPerDay));
    }

    /**
     * This profile in whole strokes of a pump that gives its volume stroke by stroke. A window that
     * is no whole number of strokes holds now one more and now one less, and reports where the
     * samples happened to begin instead of what the pump does: with a stroke each 86.5 s, the 1 min
     * window of an ideal pump reads +44 % and -100 % (therapy reference 8.3, cautions).
     *
     * <p>A sample becomes the least number of strokes that is no shorter than before; each window
     * and period the nearest number of such samples, at least one. Windows that fall together are
     * kept once.
     */
    public Profile overWholeStrokes(long strokeNanos) {
        if (strokeNanos <= 0) {
            throw new IllegalArgumentException("a stroke of " + strokeNanos + " ns");
        }
        long sample = (sampleNanos + strokeNanos - 1) / strokeNanos * strokeNanos;
        return new Profile(
                name + " over whole strokes",
                sample,
                nearest(stabilisationNanos, sample),
                nearest(analysisNanos, sample),
                windowsNanos.stream()
                        .map(window -> nearest(window, sample))
                        .distinct()
                        .collect(Collectors.toUnmodifiableList()));
    }

    private static long nearest(long nanos, long sample) {
        return Math.max(1, (nanos + sample / 2) / sample) * sample;
    }

    /** Stabilisation and analysis together. */
    public long totalNanos() {
        return stabilisationNanos + analysisNanos;
    }

    /** The start-up curve of a run by this profile. */
    public StartUpCurve startUp(SampledFlow flow, long setPicolitresPerDay) {
        return new StartUpCurve(flow.first(stabilisationNanos), setPicolitresPerDay);
    }

    /** The trumpet curve of a run by this profile: of what follows the stabilisation. */
    public TrumpetCurve trumpet(SampledFlow flow, long setPicolitresPerDay) {
        return new TrumpetCurve(
                flow.after(stabilisationNanos, analysisNanos), setPicolitresPerDay, windowsNanos);
    }
}
