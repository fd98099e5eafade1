package io.pumprig.simulator.chip;

import io.pumprig.simulator.plant.MeanReverting;
import io.pumprig.simulator.plant.Plant;
import io.pumprig.simulator.plant.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The weighing side of a balance: the vessel, what the plant delivered at the catheter's tip, less
 * what evaporated, with noise and slow drift, in last digits; zero and tare. Air carries a little
 * of it, which is left to whoever corrects for buoyancy: the balance here weighs mass.
 *
 * <p>The vessel was wetted before, so that evaporation has something to take from.
 */
final class BalancePan {
    /** Of water at 20 C (device reference 6.3). */
    private static final double MILLIGRAMS_PER_MICROLITRE = 0.998;

    private static final double MILLIGRAMS_PER_GRAM = 1_000;
    private static final double NANOS_PER_HOUR = 3.6e12;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double DRIFT_SECONDS = 3_600;
    private static final long DRIFT_STEP_NANOS = 10_000_000_000L;

    /** A converter behind the pan: one value in so long. */
    private static final long SAMPLE_NANOS = 100_000_000;

    /** Looks nearer to each other than this say nothing of how fast the weight changes. */
    private static final long LOOK_NANOS = 250_000_000;

    private static final double MOVING_DIGITS_PER_SECOND = 2;

    private final Plant plant;
    private final MtSicsSettings settings;
    private final RandomStream noise;
    private final MeanReverting drift;
    private final long startNanos;

    private long zeroDigits;
    private long tareDigits;
    private double lookedMilligrams;
    private long lookedNanos;
    private boolean moving;

    BalancePan(Plant plant, MtSicsSettings settings, String name, long seed) {
        this.plant = plant;
        this.settings = settings;
        this.startNanos = plant.nowNanos();
        noise = new RandomStream(seed, "mtsics." + name + ".white");
        drift =
                new MeanReverting(
                        new RandomStream(seed, "mtsics." + name + ".drift"),
                        startNanos,
                        DRIFT_STEP_NANOS,
                        settings.driftMilligrams(),
                        DRIFT_SECONDS);
        lookedNanos = startNanos;
        lookedMilligrams = milligrams(startNanos);
    }

    long nowNanos() {
        return plant.nowNanos();
    }

    private double milligrams(long nanos) {
        plant.advanceTo(nanos);
        double hours = (plant.nowNanos() - startNanos) / NANOS_PER_HOUR;
        return settings.vesselGrams() * MILLIGRAMS_PER_GRAM
                + plant.tipMicrolitres() * MILLIGRAMS_PER_MICROLITRE
                - settings.evaporationMilligramsPerHour() * hours
                - plant.evaporatedMilligrams();
    }

    /** Everything on the pan since it was empty, in last digits. */
    private long grossDigits(long nanos) {
        double digit = settings.readabilityMilligrams();
        double white =
                settings.noiseDigits() * noise.gaussianAt(Math.floorDiv(nanos, SAMPLE_NANOS));
        return Math.round((milligrams(nanos) + drift.at(plant.nowNanos())) / digit + white);
    }

    /** What is shown, in last digits. */
    long netDigits(long nanos) {
        return grossDigits(nanos) - zeroDigits - tareDigits;
    }

    long tareDigits() {
        return tareDigits;
    }

    /** The weight changes faster than the eye accepts for at rest, as of the last two looks. */
    boolean isMoving(long nanos) {
        if (nanos - lookedNanos >= LOOK_NANOS) {
            double now = milligrams(nanos);
            double seconds = (nanos - lookedNanos) / NANOS_PER_SECOND;
            double digits = Math.abs(now - lookedMilligrams) / settings.readabilityMilligrams();
            moving = digits / seconds > MOVING_DIGITS_PER_SECOND;
            lookedNanos = nanos;
            lookedMilligrams = now;
        }
        return moving;
    }

    boolean isOverloaded(long nanos) {
        return milligrams(nanos) > settings.capacityGrams() * MILLIGRAMS_PER_GRAM;
    }

    void zero(long nanos) {
        zeroDigits = grossDigits(nanos);
        tareDigits = 0;
    }

    void tare(long nanos) {
        tareDigits = grossDigits(nanos) - zeroDigits;
    }

    void clearTare() {
        tareDigits = 0;
    }

    /** Switched on, it takes what it carries for zero. */
    void switchOn(long nanos) {
        zero(nanos);
    }

    void save(DataOutput out) throws IOException {
        noise.save(out);
        drift.save(out);
        out.writeLong(zeroDigits);
        out.writeLong(tareDigits);
        out.writeDouble(lookedMilligrams);
        out.writeLong(lookedNanos);
        out.writeBoolean(moving);
    }

    void load(DataInput in) throws IOException {
        noise.load(in);
        drift.load(in);
        zeroDigits = in.readLong();
        tareDigits = in.readLong();
        lookedMilligrams = in.readDouble();
        lookedNanos = in.readLong();
        moving = in.readBoolean();
    }
}
