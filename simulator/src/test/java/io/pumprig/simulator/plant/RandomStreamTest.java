package io.pumprig.simulator.plant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RandomStreamTest {

    @Test
    void aStreamIsItsSeedAndItsNameAndNothingElse() {
        RandomStream first = new RandomStream(42, "as5600.0x36.noise");
        new RandomStream(42, "a new one").nextLong();
        RandomStream second = new RandomStream(42, "as5600.0x36.noise");
        for (int i = 0; i < 100; i++) {
            assertEquals(first.nextLong(), second.nextLong());
        }
    }

    @Test
    void anotherSeedOrNameIsAnotherStream() {
        long draw = new RandomStream(42, "a").nextLong();
        assertNotEquals(draw, new RandomStream(43, "a").nextLong());
        assertNotEquals(draw, new RandomStream(42, "b").nextLong());
    }

    @Test
    void theFirstDrawsStayAsTheyAreForGood() {
        RandomStream stream = new RandomStream(1, "golden");
        assertEquals(GOLDEN_FIRST, stream.nextLong());
        assertEquals(GOLDEN_SECOND, stream.nextLong());
    }

    @Test
    void drawsByNumberAreTheDrawsInOrder() {
        RandomStream stream = new RandomStream(5, "x");
        long third = stream.longAt(2);
        stream.nextLong();
        stream.nextLong();
        assertEquals(third, stream.nextLong());
    }

    @Test
    void gaussianHasMeanZeroAndDeviationOneAndIsBounded() {
        RandomStream stream = new RandomStream(9, "gauss");
        double sum = 0;
        double squares = 0;
        double greatest = 0;
        for (int i = 0; i < 1_000_000; i++) {
            double draw = stream.nextGaussian();
            sum += draw;
            squares += draw * draw;
            greatest = Math.max(greatest, Math.abs(draw));
        }
        assertEquals(0, sum / 1_000_000, 0.005);
        assertEquals(1, squares / 1_000_000, 0.005);
        assertTrue(greatest < 3.465);
    }

    @Test
    void aDriftHasItsDeviationAndReturns() {
        MeanReverting drift =
                new MeanReverting(new RandomStream(3, "drift"), 0, 10_000_000_000L, 0.1, 3600);
        double squares = 0;
        for (int i = 0; i < 100_000; i++) {
            double value = drift.at(i * 100_000_000_000L);
            squares += value * value;
        }
        assertEquals(0.1, Math.sqrt(squares / 100_000), 0.005);
    }

    private static final long GOLDEN_FIRST = -320_864_128_263_866_980L;
    private static final long GOLDEN_SECOND = 929_971_603_559_550_527L;
}
