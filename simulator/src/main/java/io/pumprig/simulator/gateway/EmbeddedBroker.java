package io.pumprig.simulator.gateway;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.client.parameter.Listener;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.admin.AdminService;
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
 * An MQTT 5 broker inside this process: HiveMQ Community Edition, in memory, on loopback TCP alone.
 *
 * <p>Anonymous, which is only as safe as its address: whoever can open a connection to 127.0.0.1 of
 * this machine may inject faults (SR-99). There is no WebSocket listener on purpose, since a broker
 * does not check the origin and any web page open in a tester's browser could connect.
 */
public final class EmbeddedBroker implements AutoCloseable {
    /** The only address that is listened on. */
    public static final String ADDRESS = "127.0.0.1";

    /**
     * Largest packet taken: well above the 64 KiB that a request may have, so that a client which
     * sends too much is told so by an answer instead of losing its connection.
     */
    private static final int MOST_PACKET_BYTES = 2_000_000;

    private static final int START_SECONDS = 30;
    private static final long STOP_MILLIS = 10_000;

    private final EmbeddedHiveMQ broker;
    private final Path folder;
    private final int port;
    private boolean closed;

    private EmbeddedBroker(EmbeddedHiveMQ broker, Path folder, int port) {
        this.broker = broker;
        this.folder = folder;
        this.port = port;
    }

    /**
     * Starts a broker and returns when it takes connections: some seconds in a cold JVM. Any
     * thread; brokers start one after the other.
     *
     * @param port 1-65535, or 0 for any that is free
     * @throws IOException when the port is taken (it names it), or the broker does not start within
     *     30 s
     */
    public static synchronized EmbeddedBroker start(int port) throws IOException {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + ", allowed 0-65535");
        }
        if (port != 0) {
            requireFree(port);
        }
        Path folder = Files.createTempDirectory("pumprig-broker-");
        try {
            return startIn(folder, port);
        } catch (IOException | RuntimeException | Error e) {
            delete(folder);
            throw e;
        }
    }

    /** The same as {@link #start} on a daemon thread of its own. */
    public static CompletableFuture<EmbeddedBroker> startInBackground(int port) {
        CompletableFuture<EmbeddedBroker> started = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                started.complete(start(port));
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
    private static void requireFree(int port) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(ADDRESS), port));
        } catch (IOException e) {
            throw new IOException("port " + port + " on " + ADDRESS + " is taken", e);
        }
    }

    private static EmbeddedBroker startIn(Path folder, int port) throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path extensions = Files.createDirectory(folder.resolve("extensions"));
        Files.writeString(folder.resolve("config.xml"), configuration(port));
        Admin admin = new Admin();
        // HiveMQ installs a handler for the whole JVM that may end the process.
        Thread.UncaughtExceptionHandler ours = Thread.getDefaultUncaughtExceptionHandler();
        EmbeddedHiveMQ broker = null;
        try {
            broker =
                    EmbeddedHiveMQ.builder()
                            .withConfigurationFolder(folder)
                            .withDataFolder(data)
                            .withExtensionsFolder(extensions)
                            .withEmbeddedExtension(admin.extension())
                            .withoutLoggingBootstrap()
                            .build();
            InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(50);
            InternalConfigurations.JMX_REPORTER_ENABLED.set(false);
            broker.start().get(START_SECONDS, TimeUnit.SECONDS);
            return new EmbeddedBroker(broker, folder, admin.port());
        } catch (InterruptedException e) {
            end(broker, STOP_MILLIS);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the broker started", e);
        } catch (ExecutionException | TimeoutException e) {
            end(broker, STOP_MILLIS);
            throw new IOException("the broker did not start on " + ADDRESS + ":" + port, e);
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

    private static String configuration(int port) {
        return """
                <?xml version="1.0"?>
                <hivemq>
                  <listeners>
                    <tcp-listener>
                      <port>%d</port>
                      <bind-address>%s</bind-address>
                    </tcp-listener>
                  </listeners>
                  <mqtt>
                    <queued-messages>
                      <max-queue-size>10000</max-queue-size>
                      <strategy>discard-oldest</strategy>
                    </queued-messages>
                    <topic-alias><enabled>false</enabled></topic-alias>
                    <packets><max-packet-size>%d</max-packet-size></packets>
                    <receive-maximum>
                      <server-receive-maximum>1000</server-receive-maximum>
                    </receive-maximum>
                  </mqtt>
                  <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                  <persistence><mode>in-memory</mode></persistence>
                </hivemq>
                """
                .formatted(port, ADDRESS, MOST_PACKET_BYTES);
    }

    /** The port that is listened on, never 0. */
    public int port() {
        return port;
    }

    /** What a client needs, as {@code mqtt://127.0.0.1:1883}. */
    public String url() {
        return "mqtt://" + ADDRESS + ":" + port;
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

    /** The only way to learn which port was bound: an extension may ask the server. */
    private static final class Admin implements ExtensionMain {
        private volatile AdminService service;

        @Override
        public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
            service = Services.adminService();
        }

        @Override
        public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
            service = null;
        }

        EmbeddedExtension extension() {
            return EmbeddedExtension.builder()
                    .withId("pumprig")
                    .withName("pumprig")
                    .withVersion("1")
                    .withExtensionMain(this)
                    .build();
        }

        int port() throws IOException {
            AdminService asked = service;
            if (asked != null) {
                for (Listener listener : asked.getServerInformation().getListener()) {
                    return listener.getPort();
                }
            }
            throw new IOException("the broker started without a listener");
        }
    }
}
