package io.pumprig.controller.bench;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.JournalReader;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The file that a command about a journal looks at. */
final class JournalArgument {
    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "The journal: journal.sqlite in a state directory.")
    private Path file;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    /** For picocli. */
    JournalArgument() {}

    Path file() {
        return file;
    }

    JournalReader open() throws CommandFailure {
        if (Files.isDirectory(file)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "journal "
                            + file
                            + ": found a directory; allowed a file, as "
                            + file.resolve("journal.sqlite"));
        }
        if (!Files.exists(file)) {
            throw new CommandFailure(ExitCode.USAGE, "journal " + file + ": there is no such file");
        }
        if (!Files.isReadable(file)) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT, "journal " + file + ": it may not be read");
        }
        try {
            return JournalReader.open(file);
        } catch (JournalException e) {
            throw failure(e);
        }
    }

    static CommandFailure failure(JournalException e) {
        int code =
                switch (e.kind()) {
                    case REFUSED -> ExitCode.USAGE;
                    case DAMAGED -> ExitCode.FAILED;
                    case ENVIRONMENT -> ExitCode.ENVIRONMENT;
                };
        return new CommandFailure(code, e.getMessage());
    }
}
