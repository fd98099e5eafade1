package io.pumprig.controller.command;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Prints lines on a thread of its own, so that a terminal or a pipe whose reader has stopped holds
 * up nobody who has therapy to end. What is printed waits, 256 KiB at most; beyond that it is lost.
 */
public final class DetachedPrinter implements AutoCloseable {
    private static final int MOST_BYTES = 1 << 18;
    private static final long PATIENCE_MILLIS = 2_000;

    private final PrintStream into;
    private final long patienceMillis;
    private final PrintStream out = new PrintStream(new Queue(), false, StandardCharsets.UTF_8);
    private final Thread writer = new Thread(this::write, "pumprig-printer");

    /** What waits; guarded by this, as all below. */
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

    private boolean writing;
    private boolean closed;

    /** Prints into a stream that nobody else prints into until this is closed. */
    public DetachedPrinter(PrintStream into) {
        this(into, PATIENCE_MILLIS);
    }

    DetachedPrinter(PrintStream into, long patienceMillis) {
        this.into = into;
        this.patienceMillis = patienceMillis;
        writer.setDaemon(true);
        writer.start();
    }

    /** Takes lines, from any thread, and never waits for the reader. */
    public PrintStream out() {
        return out;
    }

    /** True when all that was printed has been taken: the reader keeps up. */
    public synchronized boolean isIdle() {
        return waiting.size() == 0 && !writing;
    }

    /** Waits until all is printed, 2 s at most: whoever does not read by then does without. */
    @Override
    public void close() {
        out.flush();
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            writer.join(patienceMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void take(byte[] bytes, int from, int length) {
        if (!closed && waiting.size() + length <= MOST_BYTES) {
            waiting.write(bytes, from, length);
            notifyAll();
        }
    }

    /** Text goes on in its own encoding, which the stream behind knows. */
    private void write() {
        try {
            String text = next();
            while (!text.isEmpty()) {
                into.print(text);
                into.flush();
                text = next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for whole lines, or for the end; empty when there will be no more. */
    private synchronized String next() throws InterruptedException {
        writing = false;
        int end = endOfLines();
        while (end == 0 && !closed) {
            wait();
            end = endOfLines();
        }
        byte[] all = waiting.toByteArray();
        int length = closed ? all.length : end;
        waiting.reset();
        waiting.write(all, length, all.length - length);
        writing = length > 0;
        return new String(all, 0, length, StandardCharsets.UTF_8);
    }

    private int endOfLines() {
        byte[] all = waiting.toByteArray();
        int end = all.length;
        while (end > 0 && all[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /** The end that is printed into. */
    private final class Queue extends OutputStream {
        @Override
        public void write(int each) {
            take(new byte[] {(byte) each}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            take(bytes, from, length);
        }
    }
}
