package io.pumprig.simulator;

import io.pumprig.controller.command.Progress;
import io.pumprig.simulator.sweep.Cell;
import io.pumprig.simulator.sweep.FailNth;
import io.pumprig.simulator.sweep.NthResult;
import io.pumprig.simulator.sweep.SweepWatcher;
import io.pumprig.simulator.time.WallWatch;

/** How far a sweep is: done, failed, time left. One call at a time. */
final class SweepProgress implements SweepWatcher, AutoCloseable {
    private Progress progress = Progress.onTerminal(new WallWatch()::nanos);
    private int all;
    private volatile int done;
    private volatile int failed;

    /** The healthy therapy first. */
    @Override
    public void base(long nanos, long ofNanos) {
        progress.at(nanos, ofNanos, "the therapy without a fault");
    }

    /** What follows takes its own time. */
    @Override
    public void begins(int cells) {
        progress.close();
        progress = Progress.onTerminal(new WallWatch()::nanos);
        all = cells;
    }

    /** Kinds of calls are tried, each until there is no such call any more. */
    void begins(int kinds, FailNth sweep) {
        begins(kinds);
        progress.follow(() -> done, all, () -> text("kinds, " + sweep.tries() + " calls"));
    }

    /** One more has its verdict. */
    void done(Cell cell) {
        one(cell.verdict().isFailure());
        progress.at(done, all, text("runs"));
    }

    /** All calls of one more kind have failed once. */
    void done(NthResult result) {
        one(!result.failures().isEmpty());
    }

    private void one(boolean isFailure) {
        done += 1;
        failed += isFailure ? 1 : 0;
    }

    private String text(String what) {
        return done + " of " + all + " " + what + ", " + failed + " failed";
    }

    /** Leaves the line. */
    @Override
    public void close() {
        progress.close();
    }
}
