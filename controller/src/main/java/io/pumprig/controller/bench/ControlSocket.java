package io.pumprig.controller.bench;

import io.pumprig.controller.link.LocalDesk;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.locks.LockSupport;

/**
 * The door for orders at the machine itself: a socket in the state directory that only the user of
 * the process may open. One line of JSON is a request, one line its answer ({@link LocalDesk}). A
 * thread of its own serves a few connections at a time; when one more comes, the oldest goes.
 */
final class ControlSocket implements AutoCloseable {
    static final String NAME = "control.sock";

    private static final int MOST_CONNECTIONS = 8;
    private static final int MOST_LINE_BYTES = 64 * 1_024;
    private static final long ANSWER_POLL_MILLIS = 5;
    private static final long IDLE_MILLIS = 1_000;
    private static final long JOIN_MILLIS = 2_000;
    private static final long REST_NANOS = 50_000_000L;

    /** What Java takes as the name of a socket: the 108 bytes of the kernel less two. */
    private static final int MOST_NAME_BYTES = 106;

    /** Shorter than {@link #NAME}, with the socket's name in it too. */
    private static final String HIDDEN = ".s";

    private final Path path;
    private final LocalDesk desk;
    private final ServerSocketChannel door;
    private final Selector selector;
    private final Deque<Connection> connections = new ArrayDeque<>();
    private final Thread thread = new Thread(this::serve, "pumprig-orders");
    private volatile boolean closing;

    private ControlSocket(Path path, LocalDesk desk, ServerSocketChannel door, Selector selector) {
        this.path = path;
        this.desk = desk;
        this.door = door;
        this.selector = selector;
        thread.setDaemon(true);
    }

    /** Somebody who is connected, and what he has written of his next line. */
    private final class Connection {
        final SocketChannel channel;
        final ByteBuffer line = ByteBuffer.allocate(MOST_LINE_BYTES);

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        /** Takes what has come; false when the connection is to be closed. */
        boolean read() throws IOException {
            int from = line.position();
            if (channel.read(line) < 0) {
                return false;
            }
            int begin = 0;
            for (int i = from; i < line.position(); i++) {
                if (line.get(i) == '\n') {
                    byte[] request = new byte[i - begin];
                    line.get(begin, request);
                    desk.take(request, this::answer);
                    begin = i + 1;
                }
            }
            line.flip().position(begin);
            line.compact();
            return line.hasRemaining();
        }

        /** Whoever does not read his answers is not waited for. */
        private void answer(byte[] json) {
            ByteBuffer answer = ByteBuffer.allocate(json.length + 1);
            answer.put(json).put((byte) '\n').flip();
            try {
                channel.write(answer);
                if (answer.hasRemaining()) {
                    channel.close();
                }
            } catch (IOException e) {
                // He is gone; what he ordered was carried out all the same.
                drop(this);
            }
        }
    }

    /**
     * Makes the socket, in place of one that a killed process left behind.
     *
     * @param directory locked by this process
     * @throws IOException when it cannot be made there
     */
    static ControlSocket open(Path directory, LocalDesk desk) throws IOException {
        Path path = directory.resolve(NAME);
        ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        Selector selector = null;
        try {
            door.configureBlocking(false);
            selector = Selector.open();
            door.register(selector, SelectionKey.OP_ACCEPT);
            // Last: whatever is at the path and is no socket of ours stays there.
            bindPrivately(door, path);
            return new ControlSocket(path, desk, door, selector);
        } catch (IOException | RuntimeException e) {
            door.close();
            if (selector != null) {
                selector.close();
            }
            throw e;
        }
    }

    /**
     * Looks whether a socket in the directory can have its name, before anything else is done.
     *
     * @throws IOException saying how long it may be
     */
    static void requireName(Path directory) throws IOException {
        int bytes = directory.resolve(NAME).toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_NAME_BYTES) {
            throw new IOException(
                    "the name of a socket in it has "
                            + bytes
                            + " bytes, allowed "
                            + MOST_NAME_BYTES);
        }
    }

    /**
     * In a directory that nobody else may enter, until it is closed to others itself: between bind
     * and chmod anybody could connect.
     */
    private static void bindPrivately(ServerSocketChannel door, Path path) throws IOException {
        Path hidden = path.resolveSibling(HIDDEN);
        Path socket = hidden.resolve("s");
        Files.deleteIfExists(socket);
        Files.deleteIfExists(hidden);
        Files.createDirectory(
                hidden,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try {
            door.bind(UnixDomainSocketAddress.of(socket), MOST_CONNECTIONS);
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            Files.move(
                    socket,
                    path,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(socket);
            Files.deleteIfExists(hidden);
        }
    }

    void start() {
        thread.start();
    }

    private void serve() {
        while (!closing) {
            try {
                selector.select(desk.isWaitedFor() ? ANSWER_POLL_MILLIS : IDLE_MILLIS);
                for (Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
                        ready.hasNext(); ) {
                    SelectionKey key = ready.next();
                    ready.remove();
                    if (key.isValid() && key.isAcceptable()) {
                        accept();
                    } else if (key.isValid() && key.isReadable()) {
                        take((Connection) key.attachment());
                    }
                }
            } catch (IOException e) {
                // Accepting failed, as it does without a free descriptor: those who are connected
                // are served on, and it is not tried again at once.
                LockSupport.parkNanos(this, REST_NANOS);
            }
            desk.poll();
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = door.accept();
        if (channel == null) {
            return;
        }
        connections.removeIf(gone -> !gone.channel.isOpen());
        if (connections.size() == MOST_CONNECTIONS) {
            drop(connections.peekFirst());
        }
        channel.configureBlocking(false);
        Connection connection = new Connection(channel);
        connections.addLast(connection);
        channel.register(selector, SelectionKey.OP_READ, connection);
    }

    private void take(Connection connection) {
        try {
            if (!connection.read()) {
                drop(connection);
            }
        } catch (IOException e) {
            drop(connection);
        }
    }

    private void drop(Connection connection) {
        connections.remove(connection);
        try {
            connection.channel.close();
        } catch (IOException e) {
            // Closed as far as anybody can tell.
            return;
        }
    }

    /** Answers whoever waits, and takes the socket away. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        desk.close();
        while (!connections.isEmpty()) {
            drop(connections.peekFirst());
        }
        try {
            door.close();
            selector.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // The next run replaces what is left of it.
            return;
        }
    }
}
