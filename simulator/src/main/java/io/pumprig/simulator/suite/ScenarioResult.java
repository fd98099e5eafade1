package io.pumprig.simulator.suite;

import java.util.List;
import java.util.Map;

/**
 * What became of one run of a scenario.
 *
 * @param failures what does not hold, in words; none when it passed
 * @param firstFailedCycle the first cycle in which something did not hold, or -1
 * @param cycles that were run
 * @param simulatedNanos simulated time that was run
 * @param traceHash of the whole run
 * @param effects what each fault that was active has altered
 * @param detections how each fault was found, as {@code key: ALARM after 5.013 uL, 1.2 h}
 * @param wallSeconds how long it took; decides nothing
 */
public record ScenarioResult(
        Scenario scenario,
        long seed,
        List<String> failures,
        long firstFailedCycle,
        long cycles,
        long simulatedNanos,
        String traceHash,
        Map<String, Long> effects,
        List<String> detections,
        double wallSeconds) {

    /** Whether everything holds. */
    public boolean isPassed() {
        return failures.isEmpty();
    }

    /** The scenario's name with the seed, where it is not the only one. */
    public String title() {
        return scenario.seeds().size() > 1
                ? scenario.name() + " (seed " + seed + ")"
                : scenario.name();
    }
}
