package io.pumprig.hardware.virtualpi;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;

/**
 * A serial line of the guest. The emulator has no bit times and hands bytes over one by one with
 * gaps that no real line has; so what the guest sends counts as sent without gaps, once nothing has
 * followed for a moment.
 */
final class GuestUart implements AutoCloseable {
    /**
     * Longer than the emulator's gaps within a frame, also on a busy host; a driver in the guest
     * waits 100 ms for its answer.
     */
    private static final long QUIET_NANOS = 8_000_000L;

    private final Wire wire;
    private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();
    private long lastNanos;

    GuestUart(Path socket) {
        wire = new Wire(socket, this::arrived);
    }

    private synchronized void arrived(byte[] bytes, int length) {
        arrived.write(bytes, 0, length);
        lastNanos = System.nanoTime();
    }

    /** What the guest has sent, once it is whole; empty otherwise. */
    synchronized byte[] taken() {
        if (arrived.size() == 0 || System.nanoTime() - lastNanos < QUIET_NANOS) {
            return new byte[0];
        }
        byte[] bytes = arrived.toByteArray();
        arrived.reset();
        return bytes;
    }

    /** Sends to the guest. */
    void send(byte[] bytes) {
        wire.send(bytes);
    }

    @Override
    public void close() {
        wire.close();
    }
}
