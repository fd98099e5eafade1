package io.pumprig.hal.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.AllocatedBytes;

/** What the cycle calls allocates nothing once it is warm. */
final class Warm {
    private static final int WARM_UP = 2_000;
    private static final int MEASURED = 500;

    private Warm() {}

    /** Fails when {@code part} allocates more than {@code allowedBytes} a call. */
    static void allocates(long allowedBytes, int slowness, Runnable part) {
        for (int i = 0; i < WARM_UP / slowness; i++) {
            part.run();
        }
        int times = Math.max(1, MEASURED / slowness);
        long bytes = AllocatedBytes.in(times, part);
        assertTrue(
                bytes <= allowedBytes * times,
                () -> bytes + " bytes in " + times + " calls, allowed " + allowedBytes + " a call");
    }
}
