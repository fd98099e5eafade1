package io.pumprig.simulator.suite;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The results of a suite for programs; {@code simulator/docs/json.md} tells the keys. */
public final class SuiteDocument {
    private SuiteDocument() {}

    /** A run that would be made. */
    public static Map<String, Object> of(SuiteRunner.Job job) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("scenario", job.scenario().name());
        said.put("file", job.scenario().file());
        said.put("seed", job.seed());
        return said;
    }

    /** A run that was made. */
    public static Map<String, Object> of(ScenarioResult result) {
        Map<String, Object> said = of(new SuiteRunner.Job(result.scenario(), result.seed()));
        said.put("passed", result.isPassed());
        said.put("requirements", result.scenario().requirements());
        said.put("failures", result.failures());
        said.put("detections", result.detections());
        said.put("effects", result.effects());
        said.put("cycles", result.cycles());
        said.put("simNs", result.simulatedNanos());
        said.put("traceHash", result.traceHash());
        said.put("wallSeconds", rounded(result.wallSeconds()));
        return said;
    }

    /** A run that was made twice. */
    public static Map<String, Object> of(DeterminismGate.Compared compared) {
        Map<String, Object> said = of(compared.job());
        said.put("same", compared.difference() == null);
        said.put("difference", compared.difference());
        return said;
    }

    /** What all that were made twice came to. */
    public static Map<String, Object> compared(int same, int differing) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("compared", same + differing);
        said.put("differing", differing);
        return said;
    }

    /** What all of them came to. */
    public static Map<String, Object> of(
            List<ScenarioResult> results, double wallSeconds, Path report) {
        long failed = results.stream().filter(result -> !result.isPassed()).count();
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("passed", results.size() - failed);
        said.put("failed", failed);
        said.put("simNs", results.stream().mapToLong(ScenarioResult::simulatedNanos).sum());
        said.put("wallSeconds", rounded(wallSeconds));
        said.put("report", report.toString());
        return said;
    }

    private static BigDecimal rounded(double seconds) {
        return BigDecimal.valueOf(seconds).setScale(3, RoundingMode.HALF_UP);
    }
}
