package io.pumprig.controller.bench;

import io.pumprig.controller.command.Progress;
import java.util.function.LongSupplier;

/** How far a calibration is, by the turns of its head: the first, which wets it, and its runs. */
final class CalibrationProgress implements AutoCloseable {
    private static final long PERCENT = 100;

    private final LongSupplier clock;
    private final int runs;
    private final int revolutions;
    private Progress progress;
    private int run;

    /**
     * @param clock of which differences count, in nanoseconds
     */
    CalibrationProgress(LongSupplier clock, int runs, int revolutions) {
        this.clock = clock;
        this.runs = runs;
        this.revolutions = revolutions;
        progress = Progress.onTerminal(clock);
    }

    /** The next run begins: its own time is told, since a weighing may have taken any. */
    void run(int newRun) {
        run = newRun;
        progress = Progress.onTerminal(clock);
    }

    /** So many percent of the turns of the present run are done. */
    void turned(int percent) {
        long turns = run == 0 ? 1 : revolutions;
        progress.at(
                percent * turns,
                PERCENT * turns,
                run == 0 ? "first turn" : "run " + run + " of " + runs);
    }

    /** Leaves an empty line, for something else to be said. */
    void clear() {
        progress.close();
    }

    @Override
    public void close() {
        clear();
    }
}
