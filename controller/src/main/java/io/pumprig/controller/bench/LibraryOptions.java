package io.pumprig.controller.bench;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.TherapyReview;
import io.pumprig.controller.order.Prescription;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/**
 * Which drug library a therapy is held against, and who goes beyond it: options of both programs.
 */
public final class LibraryOptions {
    @Option(
            names = "--library",
            paramLabel = "FILE",
            description =
                    "A drug library of your own, with FILE.sha256 beside it (default: the shipped"
                            + " one).")
    private Path library;

    @Option(
            names = TherapyReview.BY,
            paramLabel = "NAME",
            description =
                    "Who decided to go beyond a soft limit of the drug library, with"
                            + " --override-why (default: nobody).")
    private String overrideBy;

    @Option(
            names = TherapyReview.WHY,
            paramLabel = "TEXT",
            description = "Why, with --override-by; no hard limit is moved by them.")
    private String overrideWhy;

    /** For picocli. */
    public LibraryOptions() {}

    /** The library's file; null for the shipped one. */
    public Path file() {
        return library;
    }

    /**
     * Holds a therapy against the library.
     *
     * @param name of the therapy's file, for complaints
     * @throws CommandFailure with exit code 2, naming what was found and what is allowed
     */
    public TherapyReview review(String name, Prescription therapy) throws CommandFailure {
        return TherapyReview.of(name, therapy, library, overrideBy, overrideWhy);
    }
}
