package io.pumprig.controller.bench;

import io.pumprig.controller.link.OperatorAnswer;
import io.pumprig.controller.link.OperatorRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.UUID;

/** The operator's end of a {@link ControlSocket}. One request after the other. */
final class LocalOrders implements AutoCloseable {
    private static final long ANSWER_MILLIS = 10_000;
    private static final int MOST_READS = 1_000;

    private final Path path;
    private final SocketChannel channel;
    private final Selector selector;

    private LocalOrders(Path path, SocketChannel channel, Selector selector) {
        this.path = path;
        this.channel = channel;
        this.selector = selector;
    }

    /**
     * Connects to the controller that runs on a state directory.
     *
     * @throws IOException in words for a person, when none does
     */
    static LocalOrders open(Path directory) throws IOException {
        Path path = directory.resolve(ControlSocket.NAME);
        SocketChannel channel = null;
        try {
            channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
            channel.configureBlocking(false);
            Selector selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
            return new LocalOrders(path, channel, selector);
        } catch (IOException e) {
            if (channel != null) {
                channel.close();
            }
            throw new IOException(
                    "no controller takes orders at " + path + ": " + e.getMessage(), e);
        }
    }

    /**
     * Asks, and waits for the answer.
     *
     * @throws IOException in words for a person, when none came
     */
    OperatorAnswer ask(OperatorRequest request) throws IOException {
        byte[] json = request.line(UUID.randomUUID().toString());
        ByteBuffer line = ByteBuffer.allocate(json.length + 1);
        line.put(json).put((byte) '\n').flip();
        channel.write(line);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ByteBuffer part = ByteBuffer.allocate(4_096);
        for (int i = 0; i < MOST_READS && selector.select(ANSWER_MILLIS) > 0; i++) {
            selector.selectedKeys().clear();
            if (channel.read(part.clear()) < 0) {
                throw new IOException("the controller at " + path + " ended without an answer");
            }
            answer.write(part.array(), 0, part.position());
            if (part.position() > 0 && part.get(part.position() - 1) == '\n') {
                return OperatorAnswer.parse(answer.toByteArray());
            }
        }
        throw new IOException(
                "no answer from "
                        + path
                        + " within "
                        + ANSWER_MILLIS / 1_000
                        + " s; the order may have been carried out all the same");
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
