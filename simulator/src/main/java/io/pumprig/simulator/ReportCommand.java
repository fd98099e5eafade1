package io.pumprig.simulator;

import io.pumprig.controller.bench.FormatOption;
import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.command.Progress;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.simulator.report.RecordReader;
import io.pumprig.simulator.report.RunReport;
import io.pumprig.simulator.time.WallWatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pumprig-simulator report}: what a state directory tells of its run. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = ProgramVersion.class,
        description = {
            "Makes a report of a run from its state directory, of the simulator or of a bench: one"
                    + " HTML page that needs nothing else, and CSV files with units in their"
                    + " headers.",
            "A run that goes on may be looked at too: nothing in the state directory is changed, and"
                    + " the report goes as far as was written. What is missing is said."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  pumprig-simulator report kept --report out",
            "More: simulator/docs/report.md",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:written; the last line is the page",
            "2:wrong usage, no state directory, or a damaged journal",
            "3:the report cannot be written"
        })
final class ReportCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "STATE_DIR",
            description =
                    "State directory of a run (run --state STATE_DIR), or the folder of a failed"
                            + " scenario.")
    private Path state;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            defaultValue = "pumprig-report",
            description = "Where report.html and the CSV files go (default: ${DEFAULT-VALUE}).")
    private Path report;

    @Mixin private ProfileOption profile;

    @Mixin private FormatOption format;

    @Override
    public Integer call() throws CommandFailure {
        profile.chosen();
        if (!RecordReader.isState(state)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    state
                            + ": found no journal.sqlite; allowed the state directory of a run"
                            + " (run --state DIR)");
        }
        ReportOptions.prepare(report);
        try (Progress progress = Progress.onTerminal(new WallWatch()::nanos)) {
            Path page =
                    RunReport.write(
                            state,
                            report,
                            profile.chosen(),
                            done -> progress.at(done, 1_000, "report"));
            PrintWriter out = spec.commandLine().getOut();
            if (format.isJson()) {
                Map<String, Object> said = new LinkedHashMap<>();
                said.put("state", state.toString());
                said.put("report", page.toString());
                FormatOption.print(out, said);
            } else {
                out.println("report " + page);
            }
            out.flush();
            return ExitCode.OK;
        } catch (JournalException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage());
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, "--report: " + e.getMessage());
        }
    }
}
