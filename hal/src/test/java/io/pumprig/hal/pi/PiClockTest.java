package io.pumprig.hal.pi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.AllocatedBytes;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PiClockTest {
    private final PiClock clock = new PiClock();

    @Test
    void goesAsTheHostDoes() {
        long before = System.nanoTime();
        long nanos = clock.nanos();
        assertTrue(nanos - before >= 0 && System.nanoTime() - nanos >= 0);
        long utcBefore = System.currentTimeMillis();
        assertTrue(clock.utcMillis() >= utcBefore);
    }

    @ParameterizedTest(name = "{0} ns")
    @ValueSource(longs = {1, 100_000, 3_000_000})
    void neverReturnsEarly(long nanos) {
        for (int i = 0; i < 20; i++) {
            long startedNanos = System.nanoTime();
            clock.pause(nanos);
            assertTrue(System.nanoTime() - startedNanos >= nanos, "too early");
        }
    }

    @ParameterizedTest(name = "{0} ns")
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void returnsAtOnceWhenThereIsNothingToWaitFor(long nanos) {
        // A pause that took these for a long time would not return at all.
        clock.pause(nanos);
    }

    @Test
    void anInterruptNeitherEndsAPauseNorGetsLost() {
        Thread.currentThread().interrupt();
        long startedNanos = System.nanoTime();
        clock.pause(5_000_000);
        assertTrue(System.nanoTime() - startedNanos >= 5_000_000);
        assertTrue(Thread.interrupted(), "kept for the caller");
    }

    @Test
    void beingWokenDoesNotEndAPause() throws InterruptedException {
        AtomicLong pausedNanos = new AtomicLong();
        Thread waiting =
                new Thread(
                        () -> {
                            long startedNanos = System.nanoTime();
                            clock.pause(50_000_000);
                            pausedNanos.set(System.nanoTime() - startedNanos);
                        });
        waiting.start();
        while (waiting.isAlive()) {
            LockSupport.unpark(waiting);
            waiting.join(1);
        }
        assertTrue(pausedNanos.get() >= 50_000_000, () -> "paused " + pausedNanos);
    }

    @Test
    void allocatesNothing() {
        assertEquals(0, AllocatedBytes.in(1_000, clock::nanos));
    }
}
