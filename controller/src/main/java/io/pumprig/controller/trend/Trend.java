package io.pumprig.controller.trend;

import io.pumprig.controller.ControlLoop;
import io.pumprig.controller.blocks.BlockDisk;
import io.pumprig.controller.blocks.FolderDisk;
import io.pumprig.controller.blocks.Lines;
import io.pumprig.controller.blocks.SessionFolder;
import io.pumprig.controller.order.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * The trend of one session: folds its cycles into rows and leaves them to a thread that writes. A
 * row ends with its time, and a few times in it also where alarms or mode change, so that sums at
 * those cycles are exact.
 *
 * <p>{@link #saw} is called after every cycle, by the thread that ticks; it allocates nothing. On a
 * bench it waits for nobody: a ring that is full lets the row grow. A simulation waits, so that no
 * disk decides what a trend holds; it decides nothing else.
 */
public final class Trend implements AutoCloseable {
    /** Rows that may end early within the time of one. */
    private static final int MOST_CUTS = 8;

    private static final long MOST_BYTES = 256L << 20;
    private static final long LEAST_FREE_BYTES = 256L << 20;
    private static final long WAIT_NANOS = 100_000L;

    private final RowRing ring = new RowRing();
    private final TrendRow row = new TrendRow();
    private final TrendWriter writer;
    private final Path file;
    private final TrueWorld world;
    private final boolean patient;
    private final long binNanos;
    private long endNanos;
    private long listed;
    private Mode mode;
    private int cuts;
    private boolean cut;
    private ControlLoop loop;
    private boolean writing = true;
    private boolean closed;
    private volatile String trouble;

    private Trend(BlockDisk disk, Path file, TrendStart start, TrueWorld world, boolean patient)
            throws IOException {
        this.file = file;
        this.world = world;
        this.patient = patient;
        binNanos = start.binNanos();
        endNanos = endAfter(start.beginNanos(), start.originNanos());
        writer = new TrendWriter(ring, disk, start);
    }

    private long endAfter(long nanos, long originNanos) {
        return originNanos + (Math.floorDiv(nanos - originNanos, binNanos) + 1) * binNanos;
    }

    /** The trends of a state directory: folder {@code trend}, files {@code *.trend}. */
    public static SessionFolder in(Path state) {
        return new SessionFolder(state.resolve("trend"), "trend");
    }

    /**
     * Begins the next trend of a state directory.
     *
     * @param patient whether the cycle waits for the disk rather than make a row longer
     * @throws IOException when there is no room, or it cannot be written; no file is left
     */
    public static Trend begin(Path state, TrendStart start, TrueWorld world, boolean patient)
            throws IOException {
        FolderDisk disk =
                new FolderDisk(in(state), MOST_BYTES, LEAST_FREE_BYTES, start.session().id());
        try {
            return new Trend(disk, disk.file(), start, world, patient);
        } catch (IOException | RuntimeException e) {
            disk.remove();
            throw e;
        }
    }

    /** The same on a disk of a test's own. */
    static Trend begin(BlockDisk disk, TrendStart start, TrueWorld world, boolean patient)
            throws IOException {
        return new Trend(disk, Path.of("nowhere"), start, world, patient);
    }

    /** A cycle is over. */
    public void saw(ControlLoop ticked, long latenessNanos) {
        if (!writing) {
            return;
        }
        loop = ticked;
        row.add(ticked, latenessNanos);
        long nowListed = ticked.alarms().listed();
        Mode nowMode = ticked.planner().mode();
        if (nowListed != listed || nowMode != mode) {
            listed = nowListed;
            mode = nowMode;
            cut = true;
        }
        long nanos = ticked.sample().nanos();
        if (nanos - endNanos >= 0) {
            end(nanos);
        } else if (cut) {
            cut(nanos);
        }
    }

    /** The present row ends with the present cycle, if it may. The thread that ticks. */
    public void mark() {
        cut = true;
    }

    private void cut(long nanos) {
        cut = false;
        if (cuts < MOST_CUTS) {
            cuts++;
            offer();
        }
    }

    private void end(long nanos) {
        cut = false;
        cuts = 0;
        endNanos = endAfter(nanos, endNanos);
        offer();
    }

    private void offer() {
        long[] ended = row.ended(loop, world);
        boolean taken = ring.offer(ended);
        while (!taken && patient && writer.ended() == null) {
            writer.wake();
            LockSupport.parkNanos(this, WAIT_NANOS);
            taken = ring.offer(ended);
        }
        if (taken) {
            row.clear();
        }
        if (writer.ended() != null) {
            trouble = writer.ended();
            writing = false;
        }
    }

    /** Writes something down beside the rows. Allocates: not in the cycle of a bench. */
    public void note(Lines note) {
        writer.note(note.text());
    }

    /** Why it ended before the session did, in words; null when it did not. Any thread. */
    public String trouble() {
        return trouble;
    }

    /** Where it is written. */
    public Path file() {
        return file;
    }

    /**
     * After the last cycle: writes the row that had begun and what else is left, and waits for it,
     * at most five seconds.
     */
    @Override
    public void close() {
        close(new Lines());
    }

    /** The same with last words about the session. */
    public void close(Lines words) {
        if (closed) {
            return;
        }
        closed = true;
        if (writing && !row.isEmpty()) {
            offer();
        }
        writing = false;
        writer.close(words);
        if (trouble == null && !TrendWriter.SESSION_ENDED.equals(writer.ended())) {
            trouble = writer.ended() == null ? "the disk does not answer" : writer.ended();
        }
    }
}
