package io.pumprig.simulator.chip;

import io.pumprig.simulator.plant.MeanReverting;
import io.pumprig.simulator.plant.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The load cell before the converter: a weight with its noise, its slow drift (therapy reference
 * 9.9) and what faults add.
 */
final class LoadCell {
    private static final double NOISE_GRAMS = 0.05;
    private static final double DRIFT_SD_GRAMS = 0.1;
    private static final double DRIFT_SECONDS = 3600;
    private static final long DRIFT_STEP_NANOS = 10_000_000_000L;
    private static final double NANOS_PER_HOUR = 3.6e12;

    private final RandomStream noise;
    private final MeanReverting drift;

    private double offsetGrams;
    private double creepGramsPerHour;
    private long creepSinceNanos;

    LoadCell(String name, long seed, long startNanos) {
        noise = new RandomStream(seed, name + ".white");
        drift =
                new MeanReverting(
                        new RandomStream(seed, name + ".drift"),
                        startNanos,
                        DRIFT_STEP_NANOS,
                        DRIFT_SD_GRAMS,
                        DRIFT_SECONDS);
    }

    /** What the conversion of the given number sees of a true weight. */
    double grams(double trueGrams, long number, long nanos) {
        return trueGrams
                + drift.at(nanos)
                + faultGrams(nanos)
                + NOISE_GRAMS * noise.gaussianAt(number);
    }

    /** What faults add; 0 when sound. */
    double faultGrams(long nanos) {
        if (creepGramsPerHour == 0) {
            return offsetGrams;
        }
        return offsetGrams + creepGramsPerHour * ((nanos - creepSinceNanos) / NANOS_PER_HOUR);
    }

    void offset(double grams) {
        offsetGrams = grams;
    }

    void creep(double gramsPerHour, long nanos) {
        creepGramsPerHour = gramsPerHour;
        creepSinceNanos = nanos;
    }

    void save(DataOutput out) throws IOException {
        noise.save(out);
        drift.save(out);
        out.writeDouble(offsetGrams);
        out.writeDouble(creepGramsPerHour);
        out.writeLong(creepSinceNanos);
    }

    void load(DataInput in) throws IOException {
        noise.load(in);
        drift.load(in);
        offsetGrams = in.readDouble();
        creepGramsPerHour = in.readDouble();
        creepSinceNanos = in.readLong();
    }
}
