package io.pumprig.hardware.virtualpi;

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
                    + " -Xshare:auto -Dpi4j.library.path=/natives"
                    + " -DjSerialComm.library.path=/natives";

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
     * @param properties {@code -D} options of their Java
     */
    GuestJob tests(List<String> properties, String... selection) {
        List<String> words = new ArrayList<>(properties);
        words.add("org.junit.platform.console.ConsoleLauncher");
        words.add("execute");
        words.addAll(List.of(selection));
        words.add("--reports-dir=/results/" + GuestResults.REPORTS);
        words.add("--details=testfeed");
        words.add("--disable-banner");
        words.add("--disable-ansi-colors");
        return java(words.toArray(String[]::new));
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

    /** The host's own test class path, whichever way Surefire handed it over. */
    static List<Path> classPath() {
        String path =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of(path.split(":")).stream().map(Path::of).toList();
    }
}
