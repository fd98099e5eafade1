package io.pumprig.simulator.sweep;

import io.pumprig.simulator.suite.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Carries out the runs of a sweep, several at a time; takes up what an earlier one has done. */
public final class SweepRunner {
    private final Sweep sweep;
    private final int threads;
    private final Stopper stopper;
    private final Consumer<String> tell;
    private SweepWatcher watcher = SweepWatcher.NONE;

    /**
     * @param threads runs at a time
     * @param stopper ends it before its time
     * @param tell hears what a person should know, such as that it begins anew
     */
    public SweepRunner(Sweep sweep, int threads, Stopper stopper, Consumer<String> tell) {
        this.sweep = sweep;
        this.threads = threads;
        this.stopper = stopper;
        this.tell = tell;
    }

    /** Watched by somebody who waits for it. Before {@link #run}. */
    public SweepRunner seenBy(SweepWatcher newWatcher) {
        watcher = newWatcher;
        return this;
    }

    /**
     * What came of a sweep.
     *
     * @param cells in the order of rows and moments; those that were not run are missing
     * @param runs that were made this time
     * @param simulatedNanos simulated time that was run this time, that of the base included
     */
    public record Result(List<Cell> cells, int runs, long simulatedNanos) {
        /** True when one failed. */
        public boolean isFailed() {
            return cells.stream().anyMatch(cell -> cell.verdict().isFailure());
        }
    }

    private record Job(SweepRow row, int moment) {}

    /**
     * Runs what is not known yet.
     *
     * @param directory where the progress is kept
     * @param whenDone hears of each verdict of this time, one at a time, in whichever order
     * @throws IOException when the directory cannot be used, or the therapy cannot begin
     */
    public Result run(Path directory, Consumer<Cell> whenDone) throws IOException {
        try (SweepProgressFile progress = new SweepProgressFile(directory, sweep)) {
            if (progress.isBegunAnew()) {
                tell.accept(
                        "sweep.progress is of another scenario, version, seed or moments: begun"
                                + " anew");
            }
            Cell[] cells = new Cell[sweep.size()];
            List<Job> missing = missing(progress, cells);
            if (missing.isEmpty()) {
                return new Result(List.of(cells), 0, 0);
            }
            BaseRun base =
                    BaseRun.run(
                            sweep.scenario(),
                            sweep.seed(),
                            sweep.forkNanos(),
                            sweep.version(),
                            stopper,
                            watcher);
            watcher.begins(missing.size());
            if (!base.trouble().isEmpty()) {
                throw new IOException(
                        "the therapy is not healthy without a fault: " + base.trouble());
            }
            return run(base, missing, cells, progress, whenDone);
        }
    }

    private List<Job> missing(SweepProgressFile progress, Cell[] cells) {
        List<Job> missing = new ArrayList<>();
        for (int r = 0; r < sweep.rows().size(); r++) {
            SweepRow row = sweep.rows().get(r);
            for (int m = 0; m < sweep.moments(); m++) {
                int place = r * sweep.moments() + m;
                if (row.isApplicable()) {
                    cells[place] = progress.known(row, m);
                } else {
                    cells[place] =
                            Cell.without(
                                    row,
                                    m,
                                    sweep.momentNanos(m),
                                    Verdict.NOT_APPLICABLE,
                                    "needs a broker");
                }
                if (cells[place] == null) {
                    missing.add(new Job(row, m));
                }
            }
        }
        return missing;
    }

    private Result run(
            BaseRun base,
            List<Job> missing,
            Cell[] cells,
            SweepProgressFile progress,
            Consumer<Cell> whenDone)
            throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(threads, SweepRunner::thread);
        int runs = 0;
        long simulatedNanos = base.simulatedNanos();
        try {
            List<Future<Cell>> futures = new ArrayList<>();
            for (Job job : missing) {
                futures.add(pool.submit(() -> cell(base, job, progress, whenDone)));
            }
            for (int i = 0; i < missing.size(); i++) {
                Cell cell = taken(futures.get(i));
                if (cell != null) {
                    Job job = missing.get(i);
                    cells[sweep.rows().indexOf(job.row) * sweep.moments() + job.moment] = cell;
                    runs++;
                    simulatedNanos += cell.simulatedNanos();
                }
            }
        } finally {
            pool.shutdownNow();
        }
        List<Cell> made = new ArrayList<>();
        for (Cell cell : cells) {
            if (cell != null) {
                made.add(cell);
            }
        }
        return new Result(made, runs, simulatedNanos);
    }

    private Cell cell(BaseRun base, Job job, SweepProgressFile progress, Consumer<Cell> whenDone)
            throws IOException {
        if (stopper.isAsked()) {
            return null;
        }
        long at = sweep.momentNanos(job.moment);
        Scenario scenario = scenario(job.row, job.moment).scenario();
        Cell cell =
                new CellRun(
                                scenario,
                                job.row,
                                job.moment,
                                at,
                                sweep.endNanos(job.moment),
                                sweep.version())
                        .run(base.left(at - job.row.leadNanos()), stopper);
        if (cell != null) {
            synchronized (this) {
                progress.add(job.row, cell);
                whenDone.accept(cell);
            }
        }
        return cell;
    }

    private CellScenario scenario(SweepRow row, int moment) {
        return new CellScenario(
                sweep.scenario(),
                sweep.seed(),
                row,
                moment,
                sweep.momentNanos(moment),
                sweep.endNanos(moment));
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "sweep");
        thread.setDaemon(true);
        return thread;
    }

    private static Cell taken(Future<Cell> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
