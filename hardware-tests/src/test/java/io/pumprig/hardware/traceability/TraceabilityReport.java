package io.pumprig.hardware.traceability;

import java.io.IOException;
import java.io.PrintStream;
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
    private static final String SIMULATED = "sim";
    private static final Path TABLES = Path.of("controller", "src", "test", "resources");

    private final Path root;
    private final String build;
    private final String rig;
    private final boolean strict;

    /**
     * @param rig where the tests ran; on another than the simulator's some are skipped, so that a
     *     gap is shown and fails nothing
     * @param strict false to print gaps without failing; mistakes fail all the same
     */
    TraceabilityReport(Path root, String build, String rig, boolean strict) {
        this.root = root;
        this.build = build;
        this.rig = rig;
        this.strict = strict && rig.equals(SIMULATED);
    }

    /**
     * What came of it.
     *
     * @param lines to print
     * @param failure why the build fails, or null
     */
    record Verdict(List<String> lines, String failure) {}

    /**
     * @param arguments the root folder, the name of this build, the rig, and {@code true} to fail
     *     at gaps
     * @throws IllegalStateException when something is missing or wrong, which ends the build
     */
    public static void main(String[] arguments) throws IOException {
        run(arguments, System.out);
    }

    static void run(String[] arguments, PrintStream out) throws IOException {
        Verdict verdict =
                new TraceabilityReport(
                                Path.of(arguments[0]).toAbsolutePath().normalize(),
                                arguments[1],
                                arguments[2],
                                Boolean.parseBoolean(arguments[3]))
                        .write();
        verdict.lines().forEach(out::println);
        if (verdict.failure() != null) {
            throw new IllegalStateException(verdict.failure());
        }
    }

    /** Writes both files, whatever is in them. */
    Verdict write() throws IOException {
        TestRuns runs = TestRuns.read(root, build);
        if (runs.partial() != null) {
            return new Verdict(List.of("traceability: not written, since " + runs.partial()), null);
        }
        Trace trace =
                new Trace(
                        Tables.read(root.resolve(TABLES)),
                        DesignItems.read(root),
                        runs.tests(),
                        rig);
        Path target = Files.createDirectories(root.resolve("target"));
        Files.writeString(target.resolve("traceability.json"), new TraceJson(trace).text());
        Files.writeString(target.resolve("traceability.html"), new TraceHtml(trace).text());
        return new Verdict(lines(trace), failure(trace));
    }

    private List<String> lines(Trace trace) {
        List<String> lines = new ArrayList<>();
        lines.add("traceability on rig " + rig + ": " + trace.summary());
        for (Tables.NotMet one : trace.tables().notMet()) {
            lines.add("  not met: " + one.id() + ", " + one.part() + ": " + one.reason());
        }
        trace.gaps().forEach(gap -> lines.add("  gap: " + gap));
        trace.mistakes().forEach(mistake -> lines.add("  mistake: " + mistake));
        lines.add("  see target/traceability.html");
        return lines;
    }

    private String failure(Trace trace) {
        int gaps = trace.gaps().size();
        int mistakes = trace.mistakes().size();
        return mistakes > 0 || strict && gaps > 0
                ? "traceability, as listed above: gaps " + gaps + ", mistakes " + mistakes
                : null;
    }
}
