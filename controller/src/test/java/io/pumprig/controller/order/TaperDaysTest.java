package io.pumprig.controller.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaperDaysTest {
    /** 500 * 0.2^(k/8) mcg, rounded down to a picogram. */
    private static final long[] EIGHT_DAYS = {
        500_000_000L,
        408_882_716L,
        334_370_152L,
        273_436_352L,
        223_606_797L,
        182_857_909L,
        149_534_878L,
        122_284_454L,
        100_000_000L
    };

    @Test
    @Tag("SR-09")
    void fallsByTheSameShareEachDay() {
        Program.Taper taper = new Program.Taper(500_000_000L, 100_000_000L, 8);
        TaperDays days = new TaperDays(taper);
        for (int day = 0; day <= 8; day++) {
            assertEquals(EIGHT_DAYS[day], days.picogramsOnDay(day), "day " + day);
            assertEquals(EIGHT_DAYS[day], taper.picogramsOnDay(day), "day " + day);
        }
    }

    @Test
    void staysAtTheLastDoseForEver() {
        TaperDays days = new TaperDays(new Program.Taper(500_000_000L, 100_000_000L, 8));
        assertEquals(100_000_000L, days.picogramsOnDay(9));
        assertEquals(100_000_000L, days.picogramsOnDay(Integer.MAX_VALUE));
        assertThrows(IllegalArgumentException.class, () -> days.picogramsOnDay(-1));
    }

    @Test
    void risesToo() {
        TaperDays days = new TaperDays(new Program.Taper(100_000_000L, 121_000_000L, 2));
        assertEquals(110_000_000L, days.picogramsOnDay(1));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 42, 0xD05E})
    @Tag("SR-09")
    void neverTurnsNorLeavesItsEnds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 100; i++) {
            long from = random.nextLong(24_000, 1_000_000_001L);
            long to = random.nextLong(24_000, 1_000_000_001L);
            int length = random.nextInt(1, 60);
            String what = "seed " + seed + ": " + from + " to " + to + " over " + length;
            TaperDays days = new TaperDays(new Program.Taper(from, to, length));
            for (int day = 1; day <= length; day++) {
                long before = days.picogramsOnDay(day - 1);
                long now = days.picogramsOnDay(day);
                assertTrue(from < to ? now >= before : now <= before, what);
                assertTrue(now >= Math.min(from, to) && now <= Math.max(from, to), what);
                assertTrue(power(now, length).compareTo(exact(from, to, day, length)) <= 0, what);
                assertTrue(
                        power(now + 1, length).compareTo(exact(from, to, day, length)) > 0, what);
            }
            assertEquals(from, days.picogramsOnDay(0), what);
            assertEquals(to, days.picogramsOnDay(length), what);
        }
    }

    private static BigInteger power(long base, int exponent) {
        return BigInteger.valueOf(base).pow(exponent);
    }

    /** The day's dose to the power of the number of days, without any root. */
    private static BigInteger exact(long from, long to, int day, int days) {
        return power(from, days - day).multiply(power(to, day));
    }

    @Test
    void theLongestTaperIsComputedToo() {
        TaperDays days = new TaperDays(new Program.Taper(1_000_000_000L, 24_000L, 365));
        // 1000 mcg * (24e-6)^(1/365) is 971.276… mcg.
        assertEquals(971, days.picogramsOnDay(1) / 1_000_000);
        assertEquals(24_000L, days.picogramsOnDay(365));
    }
}
