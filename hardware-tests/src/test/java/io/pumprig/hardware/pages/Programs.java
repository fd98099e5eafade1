package io.pumprig.hardware.pages;

import io.pumprig.hal.UsualSignals;
import io.pumprig.hardware.bench.BenchAtADesk;
import io.pumprig.simulator.PumprigSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a page calls by name, as commands of a shell. The two programs are those of this build.
 * Where a page leaves broker and dashboard their usual ports, they get free ones, since the usual
 * may be taken here; what is printed then is told back with the usual.
 */
final class Programs {
    private static final int USUAL_BROKER = 1883;
    private static final int USUAL_DASHBOARD = 8080;

    private static final String CONSOLE =
            "org.junit.platform.console.ConsoleLauncher execute --disable-banner"
                    + " --disable-ansi-colors --details=tree --fail-if-no-tests"
                    + " --config=junit.platform.execution.listeners.deactivate=*";

    private final Path folder;
    private final Path classes;
    private final int broker = freePort();
    private final int dashboard = freePort();

    /**
     * @param folder theirs
     * @param classes that stand before those of this build
     */
    Programs(Path folder, Path classes) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.classes = classes;
        write("java", jars());
        write("mvn", maven());
        write("pumprig-simulator", simulator());
        write("pumprig-controller", java("", BenchAtADesk.class.getName()) + " \"$@\"\n");
        for (String client : List.of("mosquitto_pub", "mosquitto_sub")) {
            // The real one where there is one; else one that does what pages need of it.
            write(
                    client,
                    installed(client)
                                    .map(real -> "exec " + real)
                                    .orElse(
                                            java(
                                                    "",
                                                    MosquittoClient.class.getName() + " " + client))
                            + " -p "
                            + broker
                            + " \"$@\"\n");
        }
    }

    private String simulator() {
        return "case \"$*\" in\n"
                + "  *--broker*) ;;\n"
                + "  'run '*) set -- \"$@\" --broker embedded:%d --dashboard %d ;;\n"
                        .formatted(broker, dashboard)
                + "  'fault list'*) ;;\n"
                + "  'fault '* | 'scenario-export'*) set -- \"$@\" --broker mqtt://127.0.0.1:%d ;;\n"
                        .formatted(broker)
                + "esac\n"
                + java("", PumprigSimulator.class.getName())
                + " \"$@\"\n";
    }

    /** The jars of a package are the classes of this build. */
    private static String jars() {
        return "case \"$*\" in\n"
                + "  '-jar '*pumprig-simulator.jar*) shift 2; exec pumprig-simulator \"$@\" ;;\n"
                + "  '-jar '*pumprig-controller.jar*) shift 2; exec pumprig-controller \"$@\" ;;\n"
                + "esac\n"
                + "exec %s/bin/java \"$@\"\n".formatted(System.getProperty("java.home"));
    }

    /** What a page builds is built already; the tests that it names are run. */
    private String maven() {
        return "for word in \"$@\"; do case \"$word\" in -Dtest=*)\n"
                + java("-ea ", CONSOLE)
                + " --scan-classpath=%s --include-classname=\".*[.]${word#-Dtest=}\"\n"
                        .formatted(classes)
                + "esac; done\n";
    }

    private static String java(String options, String main) {
        return "exec "
                + System.getProperty("java.home")
                + "/bin/java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto "
                + options
                + main;
    }

    private void write(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static java.util.Optional<Path> installed(String name) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What starts a shell that knows them, for these lines. */
    ProcessBuilder shell(Path in, String lines) {
        ProcessBuilder shell =
                new ProcessBuilder(
                                UsualSignals.restoredFor(
                                        List.of("bash", "-euo", "pipefail", "-c", lines)))
                        .directory(in.toFile())
                        .redirectErrorStream(true);
        Map<String, String> environment = shell.environment();
        environment.put("PATH", folder + ":" + System.getenv("PATH"));
        environment.put("CLASSPATH", classes + ":" + System.getProperty("java.class.path"));
        environment.put("HOME", in.toString());
        return shell;
    }

    /** What was printed, with the ports that a reader has. */
    String told(String line) {
        return line.replace("127.0.0.1:" + broker, "127.0.0.1:" + USUAL_BROKER)
                .replace("127.0.0.1:" + dashboard, "127.0.0.1:" + USUAL_DASHBOARD);
    }

    /** An address as a page writes it, where it is here. */
    String here(String address) {
        return address.replace("127.0.0.1:" + USUAL_DASHBOARD, "127.0.0.1:" + dashboard);
    }
}
