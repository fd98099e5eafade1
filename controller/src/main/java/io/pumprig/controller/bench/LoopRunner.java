package io.pumprig.controller.bench;

import io.pumprig.hal.RigClock;

/**
 * Turns the loop on a bench: one cycle at each absolute deadline, so that no lateness adds up. A
 * deadline that passed without a cycle is gone: a cycle that begins a period late or more moves the
 * grid to where it began, and the loop sees the gap in its own clock (SR-35, SR-36).
 *
 * <p>The thread that calls {@link #run} is the control thread. After start-up it allocates nothing
 * here.
 */
final class LoopRunner {
    /** One cycle of whatever is turned. */
    @FunctionalInterface
    interface Cycle {
        /** Neither waits nor allocates. An exception ends the loop. */
        void tick();
    }

    private final RigClock clock;
    private final long periodNanos;
    private final Cycle cycle;
    private final LatenessRecorder lateness;
    private volatile boolean stopping;
    private volatile long missed;
    private long missedDeadlines;

    LoopRunner(RigClock clock, long periodNanos, Cycle cycle, LatenessRecorder lateness) {
        this.clock = clock;
        this.periodNanos = periodNanos;
        this.cycle = cycle;
        this.lateness = lateness;
    }

    /**
     * Runs, the first cycle at once, until {@link #stop}, or until a cycle throws; then what it
     * threw goes on.
     */
    void run() {
        long deadlineNanos = clock.nanos();
        while (!stopping) {
            waitUntil(deadlineNanos);
            if (stopping) {
                return;
            }
            long nowNanos = clock.nanos();
            long lateNanos = nowNanos - deadlineNanos;
            lateness.record(Math.max(0, lateNanos));
            cycle.tick();
            if (lateNanos >= periodNanos) {
                missedDeadlines += lateNanos / periodNanos;
                missed = missedDeadlines;
                deadlineNanos = nowNanos;
            }
            deadlineNanos += periodNanos;
        }
    }

    private void waitUntil(long deadlineNanos) {
        long leftNanos = deadlineNanos - clock.nanos();
        if (leftNanos > 0) {
            clock.pause(leftNanos);
        }
    }

    /** Asks it to end between two cycles, at most a period from now. Any thread. */
    void stop() {
        stopping = true;
    }

    /** Deadlines that passed without a cycle so far. Any thread. */
    long missed() {
        return missed;
    }
}
