package io.pumprig.controller.order;

import java.math.BigInteger;

/**
 * How the drug of the old concentration, still in the line, is finished before the rate of the new
 * one may begin (SR-12). Until the dead volume is through, the pump runs at the dose over the old
 * concentration; from then on at the dose over the new one (therapy reference 8.6). Without it the
 * tip would get the new rate at the old concentration for hours or days.
 *
 * @param deadPicolitres volume between head and tip, from the rig's calibrated line (SR-11)
 * @param oldPicogramsPerNanolitre concentration of what is in the line
 * @param newPicogramsPerNanolitre concentration of what is in the reservoir
 * @param picogramsPerDay dose that is to reach the tip all the while
 */
public record BridgePlan(
        long deadPicolitres,
        long oldPicogramsPerNanolitre,
        long newPicogramsPerNanolitre,
        long picogramsPerDay) {
    /** 0.05 mL of tubing and 10 cm of catheter at 0.0026 mL/cm (SR-11). */
    public static final long LEAST_DEAD_PICOLITRES = 76_000_000L;

    /** 0.5 mL of tubing and 110 cm of catheter at 0.0026 mL/cm (SR-11). */
    public static final long MOST_DEAD_PICOLITRES = 786_000_000L;

    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    public BridgePlan {
        require(
                deadPicolitres >= LEAST_DEAD_PICOLITRES && deadPicolitres <= MOST_DEAD_PICOLITRES,
                "deadPicolitres",
                deadPicolitres);
        requireConcentration(oldPicogramsPerNanolitre);
        requireConcentration(newPicogramsPerNanolitre);
        require(
                picogramsPerDay > 0 && picogramsPerDay <= Prescription.MOST_PICOGRAMS_PER_DAY,
                "picogramsPerDay",
                picogramsPerDay);
        if (oldPicogramsPerNanolitre == newPicogramsPerNanolitre) {
            throw new IllegalArgumentException("a bridge between equal concentrations");
        }
    }

    private static void requireConcentration(long picogramsPerNanolitre) {
        require(
                picogramsPerNanolitre >= Prescription.LEAST_PICOGRAMS_PER_NANOLITRE
                        && picogramsPerNanolitre <= Prescription.MOST_PICOGRAMS_PER_NANOLITRE,
                "picogramsPerNanolitre",
                picogramsPerNanolitre);
    }

    private static void require(boolean condition, String what, long found) {
        if (!condition) {
            throw new IllegalArgumentException(what + " " + found + " is out of its limits");
        }
    }

    /** Volume rate until the dead volume is through, rounded down to a picolitre. */
    public long bridgePicolitresPerDay() {
        return picogramsPerDay * 1_000 / oldPicogramsPerNanolitre;
    }

    /** Volume rate from then on, rounded down to a picolitre. */
    public long afterPicolitresPerDay() {
        return picogramsPerDay * 1_000 / newPicogramsPerNanolitre;
    }

    /** Drug in the dead volume, rounded down to a picogram. */
    public long picograms() {
        return deadPicolitres * oldPicogramsPerNanolitre / 1_000;
    }

    /**
     * How long the bridge takes where nothing withholds, rounded up, so that it is never said to be
     * over before it is; more than 292 years are told as 292. The bridge itself ends by volume, not
     * by time.
     */
    public long durationNanos() {
        BigInteger divisor =
                BigInteger.valueOf(picogramsPerDay).multiply(BigInteger.valueOf(1_000));
        return BigInteger.valueOf(deadPicolitres)
                .multiply(BigInteger.valueOf(oldPicogramsPerNanolitre))
                .multiply(BigInteger.valueOf(NANOS_PER_DAY))
                .add(divisor.subtract(BigInteger.ONE))
                .divide(divisor)
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }
}
