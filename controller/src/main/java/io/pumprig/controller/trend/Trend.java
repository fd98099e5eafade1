package io.pumprig.controller.trend;

import io.pumprig.controller.ControlLoop;
import io.pumprig.controller.blocks.BlockDisk;
import io.pumprig.controller.blocks.FolderDisk;
import io.pumprig.controller.blocks.Lines;
import io.pumprig.controller.blocks.SessionFolder;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.sample.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * The trend of one session: folds its cycles into rows and leaves them to a thread that writes. A
 * row ends with its time, and a few times in it also where alarms change, so that sums at those
 * cycles are exact, and soon after the mode did.
 *
 * <p>{@link #saw} is called after every cycle, by the thread that ticks; it allocates nothing. On a
 * bench it waits for nobody: a ring that is full lets the row grow. A simulation waits, so that no
 * disk decides what a trend holds; it decides nothing else.
 */
public final class Trend implements AutoCloseable {
    /** Rows that may end early within the time of one. */
    private static final int MOST_CUTS = 8;

    /** The mode is looked at each so many cycles, a power of two less one. */
    private static final long MODE_MASK = 15;

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
    private long changes = -1;
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
        Sample sample = ticked.sample();
        row.add(sample, ticked.permit());
        if (latenessNanos > 0) {
            row.late(latenessNanos);
        }
        if (ticked.alarms().changes() != changes) {
            look(ticked);
        }
        if ((sample.cycle() & MODE_MASK) == 0 && ticked.planner().mode() != mode) {
            mode = ticked.planner().mode();
            cut = true;
        }
        if (sample.nanos() - endNanos >= 0) {
            loop = ticked;
            end(sample.nanos());
        } else if (cut) {
            loop = ticked;
            cut();
        }
    }

    /** The list of alarms is another, or the controller is new. */
    private void look(ControlLoop ticked) {
        loop = ticked;
        changes = ticked.alarms().changes();
        long nowListed = ticked.alarms().listed();
        if (nowListed != listed) {
            listed = nowListed;
            row.listed(nowListed);
            cut = true;
        }
    }

    /** The present row ends with the present cycle, if it may. The thread that ticks. */
    public void mark() {
        cut = true;
    }

    private void cut() {
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
