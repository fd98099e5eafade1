package io.pumprig.hardware.virtualpi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a guest does between its start and its end: shell commands, in {@code /app}, with the host's
 * test class path at hand. What they leave in {@code /results} comes back to the host.
 */
final class GuestJob {
    /** Java in the guest: the class path, the natives and nothing that costs time to start. */
    private static final String JAVA =
            "/jre/bin/java -ea -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData"
                    + " -Xshare:auto -XX:SharedArchiveFile=/"
                    + GuestImage.CLASS_ARCHIVE
                    + " -Dpi4j.library.path=/natives"
                    + " -DjSerialComm.library.path=/natives";

    static final String CONTROLLER = "io.pumprig.controller.bench.PumprigController";

    /** The simulator's broker and what it brings, and the rules of architecture. */
    private static final List<String> HOST_ONLY =
            List.of(
                    "angus-",
                    "archunit",
                    "commons-",
                    "eclipse-collections",
                    "guava-",
                    "guice-",
                    "hivemq-",
                    "istack-",
                    "jackson-core-2",
                    "jackson-databind-2",
                    "jakarta.",
                    "jaxb-",
                    "jctools-",
                    "jsch-",
                    "metrics-",
                    "netty-",
                    "oshi-",
                    "rocksdbjni-",
                    "txw2-",
                    "zero-allocation-");

    private final List<String> commands = new ArrayList<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    /** A line of shell. */
    GuestJob shell(String command) {
        commands.add(command);
        return this;
    }

    /** A program of the class path: its options, its main class, its arguments. */
    GuestJob java(String... words) {
        return shell(javaCommand(words));
    }

    /**
     * Tests, chosen as JUnit's console launcher understands it, such as {@code
     * --select-class=io.pumprig.X}; the results name each of them.
     *
     * @param options of their Java, such as {@code -Dname=value}
     */
    GuestJob tests(List<String> options, String... selection) {
        List<String> words = new ArrayList<>(options);
        words.add("org.junit.platform.console.ConsoleLauncher");
        words.add("execute");
        words.addAll(List.of(selection));
        words.add("--reports-dir=/results/" + GuestResults.REPORTS);
        words.add("--details=testfeed");
        words.add("--disable-banner");
        words.add("--disable-ansi-colors");
        return java(words.toArray(String[]::new));
    }

    /** Shell that stands in a resource, such as {@code check.sh}. */
    GuestJob script(String resource) {
        return shell(new String(resource(resource), StandardCharsets.UTF_8));
    }

    /** From here on, {@code pumprig} is the controller's program; run it in a shell of its own. */
    GuestJob controller() {
        return shell("pumprig() { exec " + javaCommand(CONTROLLER) + " \"$@\"; }");
    }

    /** The rig file of the guest's rig, {@code /app/rig.yaml}. */
    GuestJob rig() {
        return with("app/rig.yaml", resource("rig.yaml"));
    }

    static byte[] resource(String name) {
        try (InputStream in = GuestJob.class.getResourceAsStream("/virtualpi/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file in the guest, such as {@code app/rig.yaml}. */
    GuestJob with(String name, byte[] content) {
        files.put(name, content.clone());
        return this;
    }

    /** The shell command of a program of the class path, for jobs that do more than start it. */
    static String javaCommand(String... words) {
        return JAVA
                + " -cp \"$(cat /app/classpath)\" "
                + List.of(words).stream()
                        .map(word -> "'" + word.replace("'", "'\\''") + "'")
                        .collect(Collectors.joining(" "));
    }

    String script() {
        return String.join("\n", commands) + "\n";
    }

    Map<String, byte[]> files() {
        return files;
    }

    /** The host's own test class path, as far as it is of use in a guest. */
    static List<Path> classPath() {
        // Surefire keeps the class path of its forks to itself, but for this.
        String path =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of(path.split(":")).stream()
                .map(Path::of)
                .filter(entry -> Files.exists(entry) && !isOfTheHost(entry))
                .toList();
    }

    private static boolean isOfTheHost(Path entry) {
        String name = entry.getFileName().toString();
        return HOST_ONLY.stream().anyMatch(name::startsWith);
    }
}
