package io.pumprig.simulator;

import io.pumprig.controller.command.Progress;
import io.pumprig.simulator.suite.ScenarioResult;
import io.pumprig.simulator.suite.SuiteRunner;
import io.pumprig.simulator.time.WallWatch;
import java.util.List;
import java.util.function.LongSupplier;

/** How far a suite is: runs and failures, and the time left by what they simulate. Any thread. */
final class SuiteProgress implements AutoCloseable {
    private final Progress progress = Progress.onTerminal(new WallWatch()::nanos);
    private final LongSupplier runningNanos;
    private final int runs;
    private long doneNanos;
    private int done;
    private int failed;

    /**
     * @param runningNanos simulated time of the runs that have not ended yet
     */
    SuiteProgress(List<SuiteRunner.Job> jobs, LongSupplier runningNanos) {
        this.runningNanos = runningNanos;
        runs = jobs.size();
        long totalNanos = jobs.stream().mapToLong(job -> job.scenario().runNanos()).sum();
        progress.follow(this::reachedNanos, totalNanos, this::text);
    }

    /** One more has ended. */
    void done(ScenarioResult result) {
        done(result.scenario().runNanos(), result.isPassed());
    }

    /** One more has ended. */
    synchronized void done(long runNanos, boolean isGood) {
        done++;
        failed += isGood ? 0 : 1;
        doneNanos += runNanos;
    }

    private synchronized long reachedNanos() {
        return doneNanos + runningNanos.getAsLong();
    }

    private synchronized String text() {
        return done + " of " + runs + " runs, " + failed + " failed";
    }

    /** Leaves the line. */
    @Override
    public void close() {
        progress.close();
    }
}
