package io.pumprig.simulator.dashboard;

import io.pumprig.simulator.time.WallWatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One browser that watches: copies to it what is newer than what it has, a few times a second, on a
 * thread of its own that may wait for it as long as it likes. A browser that takes nothing for too
 * long is let go by {@link EventStreams}.
 */
final class EventStream {
    private static final long PACED_MILLIS = 250;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long BEAT_MILLIS = 5_000;
    private static final double PATIENCE_SECONDS = 20;

    /** In each of the 20 turns of a second. */
    private static final int EVENTS_A_TURN = 10;

    private static final byte[] BEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final Board board;
    private final Plots plots;
    private final OutputStream out;
    private final double patienceSeconds;
    private final Board.Cursor shown = new Board.Cursor();
    private final Plots.Cursor drawn;
    private boolean behind;
    private volatile WallWatch writing;
    private volatile boolean closed;
    private volatile Thread thread;

    EventStream(Board board, Plots plots, OutputStream out) {
        this(board, plots, out, PATIENCE_SECONDS);
    }

    /**
     * @param patienceSeconds that a browser may take nothing for
     */
    EventStream(Board board, Plots plots, OutputStream out, double patienceSeconds) {
        this.board = board;
        this.plots = plots;
        this.out = out;
        this.patienceSeconds = patienceSeconds;
        drawn = plots.begin();
    }

    /** Writes until the browser is gone or the stream is closed. */
    void run() {
        thread = Thread.currentThread();
        int mostEvents = Integer.MAX_VALUE;
        WallWatch sincePaced = null;
        try {
            while (!closed) {
                long seen = board.newest();
                boolean paced = sincePaced == null || sincePaced.seconds() * 1_000 >= PACED_MILLIS;
                write(batch(paced, mostEvents));
                if (paced) {
                    sincePaced = new WallWatch();
                }
                mostEvents = EVENTS_A_TURN;
                LockSupport.parkNanos(this, PAUSE_NANOS);
                if (!behind) {
                    board.await(seen, paced ? BEAT_MILLIS : PACED_MILLIS);
                }
            }
        } catch (IOException e) {
            // The browser is gone, or was let go.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ByteArrayOutputStream batch(boolean paced, int mostEvents) {
        ByteArrayOutputStream batch = new ByteArrayOutputStream(4_096);
        if (plots.beganAnew(drawn)) {
            batch.writeBytes("event: reset\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8));
        }
        behind = board.collect(shown, paced, mostEvents, batch);
        byte[] points = paced ? plots.points(drawn) : null;
        if (points != null) {
            batch.writeBytes("event: points\ndata: ".getBytes(StandardCharsets.UTF_8));
            batch.writeBytes(points);
            batch.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
        }
        if (batch.size() == 0) {
            batch.writeBytes(BEAT);
        }
        return batch;
    }

    private void write(ByteArrayOutputStream batch) throws IOException {
        writing = new WallWatch();
        batch.writeTo(out);
        out.flush();
        writing = null;
    }

    /** True when the browser has not taken anything for too long. Any thread. */
    boolean isStuck() {
        WallWatch since = writing;
        return since != null && since.seconds() > patienceSeconds;
    }

    /** Ends it, in the middle of a write too: an interrupt closes the channel. Any thread. */
    void close() {
        closed = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }
}
