package io.pumprig.controller.order;

/**
 * How much drug any window of a certain length may bring (SR-25). A bolus is weighed against what
 * boluses gave within the window <em>and a full window of basal</em>, delivered or not: right after
 * a start or a pause the basal still to come would otherwise be forgotten, and the sum rise above
 * the limit once it has come (therapy reference 8.7).
 *
 * @param windowNanos length of the window, whole minutes up to 24 h
 * @param mostPicograms what the window may bring
 */
public record RollingDoseLimit(long windowNanos, long mostPicograms) {
    static final long NANOS_PER_MINUTE = 60_000_000_000L;
    static final long MOST_WINDOW_NANOS = 1_440 * NANOS_PER_MINUTE;

    public RollingDoseLimit {
        boolean isWindow =
                windowNanos > 0
                        && windowNanos <= MOST_WINDOW_NANOS
                        && windowNanos % NANOS_PER_MINUTE == 0;
        if (!isWindow || mostPicograms <= 0) {
            throw new IllegalArgumentException(
                    "not a limit: " + mostPicograms + " pg in " + windowNanos + " ns");
        }
    }

    /**
     * A full window of a program's basal where it gives most, rounded up. Not for the cycle: it is
     * computed when a program is committed, and handed to {@link #allows}.
     */
    public long basalPicograms(Program program) {
        return program.mostPicogramsWithin((int) (windowNanos / NANOS_PER_MINUTE));
    }

    /**
     * Whether a bolus may be given now. The cycle may call it.
     *
     * @param givenPicograms what boluses gave in the window that ends now, uncertain ones in full
     * @param basalPicograms a full window of basal
     * @param requestPicograms the bolus
     */
    public boolean allows(long givenPicograms, long basalPicograms, long requestPicograms) {
        // By differences: a sum of three could overflow, and then allow.
        return requestPicograms <= mostPicograms - basalPicograms - givenPicograms;
    }
}
