package io.pumprig.controller.bench;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.command.Progress;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.JournalReader;
import io.pumprig.controller.journal.JournalTable;
import io.pumprig.controller.journal.RowSink;
import io.pumprig.hal.pi.PiClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code journal export}: a table as CSV. */
@Command(
        name = "export",
        sortOptions = false,
        description = {
            "Writes a table of the journal as CSV (RFC 4180, UTF-8): a header with units, then the"
                    + " rows, oldest first. The first column is UTC in words; nanos is the rig's"
                    + " monotonic clock.",
            "With --format json each row is a document, its keys the names of the columns."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${ROOT-COMMAND-NAME} journal export state/journal.sqlite --out events.csv",
            "  ${ROOT-COMMAND-NAME} journal export state/journal.sqlite --format json",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:written",
            "1:the journal is damaged",
            "2:wrong usage, no such file, no journal, or the output exists",
            "3:the journal cannot be read, or the output not written"
        })
final class JournalExportCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--table",
            paramLabel = "TABLE",
            defaultValue = "event",
            completionCandidates = Tables.class,
            description = "Which: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private JournalTable table;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Writes there (default: standard output).")
    private Path out;

    @Option(names = "--force", description = "With --out: writes over a file that is there.")
    private boolean force;

    @Mixin private FormatOption format;
    @Mixin private JournalArgument journal;

    /** The tables as they are called in the file. */
    static final class Tables implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(JournalTable.values()).map(JournalTable::label).iterator();
        }
    }

    @Override
    public Integer call() throws CommandFailure {
        if (force && out == null) {
            throw new CommandFailure(ExitCode.USAGE, "--force belongs to --out");
        }
        try (JournalReader reader = journal.open()) {
            if (out == null) {
                write(reader, spec.commandLine().getOut());
            } else {
                writeFile(reader);
            }
            return ExitCode.OK;
        } catch (JournalException e) {
            throw JournalArgument.failure(e);
        }
    }

    private void write(JournalReader reader, PrintWriter to) throws JournalException {
        RowSink rows = format.isJson() ? new JsonRows(to) : new CsvRows(to);
        try (Progress progress = Progress.onTerminal(new PiClock()::nanos)) {
            // On a terminal the rows themselves tell how far it is.
            boolean counted = progress.isShown() && (out != null || System.console() == null);
            reader.read(
                    table, counted ? new CountedRows(rows, progress, reader.rows(table)) : rows);
        }
        to.flush();
    }

    private void writeFile(JournalReader reader) throws JournalException, CommandFailure {
        OpenOption[] how =
                force
                        ? new OpenOption[] {
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE
                        }
                        : new OpenOption[] {
                            StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE
                        };
        requireAnotherFile();
        try (PrintWriter writer =
                new PrintWriter(Files.newBufferedWriter(out, StandardCharsets.UTF_8, how))) {
            write(reader, writer);
            if (writer.checkError()) {
                throw new CommandFailure(
                        ExitCode.ENVIRONMENT, "--out: " + out + " cannot be written to its end");
            }
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--out: found " + out + "; allowed a new file, or --force");
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    "--out: " + out + " cannot be written: " + e.getMessage());
        }
    }

    /** Even with --force nothing goes over the records themselves. */
    private void requireAnotherFile() throws CommandFailure {
        try {
            if (Files.exists(out) && Files.isSameFile(out, journal.file())) {
                throw new CommandFailure(
                        ExitCode.USAGE, "--out: found the journal itself; allowed another file");
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    "--out: " + out + " cannot be written: " + e.getMessage());
        }
    }
}
