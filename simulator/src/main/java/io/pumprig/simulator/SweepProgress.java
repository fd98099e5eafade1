package io.pumprig.simulator;

import io.pumprig.controller.command.Progress;
import io.pumprig.simulator.sweep.Cell;
import io.pumprig.simulator.sweep.NthResult;
import io.pumprig.simulator.time.WallWatch;

/** How far a sweep is: done, failed, time left. One at a time. */
final class SweepProgress implements AutoCloseable {
    private final Progress progress = Progress.onTerminal(new WallWatch()::nanos);
    private final int all;
    private int done;
    private int failed;

    SweepProgress(int all) {
        this.all = all;
    }

    /** One more has its verdict. */
    void done(Cell cell) {
        one(cell.verdict().isFailure());
    }

    /** All calls of one more kind have failed once. */
    void done(NthResult result) {
        one(!result.failures().isEmpty());
    }

    private void one(boolean isFailure) {
        done++;
        failed += isFailure ? 1 : 0;
        progress.at(done, all, done + " of " + all + ", " + failed + " failed");
    }

    /** Leaves the line. */
    @Override
    public void close() {
        progress.close();
    }
}
