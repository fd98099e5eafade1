package io.pumprig.controller.trend;

import io.pumprig.controller.blocks.BlockDisk;
import io.pumprig.controller.blocks.BlockFile;
import io.pumprig.controller.blocks.BlockFormat;
import io.pumprig.controller.blocks.Lines;
import io.pumprig.controller.blocks.PackedWriter;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * The one thread that writes a trend. A disk that fails, or has no room, ends the trend; nobody
 * waits for it.
 */
final class TrendWriter implements AutoCloseable {
    /** What its file begins with. */
    static final BlockFormat FORMAT = new BlockFormat("a trend", "PUMPTRD", (byte) 1);

    /** Type of a block with something worth knowing beside the rows. */
    static final byte NOTE = 'N';

    /** In good order. */
    static final String SESSION_ENDED = "the session ended";

    private static final long IDLE_NANOS = 50_000_000L;
    private static final long CLOSE_MILLIS = 5_000;

    private final RowRing ring;
    private final BlockDisk disk;
    private final BlockFile file;
    private final TrendBlock block = new TrendBlock(TrendBlock.rises());
    private final long[] row = new long[TrendRow.SIZE];
    private final Queue<String> notes = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private long rows;
    private volatile Lines lastWords;
    private volatile String ended;

    /**
     * Writes what the session began with, and waits for rows.
     *
     * @throws IOException when the disk takes nothing
     */
    TrendWriter(RowRing ring, BlockDisk disk, TrendStart start) throws IOException {
        this.ring = ring;
        this.disk = disk;
        String text = start.text();
        String objection = disk.objection(text.length());
        if (objection != null) {
            throw new IOException(objection);
        }
        file = new BlockFile(disk.channel(), FORMAT);
        file.write(BlockFile.START, text);
        thread = new Thread(this::write, "pumprig-trend");
        thread.setDaemon(true);
        thread.start();
    }

    private void write() {
        String reason = "its writer failed";
        try {
            reason = writeRows();
            Lines last = lastWords == null ? new Lines() : lastWords;
            file.write(BlockFile.END, last.put("reason", reason).put("rows", rows).text());
        } catch (IOException e) {
            reason = "it cannot be written: " + e.getMessage();
        } finally {
            ended = release(reason);
        }
    }

    /** Until it was told its last words and has written all, or must write no more; gives why. */
    private String writeRows() throws IOException {
        while (true) {
            // Looked at first: what was offered before the last words is then seen.
            boolean isLast = lastWords != null;
            String objection = null;
            String note = notes.poll();
            if (note != null) {
                objection = writeNote(note);
            } else if (ring.take(row)) {
                block.add(row);
                objection = block.isFull() ? writeBlock() : null;
            } else if (isLast) {
                objection = block.isEmpty() ? null : writeBlock();
                return objection == null ? SESSION_ENDED : objection;
            } else {
                LockSupport.parkNanos(this, IDLE_NANOS);
            }
            if (objection != null) {
                return objection;
            }
        }
    }

    private String writeBlock() throws IOException {
        int size = block.rows();
        PackedWriter packed = block.pack();
        String objection = disk.objection(packed.size());
        if (objection == null) {
            file.write(BlockFile.FRAMES, packed.bytes(), packed.size());
            rows += size;
        }
        return objection;
    }

    private String writeNote(String note) throws IOException {
        String objection = disk.objection(note.length());
        if (objection == null) {
            file.write(NOTE, note);
        }
        return objection;
    }

    private String release(String reason) {
        file.end();
        try {
            disk.close();
            return reason;
        } catch (IOException e) {
            return "it cannot be closed: " + e.getMessage();
        }
    }

    /** Leaves a note; any thread, not in the cycle of a bench. */
    void note(String text) {
        notes.add(text);
    }

    /** A row waits that should not wait long. Any thread. */
    void wake() {
        LockSupport.unpark(thread);
    }

    /** Why nothing is written any more, in words; null while something is. Any thread. */
    String ended() {
        return ended;
    }

    /** No row comes any more: writes what is left, and waits for it, at most five seconds. */
    void close(Lines words) {
        lastWords = words;
        close();
    }

    @Override
    public void close() {
        if (lastWords == null) {
            lastWords = new Lines();
        }
        wake();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
