package io.pumprig.controller.dose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.device.PumpHead;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("SR-24")
class SingleShotTest {
    private static final long DAY_NANOS = 86_400_000_000_000L;
    private static final DoseScale SCALE = new DoseScale(PlannerRun.HEAD, 500);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 42, 0xD05E})
    void comesToExactlyItsVolumeAndIsNeverAboveTheStraightLineBefore(long seed) {
        var random = new SplittableRandom(seed);
        for (int run = 0; run < 300; run++) {
            PumpHead head =
                    new PumpHead(
                            random.nextInt(200, 51_201), random.nextLong(1_000_000, 250_000_001));
            DoseScale scale = new DoseScale(head, random.nextLong(10, 4_001));
            long microsteps = random.nextLong(1, 1L << random.nextInt(1, 22));
            // At the ceiling of 1000 uL/h, 3600 ns a picolitre, or slower.
            long fastest = (head.picolitresOf(microsteps) + 1) * 3_600;
            if (fastest < DAY_NANOS) {
                long nanos = random.nextLong(fastest, DAY_NANOS + 1);
                comesToItsVolume(
                        random, scale, microsteps, random.nextBoolean() ? fastest : nanos, seed);
            }
        }
    }

    private static void comesToItsVolume(
            SplittableRandom random, DoseScale scale, long microsteps, long nanos, long seed) {
        long began = random.nextLong(0, 30 * DAY_NANOS);
        SingleShot shot = new SingleShot(scale);
        shot.begin(microsteps, nanos, began, scale);
        MicrostepIntegral due = new MicrostepIntegral(scale);
        long whole = 0;
        long at = began;
        while (!shot.isOver(at)) {
            long step = random.nextLong(1, nanos / 8 + 2);
            long until = Math.min(at + step, shot.holdsUntilNanos(at));
            whole += due.add(shot.numeratorAt(at), until - at);
            at = until;
            long line =
                    BigInteger.valueOf(microsteps)
                            .multiply(BigInteger.valueOf(at - began))
                            .divide(BigInteger.valueOf(nanos))
                            .longValueExact();
            boolean close = whole == line || whole == line - 1;
            assertTrue(close, "seed " + seed + ": " + whole + " of " + line);
        }
        assertEquals(nanos, at - began, "seed " + seed);
        assertEquals(microsteps, whole, "seed " + seed);
        assertTrue(due.isWhole(), "seed " + seed);
    }

    @Test
    void takesTheSmallestAndTheLargestVolumeAndTime() {
        // 19.5 pL a microstep.
        DoseScale fine = new DoseScale(new PumpHead(51_200, 1_000_000L), 500);
        SingleShot shot = new SingleShot(fine);
        shot.begin(1, 1_000_000L, 0, fine);
        assertEquals(1, new MicrostepIntegral(fine).add(shot.numeratorAt(0), 1_000_000L));
        shot.begin(1L << 31, DAY_NANOS, 0, fine);
        long change = shot.holdsUntilNanos(0);
        BigInteger slow = BigInteger.valueOf(shot.numeratorAt(0));
        BigInteger fast = slow.add(BigInteger.ONE);
        // 86 400e9 ns x 500 pg/nL x 1e6 pL a turn, 2^31 times.
        assertEquals(
                new BigInteger("43200000000000000000000").shiftLeft(31),
                slow.multiply(BigInteger.valueOf(change))
                        .add(fast.multiply(BigInteger.valueOf(DAY_NANOS - change))));
    }

    @ParameterizedTest(name = "{0} microsteps in {1} ns")
    @CsvSource({"0, 1000", "-1, 1000", "2147483649, 1000", "1, 0", "1, 86400000000001"})
    void anythingBeyondIsAMistakeOfOurs(long microsteps, long nanos) {
        SingleShot shot = new SingleShot(SCALE);
        assertThrows(AssertionError.class, () -> shot.begin(microsteps, nanos, 0, SCALE));
        assertFalse(shot.isRunning());
    }

    @Test
    void booksWhatIsDueInPartAlreadyAndNoMoreThanItsVolume() {
        SingleShot shot = new SingleShot(SCALE);
        shot.begin(10, 10_000_000_000L, 0, SCALE);
        assertEquals(0, shot.book(5));
        shot.advance(shot.numeratorAt(0), 2_500_000_000L);
        assertEquals(3, shot.book(5));
        assertEquals(0, shot.book(5));
        shot.advance(shot.numeratorAt(9_999_999_999L), 7_500_000_000L);
        assertEquals(7, shot.book(100));
        assertEquals(10, shot.booked());
    }

    @Test
    void aVolumeThatWasPutOffTakesItsWholeTimeAfterwards() {
        SingleShot shot = new SingleShot(SCALE);
        shot.begin(10, 10_000_000_000L, 0, SCALE);
        shot.postpone(60_000_000_000L);
        assertFalse(shot.isOver(69_999_999_999L));
        assertTrue(shot.isOver(70_000_000_000L));
    }
}
