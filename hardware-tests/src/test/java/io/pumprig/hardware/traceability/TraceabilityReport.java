package io.pumprig.hardware.traceability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Called by the build when the tests of the last module are over. Writes {@code
 * target/traceability.json} and {@code .html} below the root, prints a summary and what is missing,
 * and fails when something is.
 */
public final class TraceabilityReport {
    private static final Path TABLES = Path.of("controller", "src", "test", "resources");

    private final Path root;
    private final String build;
    private final boolean strict;

    /**
     * @param strict false to print gaps without failing; mistakes fail all the same
     */
    TraceabilityReport(Path root, String build, boolean strict) {
        this.root = root;
        this.build = build;
        this.strict = strict;
    }

    /**
     * @param arguments the root folder, the name of this build, and {@code true} to fail at gaps
     */
    public static void main(String[] arguments) throws IOException {
        List<String> lines =
                new TraceabilityReport(
                                Path.of(arguments[0]).toAbsolutePath().normalize(),
                                arguments[1],
                                Boolean.parseBoolean(arguments[2]))
                        .write();
        lines.forEach(System.out::println);
    }

    /**
     * Writes both files.
     *
     * @return what to print
     * @throws IllegalStateException when something is missing or wrong, after both were written
     */
    List<String> write() throws IOException {
        TestRuns runs = TestRuns.read(root, build);
        if (runs.partial() != null) {
            return List.of("traceability: not written, since " + runs.partial());
        }
        Trace trace =
                new Trace(Tables.read(root.resolve(TABLES)), DesignItems.read(root), runs.tests());
        Path target = Files.createDirectories(root.resolve("target"));
        Files.writeString(target.resolve("traceability.json"), new TraceJson(trace).text());
        Files.writeString(target.resolve("traceability.html"), new TraceHtml(trace).text());
        return judged(trace);
    }

    private List<String> judged(Trace trace) {
        List<String> lines = new ArrayList<>();
        lines.add("traceability: " + trace.summary());
        for (Tables.NotMet one : trace.tables().notMet()) {
            lines.add("  not met: " + one.id() + ", " + one.part() + ": " + one.reason());
        }
        trace.gaps().forEach(gap -> lines.add("  gap: " + gap));
        trace.mistakes().forEach(mistake -> lines.add("  mistake: " + mistake));
        lines.add("  see target/traceability.html");
        int wrong = trace.mistakes().size() + (strict ? trace.gaps().size() : 0);
        if (wrong > 0) {
            throw new IllegalStateException(String.join(System.lineSeparator(), lines));
        }
        return lines;
    }
}
