package io.pumprig.hal.rig;

/** When a sensor is due: every so often, without drift, and never twice for time that was lost. */
final class Schedule {
    private final long periodNanos;
    private long dueNanos;

    /** The first time at {@code nowNanos}. */
    Schedule(long periodNanos, long nowNanos) {
        this.periodNanos = periodNanos;
        this.dueNanos = nowNanos;
    }

    boolean isDue(long nowNanos) {
        return nowNanos - dueNanos >= 0;
    }

    /** Takes this time as done. */
    void advance(long nowNanos) {
        dueNanos += periodNanos;
        if (nowNanos - dueNanos >= 0) {
            dueNanos = nowNanos + periodNanos;
        }
    }
}
