package io.pumprig.controller.order;

/**
 * The extra dose that may be asked for by button or order, as prescribed (SR-26).
 *
 * @param picograms dose of each
 * @param durationNanos time over which it is given (SR-30)
 * @param lockoutNanos wait from the end of one bolus to the next
 * @param perDay how many in any 24 hours
 */
public record DemandBolus(long picograms, long durationNanos, long lockoutNanos, int perDay) {
    /** Longest time over which a bolus may be given: 6 h (SR-30). */
    public static final long MOST_DURATION_NANOS = 21_600_000_000_000L;

    /** Most that can be prescribed for a day; the book of boluses holds as many. */
    public static final int MOST_PER_DAY = 24;

    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    public DemandBolus {
        require(picograms > 0, "picograms", picograms);
        require(
                durationNanos > 0 && durationNanos <= MOST_DURATION_NANOS,
                "durationNanos",
                durationNanos);
        require(lockoutNanos >= 0 && lockoutNanos <= NANOS_PER_DAY, "lockoutNanos", lockoutNanos);
        require(perDay > 0 && perDay <= MOST_PER_DAY, "perDay", perDay);
    }

    private static void require(boolean condition, String what, long found) {
        if (!condition) {
            throw new IllegalArgumentException(what + " " + found + " is out of its limits");
        }
    }

    /** The values in one line, to be kept in records and read again by {@link #parse}. */
    public String text() {
        return picograms + " " + durationNanos + " " + lockoutNanos + " " + perDay;
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static DemandBolus parse(String text) {
        String[] words = text.split(" ");
        if (words.length != 4) {
            throw new IllegalArgumentException("not a demand bolus: " + text);
        }
        return new DemandBolus(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Integer.parseInt(words[3]));
    }
}
