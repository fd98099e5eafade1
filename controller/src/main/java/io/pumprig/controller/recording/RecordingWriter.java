package io.pumprig.controller.recording;

import io.pumprig.controller.blocks.BlockDisk;
import io.pumprig.controller.blocks.BlockFile;
import io.pumprig.controller.blocks.BlockFormat;
import io.pumprig.controller.blocks.Lines;
import io.pumprig.controller.blocks.PackedWriter;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/**
 * The one thread that writes a recording: takes frames from the ring, packs them into blocks,
 * writes those. A disk that fails, or has no room, ends the recording; nobody waits for it.
 */
final class RecordingWriter implements AutoCloseable {
    /** What its file begins with. */
    static final BlockFormat FORMAT = new BlockFormat("a recording", "PUMPREC", (byte) 1);

    /** In good order. */
    static final String SESSION_ENDED = "the session ended";

    private static final long BLOCK_NANOS = 10_000_000_000L;
    private static final long LEAST_FRAMES = 20;
    private static final long MOST_FRAMES = 1_000;
    private static final long IDLE_NANOS = 50_000_000L;
    private static final long CLOSE_MILLIS = 5_000;

    private final FrameRing ring;
    private final BlockDisk disk;
    private final BlockFile file;
    private final FrameBlock block;
    private final long[] fields = new long[FrameLayout.SIZE];
    private final long[] more = new long[Recorder.MOST_MORE];
    private final Thread thread;
    private long frames;
    private volatile long bytes;
    private volatile String lastWord;
    private volatile String ended;

    /**
     * Writes what the session began with, and waits for frames.
     *
     * @throws IOException when the disk takes nothing
     */
    RecordingWriter(FrameRing ring, BlockDisk disk, RecordedStart start) throws IOException {
        this.ring = ring;
        this.disk = disk;
        String text = start.text();
        String objection = disk.objection(text.length());
        if (objection != null) {
            throw new IOException(objection);
        }
        file = new BlockFile(disk.channel(), FORMAT);
        file.write(BlockFile.START, text);
        bytes = file.size();
        long periodNanos = start.rig().periodNanos();
        long capacity = Math.max(LEAST_FRAMES, Math.min(MOST_FRAMES, BLOCK_NANOS / periodNanos));
        block = new FrameBlock(new Foresight(periodNanos), (int) capacity);
        thread = new Thread(this::write, "pumprig-recording");
        thread.setDaemon(true);
        thread.start();
    }

    private void write() {
        String reason = "its writer failed";
        try {
            reason = writeFrames();
            file.write(
                    BlockFile.END, new Lines().put("reason", reason).put("frames", frames).text());
            bytes = file.size();
        } catch (IOException e) {
            reason = "it cannot be written: " + e.getMessage();
        } finally {
            ended = release(reason);
        }
    }

    /** Until it was told its last word and has written all, or must write no more; gives why. */
    private String writeFrames() throws IOException {
        while (true) {
            // Looked at first: what was offered before the last word is then seen.
            String last = lastWord;
            int longs = ring.take(fields, more);
            String objection = null;
            if (longs >= 0) {
                add(longs);
                objection = block.isFull() ? writeBlock() : null;
            } else if (last != null) {
                objection = block.isEmpty() ? null : writeBlock();
                return objection == null ? last : objection;
            } else {
                LockSupport.parkNanos(this, IDLE_NANOS);
            }
            if (objection != null) {
                return objection;
            }
        }
    }

    private void add(int longs) {
        block.add(fields, more, longs);
        for (long i = 0; i < fields[FrameLayout.ORDERS]; i++) {
            block.add(ring.takeOrder());
        }
    }

    private String writeBlock() throws IOException {
        int size = block.frames();
        PackedWriter packed = block.pack();
        String objection = disk.objection(packed.size());
        if (objection == null) {
            file.write(BlockFile.FRAMES, packed.bytes(), packed.size());
            bytes = file.size();
            frames += size;
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

    /**
     * No frame comes any more: what was offered is written, then the reason. Any thread; the first
     * reason counts.
     */
    void endWith(String reason) {
        if (lastWord == null) {
            lastWord = reason;
        }
    }

    /** Why nothing is written any more, in words; null while something is. Any thread. */
    String ended() {
        return ended;
    }

    /** Bytes written so far. Any thread. */
    long bytes() {
        return bytes;
    }

    /** Waits, at most five seconds, until it is written. */
    @Override
    public void close() {
        endWith(SESSION_ENDED);
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
