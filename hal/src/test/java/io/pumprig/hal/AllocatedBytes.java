package io.pumprig.hal;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a piece of the cycle allocates once it is warm. The compiler, too, allocates on the thread
 * that it stops to replace code: what the piece itself allocates is the least of several rounds,
 * and is found in each of them when it happens at least once a round.
 */
public final class AllocatedBytes {

    private static final int ROUNDS = 20;

    private AllocatedBytes() {}

    /** Runs {@code part} {@code times} in each of a few rounds; returns the least of them. */
    public static long in(int times, Runnable part) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least > 0; round++) {
            least = Math.min(least, measure(times, part));
        }
        return least;
    }

    private static long measure(int times, Runnable part) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < times; i++) {
            part.run();
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
