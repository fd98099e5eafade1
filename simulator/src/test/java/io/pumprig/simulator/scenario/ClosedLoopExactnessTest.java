package io.pumprig.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random programs and orders on the whole simulated rig never deliver above what was ordered and
 * never more than a microstep below it, once what was withheld is taken off, at any minute of a day
 * (issue 4, "Numbers"). {@code -Dexactness.days=N} runs another number of seeds than 20.
 */
@Order(3)
class ClosedLoopExactnessTest {
    private static final int SEEDS = Integer.getInteger("exactness.days", 20);

    @Test
    @Tag("SR-12")
    @Tag("SR-13")
    @Tag("SR-19")
    @Tag("SR-24")
    @Tag("SR-29")
    @Tag("SR-31")
    @Tag("SR-36")
    @Tag("SR-39")
    void deliversWhatIsOrderedToTheMicrostepWhateverIsOrdered() throws Exception {
        ExecutorService pool =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<Map<String, Integer>>> days = new ArrayList<>();
            for (long seed = 1; seed <= SEEDS; seed++) {
                days.add(pool.submit(new RandomDay(seed)));
            }
            Map<String, Integer> done = new TreeMap<>();
            for (Future<Map<String, Integer>> day : days) {
                day.get().forEach((what, times) -> done.merge(what, times, Integer::sum));
            }
            System.out.println("random days: " + done);
            assertEachHappened(done);
        } finally {
            pool.shutdownNow();
        }
    }

    /** What never happened would be proved by nothing. */
    private static void assertEachHappened(Map<String, Integer> done) {
        for (String what :
                List.of(
                        "begun as pattern",
                        "begun as taper",
                        "begun as continuous",
                        "begun as minimum-rate",
                        "pause OK",
                        "minimum-rate OK",
                        "stop OK",
                        "resume OK",
                        "bolus OK",
                        "bolus completed",
                        "bolus cancelled",
                        "bolus interrupted",
                        "committed program",
                        "committed taper",
                        "bridge ended",
                        "refill OK")) {
            assertTrue(done.containsKey(what), () -> what + " never happened: " + done);
        }
    }
}
