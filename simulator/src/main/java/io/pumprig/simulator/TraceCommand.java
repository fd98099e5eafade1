package io.pumprig.simulator;

import io.pumprig.controller.bench.FormatOption;
import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ElapsedTime;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.command.StateDirectory;
import io.pumprig.simulator.trace.TraceColumn;
import io.pumprig.simulator.trace.TraceException;
import io.pumprig.simulator.trace.TraceHead;
import io.pumprig.simulator.trace.TraceReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pumprig-simulator trace}: what {@code run --trace} wrote, looked at and taken along. */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        subcommands = {
            TraceExportCommand.class,
            TraceCommand.Info.class,
            CommandLine.HelpCommand.class
        },
        description = {
            "Looks at a trace: what `run --trace FILE` wrote, or cycles.trace in the folder of a"
                    + " failed scenario. simulator/docs/traces.md tells what its columns are."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  pumprig-simulator trace info day.trace",
            "  pumprig-simulator trace export day.trace --out day.csv",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "2:wrong usage, no such file, or no trace",
            "3:a file cannot be read or written"
        })
final class TraceCommand implements Runnable {
    @Spec private CommandSpec spec;

    /** Without a subcommand there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing a command: export, info");
    }

    /**
     * Opens a trace for a command.
     *
     * @throws CommandFailure with exit code 2 when it is none, 3 when it cannot be read
     */
    static TraceReader open(Path file) throws CommandFailure {
        if (Files.isDirectory(file)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    file + ": found a directory; allowed a trace, as run --trace FILE writes it");
        }
        if (!Files.exists(file)) {
            throw new CommandFailure(ExitCode.USAGE, file + ": found no such file");
        }
        try {
            return TraceReader.open(file);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /** A file that is wrong is the user's; one that cannot be read is the machine's. */
    static CommandFailure failure(Path file, IOException e) {
        return e instanceof TraceException
                ? new CommandFailure(ExitCode.USAGE, e.getMessage())
                : new CommandFailure(
                        ExitCode.ENVIRONMENT,
                        file + ": cannot be read: " + StateDirectory.reason(e));
    }

    /** {@code trace info}: what is in it. */
    @Command(
            name = "info",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            versionProvider = ProgramVersion.class,
            description = {
                "Tells which run a trace is of, how many rows it has and up to where, and its"
                        + " columns; proves every block by its checksum.",
                "A trace whose run was killed ends with its last whole block, and says so."
            },
            footerHeading = "%nExamples:%n",
            footer = {"  pumprig-simulator trace info day.trace --format json", ""},
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:told",
                "2:wrong usage, no such file, no trace, or a damaged one",
                "3:the file cannot be read"
            })
    static final class Info implements Callable<Integer> {
        @Spec private CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "The trace.")
        private Path file;

        @Mixin private FormatOption format;

        @Override
        public Integer call() throws CommandFailure {
            PrintWriter out = spec.commandLine().getOut();
            try (TraceReader trace = open(file)) {
                long first = -1;
                while (trace.next()) {
                    first = first < 0 ? trace.cycle() : first;
                }
                if (format.isJson()) {
                    FormatOption.print(out, document(trace, first));
                } else {
                    lines(trace, first).forEach(out::println);
                }
                out.flush();
                return ExitCode.OK;
            } catch (IOException e) {
                throw failure(file, e);
            }
        }

        private Map<String, Object> document(TraceReader trace, long first) {
            TraceHead head = trace.head();
            Map<String, Object> said = new LinkedHashMap<>();
            said.put("file", file.toString());
            said.put("backend", "sim");
            said.put("rig", head.rig());
            said.put("version", head.version());
            said.put("seed", head.seed());
            said.put("periodNanos", head.periodNanos());
            said.put("every", head.every());
            said.put("rows", trace.rows());
            said.put("bytes", trace.position());
            said.put("firstCycle", first < 0 ? null : (Object) first);
            said.put("lastCycle", trace.rows() == 0 ? null : (Object) trace.cycle());
            said.put("whole", !trace.isCut());
            said.put("traceHash", trace.isCut() ? null : trace.end().traceHash());
            List<Object> columns = new ArrayList<>();
            for (TraceColumn column : head.columns()) {
                columns.add(Map.of("label", column.label(), "unit", column.unit()));
            }
            said.put("columns", columns);
            return said;
        }

        private List<String> lines(TraceReader trace, long first) {
            TraceHead head = trace.head();
            List<String> lines = new ArrayList<>();
            lines.add("backend       sim");
            lines.add("rig           " + head.rig());
            lines.add("version       " + head.version());
            lines.add("seed          " + head.seed());
            lines.add("every         " + head.every() + " cycles of " + head.periodNanos() + " ns");
            lines.add("rows          " + trace.rows() + ", " + trace.position() + " bytes");
            if (trace.rows() > 0) {
                lines.add("cycles        " + first + " to " + trace.cycle());
                lines.add("until         " + ElapsedTime.of(trace.cycle() * head.periodNanos()));
            }
            for (TraceColumn column : head.columns()) {
                lines.add("column        " + column.heading());
            }
            lines.add(
                    trace.isCut()
                            ? "cut off       the run was killed; all up to here is whole"
                            : "trace hash: " + trace.end().traceHash());
            return lines;
        }
    }
}
