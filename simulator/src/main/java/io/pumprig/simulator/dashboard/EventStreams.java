package io.pumprig.simulator.dashboard;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** The browsers that watch, {@value #MOST} at a time. For any thread. */
final class EventStreams {
    static final int MOST = 64;

    private final Board board;
    private final Plots plots;
    private final Semaphore places = new Semaphore(MOST);
    private final Set<EventStream> running = ConcurrentHashMap.newKeySet();

    EventStreams(Board board, Plots plots) {
        this.board = board;
        this.plots = plots;
    }

    /**
     * Goes on with an exchange whose head has yet to be sent, on a thread of its own.
     *
     * @return false when there is no place
     */
    boolean begin(HttpExchange exchange) throws IOException {
        if (!places.tryAcquire()) {
            return false;
        }
        boolean begun = false;
        try {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            EventStream stream = new EventStream(board, plots, exchange.getResponseBody());
            Thread thread = new Thread(() -> run(exchange, stream), "dashboard-stream");
            thread.setDaemon(true);
            thread.start();
            begun = true;
        } finally {
            if (!begun) {
                places.release();
            }
        }
        return true;
    }

    private void run(HttpExchange exchange, EventStream stream) {
        running.add(stream);
        try {
            stream.run();
        } finally {
            running.remove(stream);
            places.release();
            exchange.close();
        }
    }

    /** Lets those go that take nothing. */
    void look() {
        running.stream().filter(EventStream::isStuck).forEach(EventStream::close);
    }

    void close() {
        running.forEach(EventStream::close);
    }
}
