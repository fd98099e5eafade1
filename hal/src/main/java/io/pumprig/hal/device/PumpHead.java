package io.pumprig.hal.device;

/**
 * The pump head's geometry: how microsteps, volume and the rotor's angle belong together. Kept as
 * ratios of integers, since most heads have no whole number of picolitres for a microstep.
 *
 * @param microstepsPerRevolution 200-51 200
 * @param picolitresPerRevolution calibrated displacement of one turn, 1 uL to 250 uL
 */
public record PumpHead(int microstepsPerRevolution, long picolitresPerRevolution) {
    /** Microsteps whose product with any head's displacement still fits: one division will do. */
    private static final long MOST_AT_ONCE = Long.MAX_VALUE / 250_000_000L;

    public PumpHead {
        if (microstepsPerRevolution < 200 || microstepsPerRevolution > 51_200) {
            throw new IllegalArgumentException(
                    "microstepsPerRevolution " + microstepsPerRevolution + ", allowed 200-51200");
        }
        if (picolitresPerRevolution < 1_000_000L || picolitresPerRevolution > 250_000_000L) {
            throw new IllegalArgumentException(
                    "picolitresPerRevolution "
                            + picolitresPerRevolution
                            + ", allowed 1000000-250000000");
        }
    }

    /**
     * Whole microsteps that deliver at most {@code picolitres}: a remainder is withheld, never
     * added.
     */
    public long microstepsWithin(long picolitres) {
        return Math.multiplyExact(picolitres, microstepsPerRevolution) / picolitresPerRevolution;
    }

    /** Volume of {@code microsteps}, rounded towards zero to a picolitre. */
    public long picolitresOf(long microsteps) {
        if (Math.abs(microsteps) <= MOST_AT_ONCE) {
            return microsteps * picolitresPerRevolution / microstepsPerRevolution;
        }
        long turns = microsteps / microstepsPerRevolution;
        long rest = microsteps % microstepsPerRevolution;
        return Math.addExact(
                Math.multiplyExact(turns, picolitresPerRevolution),
                rest * picolitresPerRevolution / microstepsPerRevolution);
    }

    /** Encoder counts that {@code microsteps} turn the rotor by, rounded towards zero. */
    public long countsOf(long microsteps) {
        return Math.multiplyExact(microsteps, (long) RotorReading.COUNTS_PER_TURN)
                / microstepsPerRevolution;
    }

    /** Microsteps that turn the rotor by {@code counts}, rounded to the nearest. */
    public long microstepsOfCounts(long counts) {
        long scaled = Math.multiplyExact(counts, (long) microstepsPerRevolution);
        return Math.floorDiv(
                scaled + RotorReading.COUNTS_PER_TURN / 2, RotorReading.COUNTS_PER_TURN);
    }

    /**
     * Microsteps of one electrical cycle, 4 full steps of a 200-step motor: what a lost step costs.
     */
    public int microstepsPerElectricalCycle() {
        return microstepsPerRevolution / 50;
    }
}
