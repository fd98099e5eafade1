package io.pumprig.hal.gravimetry;

import java.math.BigInteger;

/**
 * What lies between the reading of a balance and the volume in its vessel (therapy reference 8.1):
 * the liquid's density, the buoyancy of the air, and what evaporates.
 *
 * @param liquidMicrogramsPerMillilitre density of the liquid; 998 000 is water at 20 C
 * @param airMicrogramsPerMillilitre density of the air, below the liquid's; 0 leaves buoyancy out
 * @param weightsMicrogramsPerMillilitre density of the weights that adjusted the balance
 * @param evaporationMicrogramsPerHour what the vessel loses meanwhile, as the balance shows it
 */
public record WeighingConditions(
        long liquidMicrogramsPerMillilitre,
        long airMicrogramsPerMillilitre,
        long weightsMicrogramsPerMillilitre,
        long evaporationMicrogramsPerHour) {
    /** Blank cycles of equal length from which evaporation may be told. */
    public static final int MIN_BLANKS = 10;

    private static final BigInteger NANOS_PER_HOUR = BigInteger.valueOf(3_600_000_000_000L);
    private static final BigInteger PICOLITRES_PER_MILLILITRE = BigInteger.valueOf(1_000_000_000L);

    public WeighingConditions {
        if (airMicrogramsPerMillilitre < 0
                || airMicrogramsPerMillilitre >= liquidMicrogramsPerMillilitre
                || airMicrogramsPerMillilitre >= weightsMicrogramsPerMillilitre) {
            throw new IllegalArgumentException(
                    "air of "
                            + airMicrogramsPerMillilitre
                            + " ug/mL over liquid of "
                            + liquidMicrogramsPerMillilitre
                            + " and weights of "
                            + weightsMicrogramsPerMillilitre);
        }
        if (evaporationMicrogramsPerHour < 0) {
            throw new IllegalArgumentException(
                    "evaporation " + evaporationMicrogramsPerHour + " ug/h, allowed from 0");
        }
    }

    /** Water at 20 C in air of 1.2 mg/mL, steel weights of 8 g/mL, a vessel that loses nothing. */
    public static WeighingConditions water() {
        return new WeighingConditions(998_000, 1_200, 8_000_000, 0);
    }

    /** The same for a vessel that loses that much. */
    public WeighingConditions evaporating(long microgramsPerHour) {
        return new WeighingConditions(
                liquidMicrogramsPerMillilitre,
                airMicrogramsPerMillilitre,
                weightsMicrogramsPerMillilitre,
                microgramsPerHour);
    }

    /**
     * Evaporation by blank cycles: the vessel is weighed as in the test, and nothing is delivered.
     *
     * @param lossesMicrograms what the balance lost in each, {@link #MIN_BLANKS} or more
     * @param cycleNanos how long each took
     * @return the mean, rounded to the nearest microgram per hour, 0 when there was a gain
     */
    public static long evaporationMicrogramsPerHour(long[] lossesMicrograms, long cycleNanos) {
        if (lossesMicrograms.length < MIN_BLANKS || cycleNanos <= 0) {
            throw new IllegalArgumentException(
                    lossesMicrograms.length + " blank cycles of " + cycleNanos + " ns");
        }
        BigInteger sum = BigInteger.ZERO;
        for (long loss : lossesMicrograms) {
            sum = sum.add(BigInteger.valueOf(loss));
        }
        BigInteger nanos =
                BigInteger.valueOf(cycleNanos)
                        .multiply(BigInteger.valueOf(lossesMicrograms.length));
        return Math.max(0, Nearest.quotient(sum.multiply(NANOS_PER_HOUR), nanos));
    }

    /**
     * The volume that a gain of weight stands for, to the nearest picolitre: what evaporated is
     * added, what the air carried is put back, and mass becomes volume.
     *
     * @param micrograms what the balance gained, may be negative
     * @param elapsedNanos over which time
     */
    public long picolitres(long micrograms, long elapsedNanos) {
        BigInteger liquid = BigInteger.valueOf(liquidMicrogramsPerMillilitre);
        BigInteger air = BigInteger.valueOf(airMicrogramsPerMillilitre);
        BigInteger weights = BigInteger.valueOf(weightsMicrogramsPerMillilitre);
        BigInteger evaporated =
                BigInteger.valueOf(evaporationMicrogramsPerHour)
                        .multiply(BigInteger.valueOf(elapsedNanos));
        // mass (1 - air/weights) / (1 - air/liquid) / liquid, over one denominator.
        BigInteger above =
                BigInteger.valueOf(micrograms)
                        .multiply(NANOS_PER_HOUR)
                        .add(evaporated)
                        .multiply(weights.subtract(air))
                        .multiply(PICOLITRES_PER_MILLILITRE);
        BigInteger below = NANOS_PER_HOUR.multiply(weights).multiply(liquid.subtract(air));
        return Nearest.quotient(above, below);
    }
}
