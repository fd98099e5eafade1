package io.pumprig.simulator.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A suite that cannot fail proves nothing: each run of the canary has to. */
class CanaryTest {
    @Test
    void theCanaryFailsInEachOfItsRunsForItsOwnReason() throws IOException, URISyntaxException {
        Path file = Path.of(CanaryTest.class.getResource("canary.yaml").toURI());
        List<Scenario> scenarios = ScenarioFile.read(file);
        List<ScenarioResult> results =
                new SuiteRunner(1, false, Company.NONE, "test")
                        .run(SuiteRunner.jobs(scenarios, List::of), result -> {});
        assertEquals(3, results.size());
        for (ScenarioResult result : results) {
            assertFalse(result.isPassed(), result.title());
            assertEquals(1, result.failures().size(), result.failures()::toString);
        }
        assertFails(results.get(0), "alarm OCCLUSION_DOWNSTREAM after kink: ");
        assertFails(results.get(1), "alarm OCCLUSION_UPSTREAM after kink: not raised");
        assertFails(results.get(2), "trueDose at least 60 mcg: found ");
    }

    private static void assertFails(ScenarioResult result, String reason) {
        String failure = result.failures().get(0);
        assertTrue(failure.startsWith(reason), failure);
    }
}
