package io.pumprig.simulator;

import io.pumprig.controller.command.Progress;
import io.pumprig.simulator.suite.ScenarioResult;
import io.pumprig.simulator.suite.SuiteRunner;
import io.pumprig.simulator.time.WallWatch;
import java.util.List;

/**
 * How far a suite is: runs and failures, and the time left by what they simulate. One at a time.
 */
final class SuiteProgress implements AutoCloseable {
    private final Progress progress = Progress.onTerminal(new WallWatch()::nanos);
    private final int runs;
    private final long totalNanos;
    private long doneNanos;
    private int done;
    private int failed;

    SuiteProgress(List<SuiteRunner.Job> jobs) {
        runs = jobs.size();
        totalNanos = jobs.stream().mapToLong(job -> job.scenario().runNanos()).sum();
    }

    /** One more has ended. */
    void done(ScenarioResult result) {
        done(result.scenario().runNanos(), result.isPassed());
    }

    /** One more has ended. */
    void done(long runNanos, boolean isGood) {
        done++;
        failed += isGood ? 0 : 1;
        doneNanos += runNanos;
        progress.at(doneNanos, totalNanos, done + " of " + runs + " runs, " + failed + " failed");
    }

    /** Leaves the line. */
    @Override
    public void close() {
        progress.close();
    }
}
