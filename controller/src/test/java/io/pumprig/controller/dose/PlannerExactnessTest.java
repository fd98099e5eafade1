package io.pumprig.controller.dose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random programs, 30 days each in cycles of a second, never deliver above what was ordered and
 * never a microstep below it, once what reactions, gaps, lease and drive withheld is taken off
 * (issue 4, "Numbers"). {@code -Dpumprig.exactness.seeds=N} runs another number of seeds than 1000.
 */
class PlannerExactnessTest {
    private static final int SEEDS = Integer.getInteger("pumprig.exactness.seeds", 1_000);
    private static final int THREADS = 2;

    @Test
    @Tag("SR-19")
    @Tag("SR-24")
    @Tag("SR-36")
    void neverDeliversAboveWhatIsOrderedNorAMicrostepBelow() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<RandomTherapy>> runs = new ArrayList<>();
            for (int seed = 0; seed < SEEDS; seed++) {
                RandomTherapy therapy = new RandomTherapy(seed);
                runs.add(pool.submit(therapy::run, therapy));
            }
            long cycles = 0;
            for (Future<RandomTherapy> run : runs) {
                cycles += run.get().cycles();
            }
            assertEquals(SEEDS * 2_592_000L, cycles);
        } finally {
            pool.shutdownNow();
        }
    }
}
