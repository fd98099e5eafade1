package io.pumprig.controller.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RollingDoseLimitTest {
    private static final long MINUTE = 60_000_000_000L;

    /** A unit of the vector is a microgram. */
    private static final RollingDoseLimit FOUR_HOURS =
            new RollingDoseLimit(240 * MINUTE, 6_000_000L);

    /**
     * Basal 1 an hour from nothing, boluses of 2, one asked for each 15 min for 12 h: the most that
     * any 4 h window got, looked at each minute.
     *
     * @param allows whether a bolus may follow on what boluses gave in the window, and the minute
     */
    private static long peak(Rule allows) {
        long[] bolusAt = new long[721];
        long peak = 0;
        for (int minute = 0; minute <= 720; minute++) {
            if (minute % 15 == 0 && allows.test(boluses(bolusAt, minute), minute)) {
                bolusAt[minute] = 2_000_000L;
            }
            peak = Math.max(peak, boluses(bolusAt, minute) + basal(minute));
        }
        return peak;
    }

    private interface Rule {
        boolean test(long bolusPicograms, int minute);
    }

    private static long boluses(long[] bolusAt, int now) {
        long sum = 0;
        for (int minute = Math.max(0, now - 240); minute <= now; minute++) {
            sum += bolusAt[minute];
        }
        return sum;
    }

    /** Delivered basal of the window, 1 mcg in an hour. */
    private static long basal(int minute) {
        return Math.min(minute, 240) * 1_000_000L / 60;
    }

    @Test
    @Tag("SR-25")
    void aFullWindowOfBasalKeepsThePeakAtTheLimit() {
        long basal = FOUR_HOURS.basalPicograms(new Program.Continuous(24_000_000L));
        assertEquals(4_000_000L, basal);
        assertEquals(
                6_000_000L, peak((given, minute) -> FOUR_HOURS.allows(given, basal, 2_000_000L)));
    }

    /** What the rule is for: counting what was delivered forgets the basal still to come. */
    @Test
    @Tag("SR-25")
    void theNaiveRuleWouldRiseToEight() {
        assertEquals(
                8_000_000L,
                peak((given, minute) -> given + basal(minute) + 2_000_000L <= 6_000_000L));
    }

    @Test
    @Tag("SR-25")
    void allowsUpToTheLimitAndNotAPicogramMore() {
        LongPredicate allows = request -> FOUR_HOURS.allows(1_000_000L, 4_000_000L, request);
        assertTrue(allows.test(999_999L));
        assertTrue(allows.test(1_000_000L));
        assertFalse(allows.test(1_000_001L));
        assertFalse(allows.test(Long.MAX_VALUE));
    }

    @Test
    @Tag("SR-25")
    void ofAPatternTheHighestWindowCounts() {
        Program pattern =
                new Program.Pattern(
                        List.of(
                                new Program.Step(0, 480_000_000L),
                                new Program.Step(60, 240_000_000L),
                                new Program.Step(1_380, 720_000_000L)));
        // 23:00 to 24:00 at 30 mcg/h, 0:00 to 1:00 at 20, else 10.
        assertEquals(30_000_000L, hours(1).basalPicograms(pattern));
        assertEquals(50_000_000L, hours(2).basalPicograms(pattern));
        assertEquals(60_000_000L, hours(3).basalPicograms(pattern));
        assertEquals(270_000_000L, hours(24).basalPicograms(pattern));
        assertEquals(0, hours(24).basalPicograms(new Program.Stopped()));
        assertEquals(
                500_000_000L,
                hours(24).basalPicograms(new Program.Taper(500_000_000L, 100_000_000L, 8)));
    }

    private static RollingDoseLimit hours(int hours) {
        return new RollingDoseLimit(hours * 60 * MINUTE, 1_000_000_000L);
    }

    @Test
    void isAWindowOfWholeMinutesUpToADay() {
        assertEquals(1_440 * MINUTE, hours(24).windowNanos());
        for (long window : new long[] {0, -MINUTE, MINUTE + 1, 1_441 * MINUTE}) {
            assertThrows(IllegalArgumentException.class, () -> new RollingDoseLimit(window, 1));
        }
        assertThrows(IllegalArgumentException.class, () -> new RollingDoseLimit(MINUTE, 0));
    }
}
