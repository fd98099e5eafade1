package io.pumprig.simulator.trace;

/**
 * Whole numbers that are mostly small, as bits: the low {@code k} bits of each as they are, what is
 * above them as that many ones and a zero. The best {@code k} is found for each run of numbers
 * (Rice, "Some practical universal noiseless coding techniques", JPL 79-22). A number that would
 * take more than {@value #MOST_ONES} ones is written whole behind that many.
 */
final class RiceCode {
    private static final int MOST_ONES = 24;
    private static final int PARAMETER_BITS = 6;

    /** Beyond it a number counts as no larger when the parameter is looked for. */
    private static final long LARGE = 1L << 48;

    private RiceCode() {}

    /** A signed number as one that is not: -1 is 1, 1 is 2. */
    static long folded(long value) {
        return value << 1 ^ value >> 63;
    }

    static long unfolded(long folded) {
        return folded >>> 1 ^ -(folded & 1);
    }

    /** The parameter that makes these numbers shortest, or nearly. */
    static int parameter(long[] folded, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += folded[i] < 0 || folded[i] > LARGE ? LARGE : folded[i];
        }
        long mean = count == 0 ? 0 : sum / count;
        int guess = mean == 0 ? 0 : Long.SIZE - 1 - Long.numberOfLeadingZeros(mean);
        int best = guess;
        long fewest = bits(folded, count, guess);
        for (int other = Math.max(0, guess - 1); other <= guess + 1; other += 2) {
            if (other != guess && bits(folded, count, other) < fewest) {
                fewest = bits(folded, count, other);
                best = other;
            }
        }
        return best;
    }

    /** How many bits the numbers take, their parameter included. */
    static long bits(long[] folded, int count, int parameter) {
        long ones = 0;
        for (int i = 0; i < count; i++) {
            long high = folded[i] >>> parameter;
            ones += high < MOST_ONES ? high + 1 + parameter : MOST_ONES + Long.SIZE;
        }
        return PARAMETER_BITS + ones;
    }

    static void write(long[] folded, int count, int parameter, BitWriter out) {
        out.bits(parameter, PARAMETER_BITS);
        for (int i = 0; i < count; i++) {
            long high = folded[i] >>> parameter;
            if (high < MOST_ONES) {
                // So many ones and their zero at once.
                out.bits((1L << high + 1) - 2, (int) high + 1);
                out.bits(folded[i], parameter);
            } else {
                out.bits((1L << MOST_ONES) - 1, MOST_ONES);
                out.bits(folded[i], Long.SIZE);
            }
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException when the bits end before
     */
    static void read(long[] folded, int count, BitReader in) {
        int parameter = (int) in.bits(PARAMETER_BITS);
        for (int i = 0; i < count; i++) {
            long high = 0;
            while (high < MOST_ONES && in.bits(1) == 1) {
                high++;
            }
            folded[i] =
                    high == MOST_ONES ? in.bits(Long.SIZE) : high << parameter | in.bits(parameter);
        }
    }

    /** One number of any size, as the length of its folded form and that form. */
    static void writeOne(long value, BitWriter out) {
        long folded = folded(value);
        int length = Long.SIZE - Long.numberOfLeadingZeros(folded);
        out.bits(length, 7);
        out.bits(folded, length);
    }

    static long readOne(BitReader in) {
        int length = (int) in.bits(7);
        if (length > Long.SIZE) {
            throw new IllegalArgumentException("a number of more than 64 bits");
        }
        return unfolded(in.bits(length));
    }
}
