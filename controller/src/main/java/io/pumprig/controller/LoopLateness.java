package io.pumprig.controller;

import io.pumprig.controller.link.RigState;

/**
 * How late cycles began, as whoever paces the loop last worked it out, on its way into the
 * published state. It decides nothing: lateness is judged by SR-35 in the cycle itself. Told by one
 * thread, read by the control thread.
 */
public final class LoopLateness {
    /** Before anybody told: in simulation, where no cycle is late. */
    public static final long UNKNOWN = -1;

    private volatile long medianNanos = UNKNOWN;
    private volatile long p99Nanos = UNKNOWN;
    private volatile long mostNanos = UNKNOWN;

    /**
     * Tells the lateness of all cycles so far: half of them, 99 of 100, and every one began at most
     * so long after its deadline.
     */
    public void tell(long medianNanos, long p99Nanos, long mostNanos) {
        this.medianNanos = medianNanos;
        this.p99Nanos = p99Nanos;
        this.mostNanos = mostNanos;
    }

    void fill(RigState state) {
        state.medianLatenessNanos = medianNanos;
        state.p99LatenessNanos = p99Nanos;
        state.mostLatenessNanos = mostNanos;
    }
}
