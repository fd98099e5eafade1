package io.pumprig.simulator.replay;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recording takes of a disk. */
class RecordingSizeTest {
    private static final long CYCLES_PER_DAY = 8_640_000L;
    private static final int CYCLES = 20_000;

    @TempDir private Path state;

    @Test
    void aDayOfUnevenTimesTakesLessThan120Megabytes() {
        long perDay;
        try (RecordedBench bench = RecordedBench.withUnevenTimes(state)) {
            bench.cycles(5_000);
            long before = bench.recorder().bytes();
            bench.cycles(CYCLES);
            perDay = (bench.recorder().bytes() - before) * CYCLES_PER_DAY / CYCLES;
        }
        assertTrue(perDay < 120_000_000L, () -> perDay + " bytes per day");
        assertTrue(perDay > 1_000_000L, () -> perDay + " bytes per day: nothing was recorded");
    }
}
