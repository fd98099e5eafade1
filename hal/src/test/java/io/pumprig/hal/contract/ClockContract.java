package io.pumprig.hal.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pumprig.hal.RigClock;
import org.junit.jupiter.api.Test;

/** What every {@link RigClock} promises. */
public interface ClockContract {
    /** 2020-01-01T00:00:00Z and 2100-01-01T00:00:00Z: outside, a clock was never set. */
    long EARLIEST_UTC_MILLIS = 1_577_836_800_000L;

    long LATEST_UTC_MILLIS = 4_102_444_800_000L;

    RigClock subject();

    /** Whether it has a UTC side. */
    default boolean hasCalendar() {
        return true;
    }

    @Test
    default void timeNeverRunsBack() {
        long last = subject().nanos();
        for (int i = 0; i < 10_000; i++) {
            long now = subject().nanos();
            assertTrue(now - last >= 0, "ran back");
            last = now;
        }
    }

    @Test
    default void aPauseLetsAtLeastItsTimePass() {
        for (long nanos : new long[] {0, 1, 100_000, 2_500_000, 20_000_000}) {
            long before = subject().nanos();
            subject().pause(nanos);
            long passed = subject().nanos() - before;
            assertTrue(passed >= nanos, () -> passed + " ns in a pause of " + nanos);
        }
    }

    @Test
    default void theDateIsOneOfOurDaysAndGoesAlong() {
        assumeTrue(hasCalendar(), "this clock has no calendar");
        long before = subject().utcMillis();
        long beforeNanos = subject().nanos();
        assertTrue(before > EARLIEST_UTC_MILLIS, () -> "UTC " + before);
        assertTrue(before < LATEST_UTC_MILLIS, () -> "UTC " + before);

        subject().pause(50_000_000);

        long passed = subject().utcMillis() - before;
        long passedNanos = subject().nanos() - beforeNanos;
        assertTrue(
                Math.abs(passed - passedNanos / 1_000_000) <= 20,
                () -> passed + " ms of UTC in " + passedNanos + " ns");
    }

    @Test
    default void askingTheTimeAllocatesNothing() {
        RigClock clock = subject();
        Warm.allocates(0, 1, clock::nanos);
    }
}
