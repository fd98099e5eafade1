package io.pumprig.simulator.dashboard;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.pumprig.controller.link.RigWatch;
import io.pumprig.simulator.time.WallWatch;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * A page that shows a rig, served until it is closed. It owns what it was given to watch the rig
 * with.
 */
public final class Dashboard implements AutoCloseable {
    private static final int HIGHEST_PORT = 65_535;
    private static final int BACKLOG = 64;
    private static final int HANDLERS = 32;
    private static final int MOST_WAITING = 256;
    private static final int MOST_READ = 256;
    private static final long LISTEN_MILLIS = 100;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final double LOOK_SECONDS = 0.2;

    static {
        // Before the first server: without, an answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // A request that is not there after 10 s will not come.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxReqHeaders", "64");
        System.setProperty("jdk.httpserver.maxConnections", "256");
    }

    private final RigWatch watch;
    private final Consumer<String> log;
    private final Board board = new Board();
    private final Plots plots = new Plots();
    private final EventStreams streams = new EventStreams(board, plots);
    private final LinkNews link;
    private final RigReader reader;
    private final UntilEvent until;
    private final HttpServer server;
    private final ThreadPoolExecutor handlers;
    private final Thread thread = new Thread(this::run, "dashboard-reader");
    private final String url;
    private volatile boolean closed;

    private Dashboard(RigWatch watch, DashboardDoor door, String version, Consumer<String> log)
            throws IOException {
        this.watch = watch;
        this.log = log;
        link = new LinkNews(board, log);
        reader = new RigReader(board, plots, this::happened, link::trouble);
        Orders orders = new Orders(watch, reader);
        until = new UntilEvent(board, orders);
        server = listen(door);
        int port = server.getAddress().getPort();
        handlers = pool();
        server.setExecutor(handlers);
        server.createContext(
                "/",
                new Router(
                        new Router.Parts(
                                new Gate(door, port),
                                new PageFiles(),
                                watch,
                                reader,
                                plots,
                                streams,
                                orders,
                                until),
                        version,
                        log));
        String host = door.address().contains(":") ? "[" + door.address() + "]" : door.address();
        url = (door.isLocal() ? "http://" : "https://") + host + ":" + port + "/";
        thread.setDaemon(true);
    }

    /**
     * Begins to serve.
     *
     * @param watch follows the rig; closed with the dashboard, and when this fails
     * @param version of the program
     * @param log gets a sentence for each trouble; any thread
     * @throws IOException in words for a person: the port that was asked for is taken, or there is
     *     no such address here
     */
    public static Dashboard open(
            RigWatch watch, DashboardDoor door, String version, Consumer<String> log)
            throws IOException {
        try {
            Dashboard dashboard = new Dashboard(watch, door, version, log);
            dashboard.look(watch.view());
            dashboard.server.start();
            dashboard.thread.start();
            return dashboard;
        } catch (IOException | RuntimeException | Error e) {
            watch.close();
            throw e;
        }
    }

    private static HttpServer listen(DashboardDoor door) throws IOException {
        int port = door.port();
        while (true) {
            try {
                return bind(door, port);
            } catch (BindException e) {
                boolean isTaken = String.valueOf(e.getMessage()).contains("in use");
                if (!isTaken || door.isPortAskedFor() || port == 0 || port == HIGHEST_PORT) {
                    throw new IOException(
                            "dashboard: port "
                                    + port
                                    + " on "
                                    + door.address()
                                    + (isTaken ? " is in use" : ": " + e.getMessage()),
                            e);
                }
                port++;
            }
        }
    }

    private static HttpServer bind(DashboardDoor door, int port) throws IOException {
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getByName(door.address()), port);
        if (door.isLocal()) {
            return HttpServer.create(address, BACKLOG);
        }
        HttpsServer server = HttpsServer.create(address, BACKLOG);
        server.setHttpsConfigurator(new HttpsConfigurator(door.tls()));
        return server;
    }

    private static ThreadPoolExecutor pool() {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        HANDLERS,
                        HANDLERS,
                        5,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(MOST_WAITING),
                        request -> {
                            Thread handler = new Thread(request, "dashboard-http");
                            handler.setDaemon(true);
                            return handler;
                        });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Where it is, for a browser. */
    public String url() {
        return url;
    }

    private void run() {
        WallWatch sinceLook = new WallWatch();
        while (!closed) {
            try {
                if (read() > 0) {
                    // In between a newer state may take the place of the one that waits.
                    LockSupport.parkNanos(this, PAUSE_NANOS);
                }
                if (sinceLook.seconds() >= LOOK_SECONDS) {
                    sinceLook = new WallWatch();
                    look(watch.view());
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.accept("the dashboard failed to read what the rig said: " + e);
            }
        }
    }

    /** Reads what there is, a bounded part of it; how much. */
    private int read() throws InterruptedException {
        int count = 0;
        RigWatch.Heard heard = watch.next(LISTEN_MILLIS);
        while (heard != null) {
            reader.take(heard);
            count++;
            heard = count < MOST_READ ? watch.next(0) : null;
        }
        return count;
    }

    private void look(RigWatch.View view) {
        link.look(view);
        String unread = watch.takeTrouble();
        if (unread != null) {
            link.trouble(unread);
        }
        link.tellTrouble();
        streams.look();
        until.look(
                reader.simSeconds(),
                view.rig() == RigWatch.Standing.READY || view.rig() == RigWatch.Standing.SILENT);
    }

    private void happened(JsonNode news) {
        until.happened(news);
    }

    /** Lets every browser go. Bounded. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        streams.close();
        server.stop(0);
        handlers.shutdownNow();
        until.close();
        watch.close();
    }
}
