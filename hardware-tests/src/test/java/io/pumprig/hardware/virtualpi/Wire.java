package io.pumprig.hardware.virtualpi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * One socket of the emulator. What arrives is handed on from a thread of its own, in order; sending
 * is for any thread.
 */
final class Wire implements AutoCloseable {
    private static final int BUFFER = 65_536;
    private static final long PATIENCE_NANOS = 20_000_000_000L;
    private static final long RETRY_MILLIS = 10;

    /** Whoever takes what arrives. */
    interface Listener {

        /** The first {@code length} bytes have arrived; the array is the wire's. */
        void arrived(byte[] bytes, int length);
    }

    private final SocketChannel channel;
    private final Thread reader;

    /** Connects, and hands what arrives to the listener from now on. */
    Wire(Path socket, Listener listener) {
        channel = connect(socket);
        reader = new Thread(() -> read(listener), "wire-" + socket.getFileName());
        reader.setDaemon(true);
        reader.start();
    }

    /** The emulator takes a moment to open its sockets. */
    private static SocketChannel connect(Path socket) {
        long startedNanos = System.nanoTime();
        while (true) {
            try {
                return SocketChannel.open(UnixDomainSocketAddress.of(socket));
            } catch (IOException e) {
                if (System.nanoTime() - startedNanos > PATIENCE_NANOS) {
                    throw new UncheckedIOException("the emulator opens no " + socket, e);
                }
                Pause.millis(RETRY_MILLIS);
            }
        }
    }

    private void read(Listener listener) {
        byte[] bytes = new byte[BUFFER];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            while (channel.read(buffer.clear()) >= 0) {
                listener.arrived(bytes, buffer.position());
            }
        } catch (IOException e) {
            // The emulator is gone, and whoever waits for it sees that.
            return;
        }
    }

    /** Sends all of it; false when the emulator is gone. */
    synchronized boolean send(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
