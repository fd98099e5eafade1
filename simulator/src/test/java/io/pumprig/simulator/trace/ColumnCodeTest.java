package io.pumprig.simulator.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a column comes back, and what is usual takes little. */
class ColumnCodeTest {
    private static final int ROWS = 1_024;

    /** Bytes that they took. */
    private static int roundTrip(long[] numbers) {
        BitWriter out = new BitWriter();
        new ColumnCode(ROWS).write(numbers.clone(), numbers.length, out);
        out.align();
        BitReader in = new BitReader(Arrays.copyOf(out.bytes(), out.size()));
        long[] back = new long[numbers.length];
        new ColumnCode(ROWS).read(back, numbers.length, in);
        assertArrayEquals(numbers, back);
        assertTrue(in.isAtEnd());
        return out.size();
    }

    private static long[] numbers(IntToLongFunction number) {
        long[] numbers = new long[ROWS];
        Arrays.setAll(numbers, number);
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                -1,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                Integer.MAX_VALUE,
                1L << 48,
                -(1L << 32) - 1
            })
    void aColumnOfOneNumberTakesNextToNothing(long number) {
        assertTrue(roundTrip(numbers(i -> number)) <= 10);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5, -7, Long.MAX_VALUE, Long.MIN_VALUE})
    void soDoesASingleRow(long number) {
        assertTrue(roundTrip(new long[] {number}) <= 10);
    }

    @Test
    void theLargestJumpsComeBack() {
        roundTrip(numbers(i -> i % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE));
        roundTrip(numbers(i -> i % 3 == 0 ? Long.MIN_VALUE : i % 3 == 1 ? 0 : Long.MAX_VALUE));
        roundTrip(numbers(i -> i == 500 ? Long.MIN_VALUE : Long.MAX_VALUE - i));
        roundTrip(numbers(i -> Long.MIN_VALUE + i * (Long.MAX_VALUE / 512)));
        roundTrip(new long[] {Long.MAX_VALUE, Long.MIN_VALUE});
        roundTrip(new long[] {0, Long.MIN_VALUE, -1});
    }

    @Test
    void aCounterThatRunsEvenlyIsForeseen() {
        int taken = roundTrip(numbers(i -> 7_000_000_000L + 100_000_000L * i));
        assertTrue(taken < 30, taken + " bytes");
    }

    @Test
    void aCounterThatStepsNowAndThenTakesAFewBitsAStep() {
        int taken = roundTrip(numbers(i -> 1_000 + i / 43));
        assertTrue(taken < 50, taken + " bytes");
    }

    @Test
    void aReadingOfFewDifferentNumbersIsCountedByThem() {
        SplittableRandom random = new SplittableRandom(5);
        long[] steps = {-12_345_678_901L, 3, 87_654_321, 1L << 60};
        int taken = roundTrip(numbers(i -> steps[random.nextInt(4)]));
        assertTrue(taken < 3 * ROWS / 8 + 64, taken + " bytes");
    }

    @Test
    void aRareSpikeCostsItselfAlone() {
        int taken = roundTrip(numbers(i -> i % 200 == 0 ? Long.MIN_VALUE + i : 4_095));
        assertTrue(taken < 160, taken + " bytes");
    }

    @ParameterizedTest(name = "numbers of {0} bits")
    @ValueSource(ints = {1, 2, 7, 8, 13, 14, 15, 31, 32, 33, 47, 48, 49, 62, 63, 64})
    void whateverChanceGivesComesBack(int bits) {
        for (long seed = 1; seed <= 30; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int rows = random.nextInt(1, ROWS + 1);
            long base = random.nextLong();
            boolean walks = random.nextBoolean();
            int quiet = random.nextInt(1, 50);
            long[] numbers = new long[rows];
            long at = base;
            for (int i = 0; i < rows; i++) {
                long chance = random.nextLong() >>> Long.SIZE - bits;
                at = walks ? at + (random.nextInt(quiet) == 0 ? chance : 0) : base + chance;
                numbers[i] = at;
            }
            int taken = roundTrip(numbers);
            assertTrue(taken <= rows * 11 + 40, "seed " + seed + ": " + taken + " bytes");
        }
    }

    /** A block's checksum keeps chance away; what gets past it must neither hang nor break out. */
    @Test
    void bitsThatAreNoColumnAreRefused() {
        int refused = 0;
        for (long seed = 1; seed <= 2_000; seed++) {
            byte[] bytes = new byte[200];
            new SplittableRandom(seed).nextBytes(bytes);
            try {
                new ColumnCode(ROWS).read(new long[ROWS], ROWS, new BitReader(bytes));
            } catch (IllegalArgumentException e) {
                refused++;
            }
        }
        assertTrue(refused > 1_000, refused + " refused");
    }
}
