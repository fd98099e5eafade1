package io.pumprig.hal;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a piece of the cycle allocates once it is warm. */
public final class AllocatedBytes {

    private AllocatedBytes() {}

    /** Runs {@code part} {@code times} to warm it and the meter up, then as often for good. */
    public static long in(int times, Runnable part) {
        measure(times, part);
        return measure(times, part);
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
