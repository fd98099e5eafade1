package io.pumprig.simulator.trace;

import io.pumprig.simulator.scenario.RunWatcher;
import io.pumprig.simulator.scenario.SimulatedRun;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Records every nth cycle of a run. The simulation fills blocks; a thread of its own codes and
 * writes them, and hands them back. Where the disk is slower, the simulation waits for a block, a
 * few seconds at most, and no result depends on it. A disk that fails, is full, or does not answer
 * ends the trace and is told; the run goes on.
 */
public final class TraceRecorder implements RunWatcher, AutoCloseable {
    private static final int BLOCKS = 4;

    /** For a block of the disk in the course of a run, and for all that is left at its end. */
    private static final long PATIENCE_MILLIS = 5_000;

    private static final String SILENT = "the disk does not answer";

    private final OutputStream out;
    private final TraceWriter writer;
    private final int every;
    private final Consumer<String> complaints;
    private final long patienceMillis;
    private final long[] row = TraceColumns.row();
    private final BlockingQueue<TraceRows> empty = new ArrayBlockingQueue<>(BLOCKS);
    private final BlockingQueue<TraceRows> full = new ArrayBlockingQueue<>(BLOCKS + 1);
    private final TraceRows last = new TraceRows(0);
    private final Thread thread = new Thread(this::write, "pumprig-trace");
    private TraceRows filling = new TraceRows(TraceColumns.ALL.size());
    private boolean recording = true;
    private boolean closed;
    private SimulatedRun watched;
    private boolean told;
    private volatile String trouble;
    private volatile String hash = "";
    private volatile long lastCycle;

    /**
     * Begins a trace in a file; one that is there is written over.
     *
     * @param complaints is told once, never on the simulation's thread, when the trace ends before
     *     the run
     * @throws IOException when it cannot be written
     */
    public static TraceRecorder begin(Path file, TraceHead head, Consumer<String> complaints)
            throws IOException {
        OutputStream out = Files.newOutputStream(file);
        try {
            return new TraceRecorder(out, head, complaints, PATIENCE_MILLIS);
        } catch (IOException e) {
            out.close();
            throw e;
        }
    }

    /** The same on a stream, which this closes. */
    TraceRecorder(
            OutputStream out, TraceHead head, Consumer<String> complaints, long patienceMillis)
            throws IOException {
        this.out = out;
        this.patienceMillis = patienceMillis;
        this.every = head.every();
        this.complaints = complaints;
        writer = new TraceWriter(out, head);
        for (int i = 1; i < BLOCKS; i++) {
            empty.add(new TraceRows(TraceColumns.ALL.size()));
        }
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void saw(SimulatedRun run) {
        watched = run;
        if (recording && run.cycle() % every == 0) {
            TraceColumns.fill(row, run);
            filling.add(run.cycle(), row);
            if (filling.isFull()) {
                give();
            }
        }
    }

    /** Waits where the disk is slower than the simulation, but not for ever. */
    private void give() {
        // There is room for every block, and the last.
        full.add(filling);
        try {
            filling = empty.poll(patienceMillis, TimeUnit.MILLISECONDS);
            if (filling == null) {
                ended(SILENT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended("interrupted");
        }
        recording = trouble == null;
    }

    private void write() {
        TraceRows next = taken();
        while (next != null && next != last) {
            if (trouble == null) {
                write(next);
            }
            next.clear();
            empty.add(next);
            next = taken();
        }
        try (out) {
            if (trouble == null && next == last) {
                writer.end(hash, lastCycle);
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private void write(TraceRows rows) {
        try {
            writer.write(rows);
        } catch (IOException e) {
            fail(e);
        }
    }

    private void fail(IOException why) {
        ended(why.getMessage());
        tell();
    }

    /** The first reason counts. */
    private synchronized void ended(String why) {
        if (trouble == null) {
            trouble = "it ends after " + writer.rows() + " rows: " + why;
        }
    }

    private void tell() {
        synchronized (this) {
            if (trouble == null || told) {
                return;
            }
            told = true;
        }
        complaints.accept(trouble);
    }

    private TraceRows taken() {
        try {
            return full.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Why it ended before the run, in words; null when it did not. */
    public String trouble() {
        return trouble;
    }

    /** Rows written. After {@link #close}. */
    public long rows() {
        return writer.rows();
    }

    /** Bytes written. After {@link #close}. */
    public long size() {
        return writer.size();
    }

    /** After the last cycle: writes what is left and how the run ended; a second call is none. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (watched != null) {
            hash = watched.trace().text();
            lastCycle = watched.cycle();
        }
        if (recording && filling.count() > 0) {
            full.add(filling);
        }
        full.add(last);
        try {
            thread.join(patienceMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            ended(SILENT);
        }
        tell();
    }
}
