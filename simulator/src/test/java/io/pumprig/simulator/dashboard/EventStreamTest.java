package io.pumprig.simulator.dashboard;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] LARGE =
            ("\"" + "x".repeat(1_000_000) + "\"").getBytes(StandardCharsets.UTF_8);

    private final Board board = new Board();
    private final Plots plots = new Plots();

    /** What was written so far; one thread writes and another one looks. */
    private static final class Written extends ByteArrayOutputStream {
        @Override
        public synchronized String toString() {
            return super.toString(StandardCharsets.UTF_8);
        }
    }

    private static Thread running(EventStream stream) {
        Thread thread = new Thread(stream::run, "stream");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    void aWatcherGetsWhatThereIsAndThenWhatIsNewAndSignsOfLifeInBetween() throws Exception {
        board.put("link", "link", new byte[] {'1'});
        Written written = new Written();
        EventStream stream = new EventStream(board, plots, written);
        Thread thread = running(stream);
        await().atMost(PATIENCE).until(() -> written.toString().contains("event: link\ndata: 1"));
        board.putPaced("state", "state", new byte[] {'2'});
        await().atMost(PATIENCE).until(() -> written.toString().contains("event: state\ndata: 2"));
        for (int i = 0; i < 30; i++) {
            board.add(new byte[] {'3'});
        }
        await().atMost(PATIENCE)
                .until(() -> written.toString().split("event: event\n", -1).length == 31);
        await().atMost(PATIENCE).until(() -> written.toString().endsWith(":\n\n"));
        stream.close();
        thread.join(PATIENCE.toMillis());
        assertFalse(thread.isAlive());
    }

    @Test
    void aWatcherWhoTakesNothingIsSeenAndCanBeLetGo() throws IOException, InterruptedException {
        InetAddress here = InetAddress.getByName("127.0.0.1");
        try (ServerSocketChannel door =
                        ServerSocketChannel.open().bind(new InetSocketAddress(here, 0));
                SocketChannel idle = SocketChannel.open(door.getLocalAddress());
                SocketChannel served = door.accept()) {
            EventStream stream =
                    new EventStream(board, plots, Channels.newOutputStream(served), 0.05);
            assertFalse(stream.isStuck());
            for (int i = 0; i < 30; i++) {
                board.put("slot" + i, "limits", LARGE);
            }
            Thread thread = running(stream);
            await().atMost(PATIENCE).until(stream::isStuck);
            // Nobody waits for it meanwhile.
            board.put("link", "link", new byte[] {'1'});
            stream.close();
            thread.join(PATIENCE.toMillis());
            assertFalse(thread.isAlive());
            assertTrue(idle.isOpen());
            assertFalse(served.isOpen());
        }
    }
}
