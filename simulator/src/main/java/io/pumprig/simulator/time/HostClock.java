package io.pumprig.simulator.time;

import io.pumprig.hal.RigClock;
import java.util.concurrent.locks.LockSupport;

/**
 * The host's time, for a simulated part that a real program talks to: there the other side cannot
 * be told to wait. Nothing that is to be the same twice may look at it. Callable by any thread.
 */
public final class HostClock implements RigClock {
    private final long offsetNanos;

    /**
     * @param startNanos what it shows now
     */
    public HostClock(long startNanos) {
        offsetNanos = startNanos - System.nanoTime();
    }

    @Override
    public long nanos() {
        return System.nanoTime() + offsetNanos;
    }

    @Override
    public long utcMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public void pause(long nanos) {
        long until = nanos() + nanos;
        for (long left = nanos; left > 0; left = until - nanos()) {
            LockSupport.parkNanos(left);
        }
    }
}
