package io.pumprig.simulator;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import io.pumprig.simulator.sweep.Cell;
import io.pumprig.simulator.sweep.NthResult;
import io.pumprig.simulator.time.WallWatch;

/** How far a sweep is, on a terminal's other stream: done, failed, time left. One at a time. */
final class SweepProgress {
    private final boolean shown = System.console() != null;
    private final WallWatch watch = new WallWatch();
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
        if (shown) {
            long left = Math.round(watch.seconds() * (all - done) / done);
            System.err.print(
                    "\r\033[K"
                            + done
                            + " of "
                            + all
                            + ", "
                            + failed
                            + " failed, "
                            + Quantity.format(Dimension.TIME, left * 1_000_000_000L)
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
