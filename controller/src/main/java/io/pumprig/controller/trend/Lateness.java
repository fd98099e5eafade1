package io.pumprig.controller.trend;

/**
 * How late cycles began, counted in classes of which each reaches twice as far as the one before:
 * what a histogram needs, at the price of an addition a cycle.
 */
public final class Lateness {
    /** How many classes there are. */
    public static final int CLASSES = 17;

    private static final int FIRST_SHIFT = 14;

    private Lateness() {}

    /** The class of a lateness; 0 too for a cycle that began early. Callable in the cycle. */
    static int of(long nanos) {
        if (nanos <= 1L << FIRST_SHIFT) {
            return 0;
        }
        return Math.min(
                CLASSES - 1, Long.SIZE - Long.numberOfLeadingZeros(nanos - 1 >> FIRST_SHIFT));
    }

    /** The longest of a class; {@link Long#MAX_VALUE} of the last, which has no end. */
    public static long mostNanos(int index) {
        return index == CLASSES - 1 ? Long.MAX_VALUE : 1L << FIRST_SHIFT + index;
    }
}
