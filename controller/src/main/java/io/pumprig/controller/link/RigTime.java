package io.pumprig.controller.link;

/**
 * The rig's time as the link last saw it: enough to say when something was, from the nanoseconds
 * that are known of it.
 */
record RigTime(long cycle, long nanos, long utcMillis) {
    /** Before the first look: the host's clock stands in for the rig's. */
    static RigTime unknown() {
        return new RigTime(0, 0, System.currentTimeMillis());
    }

    /** UTC of the rig's monotonic {@code at}, as far as both clocks ran alike since the look. */
    long utcMillis(long at) {
        return utcMillis + Math.floorDiv(at - nanos, 1_000_000L);
    }
}
