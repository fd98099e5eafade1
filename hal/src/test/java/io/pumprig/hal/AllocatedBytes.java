package io.pumprig.hal;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a piece of the cycle allocates once it is warm. */
public final class AllocatedBytes {

    private AllocatedBytes() {}

    /** Runs {@code part} {@code times} to warm it up, then as often again and measures that. */
    public static long in(int times, Runnable part) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        repeat(times, part);
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        repeat(times, part);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static void repeat(int times, Runnable part) {
        for (int i = 0; i < times; i++) {
            part.run();
        }
    }
}
