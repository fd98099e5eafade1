package io.pumprig.simulator.chip;

/**
 * A laboratory balance and what stands on it.
 *
 * @param readabilityMilligrams last digit: 0.001, 0.01, 0.1 or 1
 * @param capacityGrams upper end of the weighing range
 * @param vesselGrams collecting vessel, put on after the balance was switched on
 * @param evaporationMilligramsPerHour what the vessel loses
 * @param noiseDigits standard deviation of the noise, in last digits
 * @param driftMilligrams standard deviation of the slow drift, which returns within an hour
 * @param baud of its port
 */
public record MtSicsSettings(
        double readabilityMilligrams,
        double capacityGrams,
        double vesselGrams,
        double evaporationMilligramsPerHour,
        double noiseDigits,
        double driftMilligrams,
        int baud) {

    /** A semi-micro balance under a lidded vessel. */
    public static MtSicsSettings semiMicro() {
        return new MtSicsSettings(0.01, 220, 45.6789, 0, 0.4, 0.02, 9_600);
    }

    /** The same with another last digit. */
    public MtSicsSettings readable(double milligrams) {
        return new MtSicsSettings(
                milligrams,
                capacityGrams,
                vesselGrams,
                evaporationMilligramsPerHour,
                noiseDigits,
                driftMilligrams,
                baud);
    }

    /** The same with another evaporation. */
    public MtSicsSettings evaporating(double milligramsPerHour) {
        return new MtSicsSettings(
                readabilityMilligrams,
                capacityGrams,
                vesselGrams,
                milligramsPerHour,
                noiseDigits,
                driftMilligrams,
                baud);
    }

    /** The same with other noise and drift. */
    public MtSicsSettings trembling(double newNoiseDigits, double newDriftMilligrams) {
        return new MtSicsSettings(
                readabilityMilligrams,
                capacityGrams,
                vesselGrams,
                evaporationMilligramsPerHour,
                newNoiseDigits,
                newDriftMilligrams,
                baud);
    }

    /** Digits behind the point of a weight in grams. */
    int decimals() {
        double[] readabilities = {1, 0.1, 0.01, 0.001};
        for (int i = 0; i < readabilities.length; i++) {
            if (readabilityMilligrams == readabilities[i]) {
                return 3 + i;
            }
        }
        throw new IllegalArgumentException(
                readabilityMilligrams + " mg, allowed: 0.001, 0.01, 0.1, 1");
    }
}
