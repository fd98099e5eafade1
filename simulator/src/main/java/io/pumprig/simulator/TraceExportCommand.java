package io.pumprig.simulator;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.command.Progress;
import io.pumprig.controller.command.StateDirectory;
import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import io.pumprig.simulator.time.WallWatch;
import io.pumprig.simulator.trace.TraceCsv;
import io.pumprig.simulator.trace.TraceException;
import io.pumprig.simulator.trace.TraceReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pumprig-simulator trace export}: a trace as CSV. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = ProgramVersion.class,
        description = {
            "Writes a trace as CSV (RFC 4180, UTF-8): a header with units, then a row for each"
                    + " traced cycle; the first column is the simulated time in seconds. PlotJuggler"
                    + " and spreadsheets open it.",
            "Of a trace whose run was killed it writes what is whole."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  pumprig-simulator trace export day.trace --out day.csv",
            "  pumprig-simulator trace export day.trace --columns downstream,trueDose",
            "  pumprig-simulator trace export day.trace --from 2h --until 3h",
            "Times carry their unit, ns us ms s min h d: 30s, 24h, \"500 ms\".",
            "More: simulator/docs/traces.md",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:written",
            "2:wrong usage, no such file, no trace, a damaged one, or the output exists",
            "3:the trace cannot be read, or the output not written"
        })
final class TraceExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The trace.")
    private Path file;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "-",
            description = "Writes there (default: standard output, as for -).")
    private String to;

    @Option(names = "--force", description = "With --out: writes over a file that is there.")
    private boolean force;

    @Option(
            names = "--columns",
            paramLabel = "NAME",
            split = ",",
            description =
                    "These columns, beside time and cycle, as `trace info` names them (default:"
                            + " all).")
    private List<String> columns = List.of();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Simulated time of the first row (default: the beginning).")
    private String from;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Simulated time before which the last row lies (default: the end).")
    private String until;

    /** What stands between a reader that is gone and a disk that is full. */
    private boolean writing;

    @Override
    public Integer call() throws CommandFailure {
        long fromNanos = time("--from", from, 0);
        long untilNanos = time("--until", until, Long.MAX_VALUE);
        if (untilNanos <= fromNanos) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--until: found " + until + "; allowed a time after --from");
        }
        try (TraceReader trace = TraceCommand.open(file)) {
            TraceCsv csv = csv(trace, fromNanos, untilNanos);
            try (Writer out = output();
                    Progress progress = Progress.onTerminal(new WallWatch()::nanos)) {
                long all = Files.size(file);
                long rows = csv.write(out, done -> progress.at(done, all, "export"));
                if (trace.isCut()) {
                    System.err.println(
                            file + ": cut off, as its run was killed; " + rows + " rows are whole");
                }
            }
            return ExitCode.OK;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private CommandFailure failure(IOException e) {
        if (writing && !(e instanceof TraceException)) {
            return new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    "--out: "
                            + (to.equals("-") ? "standard output" : to)
                            + " cannot be written: "
                            + StateDirectory.reason(e));
        }
        return TraceCommand.failure(file, e);
    }

    private TraceCsv csv(TraceReader trace, long fromNanos, long untilNanos) throws CommandFailure {
        try {
            return new TraceCsv(trace, columns, fromNanos, untilNanos);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--columns: " + e.getMessage());
        }
    }

    private Writer output() throws IOException, CommandFailure {
        if (to.equals("-")) {
            writing = true;
            return new BufferedWriter(
                    new OutputStreamWriter(new Told(System.out), StandardCharsets.UTF_8), 1 << 16);
        }
        Path path = Path.of(to);
        if (Files.exists(path) && !force) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--out: found " + to + "; allowed a new file, or --force");
        }
        if (Files.exists(path) && Files.isSameFile(path, file)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--out: found the trace itself; allowed another file");
        }
        writing = true;
        return Files.newBufferedWriter(
                path,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
    }

    private static long time(String option, String text, long otherwise) throws CommandFailure {
        if (text == null) {
            return otherwise;
        }
        try {
            return Quantity.parse(Dimension.TIME, text, 0, Long.MAX_VALUE);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, option + ": " + e.getMessage());
        }
    }

    /** Standard output, which complains where {@link PrintStream} is silent. Never closed. */
    private static final class Told extends OutputStream {
        private final PrintStream out;

        Told(PrintStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            look();
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            look();
        }

        private void look() throws IOException {
            if (out.checkError()) {
                throw new IOException("nobody reads it any more, or no space is left");
            }
        }
    }
}
