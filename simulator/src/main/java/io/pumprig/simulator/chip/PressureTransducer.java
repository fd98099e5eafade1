package io.pumprig.simulator.chip;

import io.pumprig.simulator.plant.MeanReverting;
import io.pumprig.simulator.plant.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A ratiometric pressure transducer: 10 to 90 % of its supply over its range (device reference 4),
 * with white noise and a slow drift (therapy reference 9.9).
 *
 * <p>The drift is the sum of four mean-reverting processes a decade apart, which together have a
 * spectrum near 1/f and move by about 0.2 kPa from one day to the next.
 */
final class PressureTransducer {
    private static final double NOISE_KILOPASCALS = 0.05;
    private static final double DRIFT_SD_KILOPASCALS = 0.07;
    private static final long DRIFT_STEP_NANOS = 10_000_000_000L;
    private static final double[] DRIFT_SECONDS = {100, 1_000, 10_000, 100_000};
    private static final double NANOS_PER_HOUR = 3.6e12;

    /** The output stage of a sound transducer stays between these. */
    private static final double LOWEST_RATIO = 0.06;

    private static final double HIGHEST_RATIO = 0.94;

    private final double lowestKilopascals;
    private final double spanKilopascals;
    private final RandomStream noise;
    private final MeanReverting[] drifts = new MeanReverting[DRIFT_SECONDS.length];

    private double offsetKilopascals;
    private double driftKilopascalsPerHour;
    private long driftSinceNanos;

    PressureTransducer(double lowest, double highest, String name, long seed, long startNanos) {
        lowestKilopascals = lowest;
        spanKilopascals = highest - lowest;
        noise = new RandomStream(seed, name + ".white");
        for (int i = 0; i < drifts.length; i++) {
            drifts[i] =
                    new MeanReverting(
                            new RandomStream(seed, name + ".drift" + i),
                            startNanos,
                            DRIFT_STEP_NANOS,
                            DRIFT_SD_KILOPASCALS,
                            DRIFT_SECONDS[i]);
        }
    }

    /** Output over supply for a true pressure; draws one sample of noise. */
    double ratio(double kilopascals, long nanos) {
        double seen = kilopascals + faultKilopascals(nanos);
        for (int i = 0; i < drifts.length; i++) {
            seen += drifts[i].at(nanos);
        }
        seen += NOISE_KILOPASCALS * noise.nextGaussian();
        double ratio = 0.1 + 0.8 * (seen - lowestKilopascals) / spanKilopascals;
        return Math.max(LOWEST_RATIO, Math.min(HIGHEST_RATIO, ratio));
    }

    /** What a fault adds; 0 when sound. */
    double faultKilopascals(long nanos) {
        if (driftKilopascalsPerHour == 0) {
            return offsetKilopascals;
        }
        double hours = (nanos - driftSinceNanos) / NANOS_PER_HOUR;
        return offsetKilopascals + driftKilopascalsPerHour * hours;
    }

    void offset(double kilopascals) {
        offsetKilopascals = kilopascals;
    }

    void drift(double kilopascalsPerHour, long nanos) {
        driftKilopascalsPerHour = kilopascalsPerHour;
        driftSinceNanos = nanos;
    }

    void save(DataOutput out) throws IOException {
        noise.save(out);
        for (MeanReverting drift : drifts) {
            drift.save(out);
        }
        out.writeDouble(offsetKilopascals);
        out.writeDouble(driftKilopascalsPerHour);
        out.writeLong(driftSinceNanos);
    }

    void load(DataInput in) throws IOException {
        noise.load(in);
        for (MeanReverting drift : drifts) {
            drift.load(in);
        }
        offsetKilopascals = in.readDouble();
        driftKilopascalsPerHour = in.readDouble();
        driftSinceNanos = in.readLong();
    }
}
