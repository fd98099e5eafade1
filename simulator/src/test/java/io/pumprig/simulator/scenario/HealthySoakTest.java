package io.pumprig.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * No alarm at all, of any priority, while nothing is wrong: whole therapies with the default noise
 * of a sound rig (issue 4, "Numbers"). The build runs 5 programs, 2 seeds, 7 days; {@code
 * -Dhealthy.programs=10 -Dhealthy.seeds=5 -Dhealthy.days=180} runs what a release is asked for.
 */
@Order(1)
class HealthySoakTest {
    private static final int PROGRAMS = Integer.getInteger("healthy.programs", 5);
    private static final int SEEDS = Integer.getInteger("healthy.seeds", 2);
    private static final int DAYS = Integer.getInteger("healthy.days", 7);

    @Test
    @Tag("SR-19")
    @Tag("SR-49")
    @Tag("SR-57")
    @Tag("SR-69")
    @Tag("SR-70")
    @Tag("SR-72")
    void aSoundRigRaisesNothingUnderAnyTherapy() throws Exception {
        ExecutorService pool =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<List<String>>> runs = new ArrayList<>();
            for (long seed = 1; seed <= SEEDS; seed++) {
                for (HealthyTherapy therapy : HealthyTherapy.ALL.subList(0, PROGRAMS)) {
                    runs.add(pool.submit(new HealthyRun(therapy, seed, DAYS)));
                }
            }
            List<String> problems = new ArrayList<>();
            for (Future<List<String>> run : runs) {
                problems.addAll(run.get());
            }
            assertEquals(List.of(), problems);
        } finally {
            pool.shutdownNow();
        }
    }
}
