package io.pumprig.simulator.gateway;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * An MQTT 5 broker inside this process: HiveMQ Community Edition, in memory, over TCP or TLS; who
 * may do what is in {@link BrokerAccess}. There is no WebSocket listener on purpose, since a broker
 * does not check the origin and any web page open in a tester's browser could connect.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final int START_SECONDS = 30;
    private static final long STOP_MILLIS = 10_000;

    private final EmbeddedHiveMQ broker;
    private final Path folder;
    private final BrokerSettings settings;
    private final int port;
    private final int rigPort;
    private final BrokerLines lines;
    private boolean closed;

    private EmbeddedBroker(
            EmbeddedHiveMQ broker,
            Path folder,
            BrokerSettings settings,
            int port,
            int rigPort,
            BrokerLines lines) {
        this.broker = broker;
        this.folder = folder;
        this.settings = settings;
        this.port = port;
        this.rigPort = rigPort;
        this.lines = lines;
    }

    /**
     * Starts a broker for everybody on this machine, plain.
     *
     * @param port 1-65535, or 0 for any that is free
     * @throws IOException as {@link #start(BrokerSettings)}
     */
    public static EmbeddedBroker start(int port) throws IOException {
        return start(BrokerSettings.open(port));
    }

    /**
     * Starts a broker and returns when it takes connections: some seconds in a cold JVM. Any
     * thread; brokers start one after the other.
     *
     * @throws IOException when the port is taken (it names it), or the broker does not start within
     *     30 s
     */
    public static synchronized EmbeddedBroker start(BrokerSettings settings) throws IOException {
        if (settings.port() != 0) {
            requireFree(settings.address(), settings.port());
        }
        Path folder = Files.createTempDirectory("pumprig-broker-");
        try {
            return startIn(folder, settings);
        } catch (IOException | RuntimeException | Error e) {
            delete(folder);
            throw e;
        }
    }

    /** The same as {@link #start(BrokerSettings)} on a daemon thread of its own. */
    public static CompletableFuture<EmbeddedBroker> startInBackground(BrokerSettings settings) {
        CompletableFuture<EmbeddedBroker> started = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                started.complete(start(settings));
                            } catch (IOException | RuntimeException | Error e) {
                                started.completeExceptionally(e);
                            }
                        },
                        "broker-start");
        thread.setDaemon(true);
        thread.start();
        return started;
    }

    /** HiveMQ only logs a port that it cannot bind, so a fixed one is tried here first. */
    private static void requireFree(String address, int port) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        } catch (IOException e) {
            throw new IOException("port " + port + " on " + address + " is taken", e);
        }
    }

    private static EmbeddedBroker startIn(Path folder, BrokerSettings settings) throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path extensions = Files.createDirectory(folder.resolve("extensions"));
        Path configuration = folder.resolve("config.xml");
        Files.writeString(configuration, BrokerConfiguration.text(settings));
        boolean ownListener = settings.keystore() != null;
        BrokerExtension extension =
                new BrokerExtension(
                        new BrokerGuard(
                                settings.access(),
                                ownListener ? BrokerConfiguration.OWN_RIG : null));
        // HiveMQ installs a handler for the whole JVM that may end the process.
        Thread.UncaughtExceptionHandler ours = Thread.getDefaultUncaughtExceptionHandler();
        EmbeddedHiveMQ broker = null;
        try {
            broker =
                    EmbeddedHiveMQ.builder()
                            .withConfigurationFolder(folder)
                            .withDataFolder(data)
                            .withExtensionsFolder(extensions)
                            .withEmbeddedExtension(extension.packed())
                            .withoutLoggingBootstrap()
                            .build();
            InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(50);
            InternalConfigurations.JMX_REPORTER_ENABLED.set(false);
            InternalConfigurations.AUTH_DENY_UNAUTHENTICATED_CONNECTIONS.set(true);
            broker.start().get(START_SECONDS, TimeUnit.SECONDS);
            // It has the keystore's password in it, and was read.
            Files.delete(configuration);
            int port = extension.port(BrokerConfiguration.CLIENTS);
            int rigPort = ownListener ? extension.port(BrokerConfiguration.OWN_RIG) : port;
            return new EmbeddedBroker(broker, folder, settings, port, rigPort, extension.lines());
        } catch (InterruptedException e) {
            end(broker, STOP_MILLIS);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the broker started", e);
        } catch (ExecutionException | TimeoutException e) {
            end(broker, STOP_MILLIS);
            throw new IOException(
                    "the broker did not start on " + settings.address() + ":" + settings.port(), e);
        } catch (IOException e) {
            end(broker, STOP_MILLIS);
            throw e;
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(ours);
        }
    }

    /** Ends a broker within a bound; one that will not end keeps a thread, and nothing of ours. */
    private static void end(EmbeddedHiveMQ broker, long mostMillis) {
        if (broker == null) {
            return;
        }
        Thread.UncaughtExceptionHandler ours = Thread.getDefaultUncaughtExceptionHandler();
        try {
            broker.stop().get(mostMillis, TimeUnit.MILLISECONDS);
            // Only now, since it waits for the stop without a bound: it ends a non-daemon thread.
            broker.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Loopback and in memory: the process may go on, or end, without it.
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(ours);
        }
    }

    /** The port that is listened on, never 0. */
    public int port() {
        return port;
    }

    /** What a client needs, as {@code mqtt://127.0.0.1:1883}, or {@code mqtts://} with TLS. */
    public String url() {
        String scheme = settings.keystore() == null ? "mqtt" : "mqtts";
        return scheme + "://" + settings.address() + ":" + port;
    }

    /** Where the run's own rig connects, with the login that {@link BrokerAccess} has for it. */
    public String rigUrl() {
        return "mqtt://" + BrokerSettings.LOOPBACK + ":" + rigPort;
    }

    /** What can go wrong between {@code rig} and everybody else here. */
    public BrokerFaults faults(String rig) {
        return lines.of(rig);
    }

    /** Connections and messages that were refused since the start. */
    public long refused() {
        return settings.access().refusals().count();
    }

    /**
     * Stops the broker, whoever is connected, and deletes its folder. Takes up to 10 s; a second
     * call does nothing.
     */
    @Override
    public void close() {
        closeWithin(STOP_MILLIS);
    }

    /**
     * The same for a process that ends anyway: after {@code mostMillis} the rest of the stop is
     * left to the end of the process. Clients are told first, the seconds go into what nobody waits
     * for.
     */
    public synchronized void closeWithin(long mostMillis) {
        if (closed) {
            return;
        }
        closed = true;
        end(broker, mostMillis);
        delete(folder);
    }

    private static void delete(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            found.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException | java.io.UncheckedIOException e) {
            // A temporary folder that stays is the operating system's to clean.
        }
    }
}
