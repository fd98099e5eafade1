package io.pumprig.controller.blocks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A disk in memory that fills up, objects or hangs when a test says so. */
public final class ThrottledDisk implements BlockDisk, WritableByteChannel {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    public volatile long mostBytes = Long.MAX_VALUE;
    public volatile String objection;
    public volatile CountDownLatch hangs = new CountDownLatch(0);
    public volatile boolean isClosed;

    @Override
    public WritableByteChannel channel() {
        return this;
    }

    @Override
    public synchronized int write(ByteBuffer from) throws IOException {
        try {
            hangs.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        if (bytes.size() + from.remaining() > mostBytes) {
            throw new IOException("No space left on device");
        }
        int count = from.remaining();
        while (from.hasRemaining()) {
            bytes.write(from.get());
        }
        return count;
    }

    @Override
    public boolean isOpen() {
        return !isClosed;
    }

    @Override
    public String objection(long moreBytes) {
        return objection;
    }

    @Override
    public void close() {
        isClosed = true;
    }

    /** What was written, as a file. */
    public Path file(Path folder) throws IOException {
        return Files.write(folder.resolve("copy"), bytes.toByteArray());
    }
}
