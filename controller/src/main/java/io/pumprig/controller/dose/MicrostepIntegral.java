package io.pumprig.controller.dose;

/**
 * The exact integral of a rate over time, in whole microsteps and a remainder that is carried. The
 * rate is a numerator over the common denominator of a {@link DoseScale}; the remainder is kept in
 * 128 bits, since numerator x nanoseconds passes 64. Rounded once, downwards, over the whole run:
 * the sum of all {@link #add} is never above the true integral and less than one microstep below
 * it.
 */
public final class MicrostepIntegral {
    private static final long LOW_HALF = 0xFFFF_FFFFL;

    private long denominatorHigh;
    private long denominatorLow;
    private long remainderHigh;
    private long remainderLow;

    /**
     * The product of the last call: a steady program multiplies the same two numbers for months.
     */
    private long lastNumerator;

    private long lastNanos;
    private long productHigh;
    private long productLow;

    private final long[] parts = new long[4];

    /** An integral that begins at zero. */
    public MicrostepIntegral(DoseScale scale) {
        denominatorHigh = scale.denominatorHigh();
        denominatorLow = scale.denominatorLow();
    }

    /**
     * Adds {@code numerator} held for {@code nanos} and takes out what is whole.
     *
     * @param numerator rate of {@link DoseScale}, not negative
     * @param nanos time, not negative
     * @return whole microsteps that became due
     */
    public int add(long numerator, long nanos) {
        if (numerator != lastNumerator || nanos != lastNanos) {
            assert numerator >= 0 && nanos >= 0 : numerator + " x " + nanos;
            lastNumerator = numerator;
            lastNanos = nanos;
            productHigh = Math.multiplyHigh(numerator, nanos);
            productLow = numerator * nanos;
        }
        long low = remainderLow + productLow;
        long carry = Long.compareUnsigned(low, productLow) < 0 ? 1 : 0;
        long high = remainderHigh + productHigh + carry;
        int whole = 0;
        while (high > denominatorHigh
                || high == denominatorHigh && Long.compareUnsigned(low, denominatorLow) >= 0) {
            long borrow = Long.compareUnsigned(low, denominatorLow) < 0 ? 1 : 0;
            low -= denominatorLow;
            high -= denominatorHigh + borrow;
            whole++;
        }
        remainderHigh = high;
        remainderLow = low;
        return whole;
    }

    /** Begins anew at zero. */
    void restart(DoseScale scale) {
        denominatorHigh = scale.denominatorHigh();
        denominatorLow = scale.denominatorLow();
        remainderHigh = 0;
        remainderLow = 0;
    }

    /** True when nothing is left over. */
    boolean isWhole() {
        return (remainderHigh | remainderLow) == 0;
    }

    /**
     * Goes on with drug of another concentration: the remainder keeps its volume, rounded down to
     * one part of the denominator, which no run can add up to a microstep.
     */
    void rescale(DoseScale from, DoseScale to) {
        // Both factors are below 2^12 and the remainder below 2^96: four parts of 32 bits will do.
        long factor = to.picogramsPerNanolitre();
        long divisor = from.picogramsPerNanolitre();
        long[] parts = this.parts;
        parts[0] = remainderHigh >>> Integer.SIZE;
        parts[1] = remainderHigh & LOW_HALF;
        parts[2] = remainderLow >>> Integer.SIZE;
        parts[3] = remainderLow & LOW_HALF;
        long carry = 0;
        for (int i = parts.length - 1; i >= 0; i--) {
            long product = parts[i] * factor + carry;
            parts[i] = product & LOW_HALF;
            carry = product >>> Integer.SIZE;
        }
        assert carry == 0 : carry;
        long rest = 0;
        for (int i = 0; i < parts.length; i++) {
            long part = rest << Integer.SIZE | parts[i];
            parts[i] = part / divisor;
            rest = part % divisor;
        }
        denominatorHigh = to.denominatorHigh();
        denominatorLow = to.denominatorLow();
        restore(parts[0] << Integer.SIZE | parts[1], parts[2] << Integer.SIZE | parts[3]);
    }

    /** Upper half of the remainder, for the journal. */
    public long remainderHigh() {
        return remainderHigh;
    }

    /** Lower half of the remainder, for the journal. */
    public long remainderLow() {
        return remainderLow;
    }

    /** Goes on from a journalled remainder; it must be below the denominator. */
    public void restore(long high, long low) {
        boolean below =
                high >= 0
                        && (high < denominatorHigh
                                || high == denominatorHigh
                                        && Long.compareUnsigned(low, denominatorLow) < 0);
        if (!below) {
            throw new IllegalArgumentException("remainder " + high + ":" + low + " is too large");
        }
        remainderHigh = high;
        remainderLow = low;
    }
}
