package io.pumprig.controller.link;

import java.util.concurrent.locks.LockSupport;

/**
 * Ends the sleep of one thread. Waking costs the caller no lock and no allocation, so the control
 * thread may do it.
 */
final class Wakeup implements Runnable {
    private volatile Thread sleeper;
    private volatile boolean pending;

    /** Wakes the sleeper, or lets its next sleep end at once. Any thread. */
    @Override
    public void run() {
        pending = true;
        LockSupport.unpark(sleeper);
    }

    /** Sleeps until woken, {@code nanos} at most. Always the same thread. */
    void sleep(long nanos) {
        sleeper = Thread.currentThread();
        if (!pending && nanos > 0) {
            LockSupport.parkNanos(this, nanos);
        }
        pending = false;
    }
}
