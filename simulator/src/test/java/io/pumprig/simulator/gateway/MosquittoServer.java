package io.pumprig.simulator.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Mosquitto with the shipped example, on a free port of loopback; every user has the same
 * password. Ends with the test.
 */
final class MosquittoServer implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 20_000;
    private static final String PLACE = "/etc/mosquitto/pumprig/";

    private final Process process;
    private final int port;

    private MosquittoServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Where the program is, if it is installed. */
    static Optional<Path> program(String name) {
        Stream<String> path = Stream.of(System.getenv("PATH").split(":"));
        return Stream.concat(path, Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static MosquittoServer start(Path folder, Certificates certificate, String password)
            throws Exception {
        Files.copy(certificate.pem(), folder.resolve("server.crt"));
        Files.copy(certificate.keyPem(), folder.resolve("server.key"));
        Files.copy(MosquittoExampleTest.FOLDER.resolve("acl"), folder.resolve("acl"));
        Path passwords = Files.createFile(folder.resolve("passwords"));
        for (String user : List.of("bench-1", "viewer", "operator", "tester")) {
            run(folder, "mosquitto_passwd", "-b", passwords.toString(), user, password);
        }
        int port = freePort();
        String shipped = Files.readString(MosquittoExampleTest.FOLDER.resolve("mosquitto.conf"));
        String here =
                shipped.replace("listener 8883", "listener " + port + " " + BrokerSettings.LOOPBACK)
                        .replace(PLACE, folder + "/");
        // As root it would give up its rights, and could not read a test's private folder.
        String user = "user " + System.getProperty("user.name") + "\n";
        Path configuration = Files.writeString(folder.resolve("mosquitto.conf"), user + here);
        Process process =
                new ProcessBuilder(
                                program("mosquitto").orElseThrow().toString(),
                                "-c",
                                configuration.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("mosquitto.log").toFile())
                        .start();
        MosquittoServer server = new MosquittoServer(process, port);
        server.awaitListening(folder.resolve("mosquitto.log"));
        return server;
    }

    private static void run(Path folder, String name, String... arguments) throws Exception {
        List<String> command =
                Stream.concat(
                                Stream.of(program(name).orElseThrow().toString()),
                                Stream.of(arguments))
                        .toList();
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("passwd.log").toFile())
                        .start();
        if (!process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
            throw new AssertionError(Files.readString(folder.resolve("passwd.log")));
        }
    }

    private static int freePort() throws IOException {
        InetAddress loopback = InetAddress.getByName(BrokerSettings.LOOPBACK);
        try (ServerSocket free = new ServerSocket(0, 1, loopback)) {
            return free.getLocalPort();
        }
    }

    private void awaitListening(Path log) throws Exception {
        long begin = System.nanoTime();
        while (!isListening()) {
            boolean late = System.nanoTime() - begin > PATIENCE_MILLIS * 1_000_000;
            if (late || process.waitFor(20, TimeUnit.MILLISECONDS)) {
                close();
                throw new AssertionError(Files.readString(log));
            }
        }
    }

    private boolean isListening() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(BrokerSettings.LOOPBACK, port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    String url() {
        return "mqtts://" + BrokerSettings.LOOPBACK + ":" + port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(5, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
