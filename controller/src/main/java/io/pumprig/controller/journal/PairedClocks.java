package io.pumprig.controller.journal;

/**
 * The rig's UTC beside its monotonic clock, as checkpoints tell both (SR-89): so the control loop
 * need not ask for UTC with each event.
 */
final class PairedClocks {
    /** UTC may stray this far from the monotonic clock before events follow it. */
    private static final long UTC_TOLERANCE_MILLIS = 5;

    private boolean paired;
    private long anchorNanos;
    private long anchorUtcMillis;
    private long newestNanos;
    private long newestUtcMillis;

    /** A session begins: the monotonic clock has a new zero. */
    void begin(long nanos, long utcMillis) {
        paired = false;
        anchorNanos = nanos;
        anchorUtcMillis = utcMillis;
    }

    /** Both clocks at one moment. */
    void pair(long nanos, long utcMillis) {
        long expected = utcMillisAt(nanos);
        if (!paired || Math.abs(utcMillis - expected) > UTC_TOLERANCE_MILLIS) {
            anchorNanos = nanos;
            anchorUtcMillis = utcMillis;
        }
        paired = true;
        newestNanos = nanos;
        newestUtcMillis = utcMillis;
    }

    /** The rig's UTC at that monotonic time. */
    long utcMillisAt(long nanos) {
        return anchorUtcMillis + Math.floorDiv(nanos - anchorNanos, 1_000_000L);
    }

    /** False until a session has told both clocks. */
    boolean isPaired() {
        return paired;
    }

    /** The monotonic clock when both were told last. */
    long newestNanos() {
        return newestNanos;
    }

    /** And UTC at that moment. */
    long newestUtcMillis() {
        return newestUtcMillis;
    }
}
