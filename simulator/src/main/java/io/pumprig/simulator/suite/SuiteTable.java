package io.pumprig.simulator.suite;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** The results of a suite for people. */
public final class SuiteTable {
    private static final double NANOS_PER_HOUR = 3.6e12;

    private SuiteTable() {}

    /** A line for each result, what does not hold below it, and a sum. */
    public static void print(PrintStream out, List<ScenarioResult> results, double wallSeconds) {
        for (ScenarioResult result : results) {
            out.printf(
                    Locale.ROOT,
                    "%s  %8s  %s%n",
                    result.isPassed() ? "pass" : "FAIL",
                    Quantity.format(Dimension.TIME, roundedNanos(result.simulatedNanos())),
                    result.title());
            for (String failure : result.failures()) {
                out.println("                " + failure);
            }
        }
        long failed = results.stream().filter(result -> !result.isPassed()).count();
        double hours =
                results.stream().mapToLong(ScenarioResult::simulatedNanos).sum() / NANOS_PER_HOUR;
        out.println();
        out.printf(
                Locale.ROOT,
                "%d passed, %d failed; %.1f simulated hours in %.1f s%n",
                results.size() - failed,
                failed,
                hours,
                wallSeconds);
    }

    private static long roundedNanos(long nanos) {
        long minute = 60_000_000_000L;
        long second = 1_000_000_000L;
        long unit = nanos >= minute ? minute : second;
        return Math.max(unit, (nanos + unit / 2) / unit * unit);
    }
}
