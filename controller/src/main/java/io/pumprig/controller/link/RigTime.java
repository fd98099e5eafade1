package io.pumprig.controller.link;

/**
 * The rig's time as the link last saw it: enough to say when something was, from the nanoseconds
 * that are known of it.
 *
 * @param isKnown false before the first look, when the host's clock has to do
 */
record RigTime(boolean isKnown, long cycle, long nanos, long utcMillis) {
    /** Before the first look. */
    static final RigTime UNKNOWN = new RigTime(false, 0, 0, 0);

    /** UTC of the rig's monotonic {@code at}, as far as both clocks ran alike since the look. */
    long utcMillis(long at) {
        return isKnown
                ? utcMillis + Math.floorDiv(at - nanos, 1_000_000L)
                : System.currentTimeMillis();
    }
}
