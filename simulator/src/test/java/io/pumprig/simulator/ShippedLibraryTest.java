package io.pumprig.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.simulator.suite.ScenarioResult;
import io.pumprig.simulator.suite.ScenarioSearch;
import io.pumprig.simulator.suite.ShippedScenarios;
import io.pumprig.simulator.suite.SuiteRunner;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The library that is shipped, run as a whole: each scenario proves the requirements that it names,
 * and its healthy twin is silent.
 */
@Order(4)
class ShippedLibraryTest {
    /** As {@code TestRecorder} of hal's test jar takes it. */
    private static final String PROVES = "proves";

    private static final double MOST_HOURS = 700;

    private static List<ScenarioResult> results;

    /** All runs at once, on as many threads as there are processors. */
    @BeforeAll
    static void runTheLibrary() throws IOException {
        try (ShippedScenarios shipped = new ShippedScenarios();
                BrokerCompany company = new BrokerCompany()) {
            List<SuiteRunner.Job> jobs =
                    SuiteRunner.jobs(ScenarioSearch.below(shipped.directory()), List::of);
            int threads = Runtime.getRuntime().availableProcessors();
            results = new SuiteRunner(threads, false, company, "test").run(jobs, one -> {});
            assertEquals(jobs.size(), results.size());
        }
    }

    @AfterAll
    static void forget() {
        results = null;
    }

    static List<Named<ScenarioResult>> results() {
        return results.stream().map(result -> Named.of(name(result), result)).toList();
    }

    private static String name(ScenarioResult result) {
        return result.scenario().name() + ", seed " + result.seed();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("results")
    void holds(ScenarioResult result, TestReporter reporter) {
        if (!result.scenario().isTwin() && !result.scenario().requirements().isEmpty()) {
            reporter.publishEntry(PROVES, String.join(" ", result.scenario().requirements()));
        }
        assertEquals(List.of(), result.failures());
    }

    @Test
    void isShortEnoughForEveryBuild() {
        double hours = results.stream().mapToLong(ScenarioResult::simulatedNanos).sum() / 3.6e12;
        assertTrue(hours < MOST_HOURS, () -> hours + " simulated hours");
    }
}
