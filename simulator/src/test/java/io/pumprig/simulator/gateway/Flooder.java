package io.pumprig.simulator.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * A client that sends as fast as it was told to, whatever comes back: MQTT 3.1.1 over a bare
 * socket, QoS 0, so that nothing of a client library holds it back.
 */
public final class Flooder implements AutoCloseable {
    private static final int CONNECT = 0x10;
    private static final int PUBLISH = 0x30;
    private static final long BURST_NANOS = 10_000_000L;

    private final Socket socket;
    private final OutputStream out;

    public Flooder(String url) throws IOException {
        URI broker = URI.create(url);
        socket = new Socket(broker.getHost(), broker.getPort());
        socket.setTcpNoDelay(true);
        out = socket.getOutputStream();
        ByteArrayOutputStream connect = new ByteArrayOutputStream();
        connect.writeBytes(text("MQTT"));
        connect.writeBytes(new byte[] {4, 2, 0, 60});
        connect.writeBytes(text("flooder-" + System.nanoTime()));
        out.write(packet(CONNECT, connect.toByteArray()));
        InputStream in = socket.getInputStream();
        byte[] accepted = in.readNBytes(4);
        if (accepted.length != 4 || accepted[3] != 0) {
            throw new IOException("the broker does not let a flooder in");
        }
    }

    /** Sends to {@code topic} at {@code perSecond} for {@code seconds}; what was sent. */
    public long flood(String topic, int perSecond, double seconds, LongFunction<String> payloads) {
        long begin = System.nanoTime();
        long most = (long) (perSecond * seconds);
        long sent = 0;
        try {
            while (sent < most) {
                long due = (System.nanoTime() - begin) * perSecond / 1_000_000_000L;
                ByteArrayOutputStream burst = new ByteArrayOutputStream();
                for (; sent < Math.min(due, most); sent++) {
                    ByteArrayOutputStream publish = new ByteArrayOutputStream();
                    publish.writeBytes(text(topic));
                    publish.writeBytes(payloads.apply(sent).getBytes(StandardCharsets.UTF_8));
                    burst.writeBytes(packet(PUBLISH, publish.toByteArray()));
                }
                out.write(burst.toByteArray());
                LockSupport.parkNanos(BURST_NANOS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sent;
    }

    private static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes.length >> 8);
        out.write(bytes.length);
        out.writeBytes(bytes);
        return out.toByteArray();
    }

    private static byte[] packet(int type, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(type);
        int left = content.length;
        do {
            int digit = left & 0x7F;
            left >>= 7;
            out.write(left > 0 ? digit | 0x80 : digit);
        } while (left > 0);
        out.writeBytes(content);
        return out.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
