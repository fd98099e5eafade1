package io.pumprig.simulator;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import io.pumprig.simulator.suite.ScenarioResult;
import io.pumprig.simulator.suite.SuiteRunner;
import io.pumprig.simulator.time.WallWatch;
import java.util.List;

/** How far a suite is, on a terminal's other stream: runs, failures, time left. */
final class SuiteProgress {
    private final boolean shown = System.console() != null;
    private final WallWatch watch = new WallWatch();
    private final int runs;
    private final double totalNanos;
    private double doneNanos;
    private int done;
    private int failed;

    SuiteProgress(List<SuiteRunner.Job> jobs) {
        runs = jobs.size();
        totalNanos = jobs.stream().mapToDouble(job -> job.scenario().runNanos()).sum();
    }

    /** One more has ended. */
    void done(ScenarioResult result) {
        done++;
        failed += result.isPassed() ? 0 : 1;
        doneNanos += result.scenario().runNanos();
        if (shown) {
            double left = watch.seconds() * (totalNanos - doneNanos) / Math.max(1, doneNanos);
            System.err.print(
                    "\r\033[K"
                            + done
                            + " of "
                            + runs
                            + " runs, "
                            + failed
                            + " failed, "
                            + Quantity.format(Dimension.TIME, Math.round(left) * 1_000_000_000L)
                            + " left");
            System.err.flush();
        }
    }

    /** Leaves the line. */
    void close() {
        if (shown) {
            System.err.print("\r\033[K");
            System.err.flush();
        }
    }
}
