package io.pumprig.hal.pi;

import io.pumprig.hal.RigClock;
import java.util.concurrent.locks.LockSupport;

/** The host's clocks: CLOCK_MONOTONIC for drug, the calendar for records and people. */
public final class PiClock implements RigClock {

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public long utcMillis() {
        return System.currentTimeMillis();
    }

    /**
     * Waits against one deadline, so that waking early or an interrupt neither shortens the pause
     * nor adds to it; an interrupt is kept for the caller to see.
     */
    @Override
    public void pause(long nanos) {
        long startedNanos = System.nanoTime();
        boolean interrupted = false;
        long leftNanos = nanos;
        while (leftNanos > 0) {
            LockSupport.parkNanos(this, leftNanos);
            interrupted |= Thread.interrupted();
            leftNanos = nanos - (System.nanoTime() - startedNanos);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
