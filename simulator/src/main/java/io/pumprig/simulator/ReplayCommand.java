package io.pumprig.simulator;

import io.pumprig.controller.bench.FormatOption;
import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.command.Progress;
import io.pumprig.controller.recording.RecordingException;
import io.pumprig.hal.settings.SettingsException;
import io.pumprig.simulator.replay.ReplayVerdict;
import io.pumprig.simulator.replay.StateReplay;
import io.pumprig.simulator.suite.EvidenceReplay;
import io.pumprig.simulator.time.WallWatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pumprig-simulator replay}: a recording, done again. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = ProgramVersion.class,
        description = {
            "Gives the controller again what was recorded, cycle by cycle, and compares what it"
                    + " decides.",
            "FOLDER is what a failed scenario left (pumprig-simulator test), of which every cycle is"
                    + " compared, or the state directory of a run on the bench (pumprig-controller run --state"
                    + " FOLDER), in which every session is recorded; all of them are compared, the"
                    + " oldest first.",
            "The last line is FAITHFUL with the cycles and sessions compared, or DIVERGED with the"
                    + " first cycle and field that differ."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  pumprig-simulator replay pumprig-test/failed/NAME",
            "  pumprig-simulator replay ~/.local/state/pumprig",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:FAITHFUL",
            "1:DIVERGED",
            "2:wrong usage; no recording, a damaged one, or one of other software",
            "3:the folder cannot be read"
        })
final class ReplayCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "What holds the recording.")
    private Path folder;

    @Mixin private FormatOption format;

    @Override
    public Integer call() throws CommandFailure {
        ReplayVerdict verdict = verdict();
        PrintWriter out = spec.commandLine().getOut();
        if (format.isJson()) {
            FormatOption.print(out, document(verdict));
        } else {
            verdict.lines().forEach(out::println);
        }
        out.flush();
        return verdict.isFaithful() ? ExitCode.OK : ExitCode.FAILED;
    }

    private Map<String, Object> document(ReplayVerdict verdict) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("folder", folder.toString());
        said.put("verdict", verdict.isFaithful() ? "FAITHFUL" : "DIVERGED");
        said.put("lines", verdict.lines());
        return said;
    }

    /** By what the folder holds. */
    private ReplayVerdict verdict() throws CommandFailure {
        if (!Files.isDirectory(folder)) {
            throw new CommandFailure(ExitCode.USAGE, folder + ": found no such folder");
        }
        try (Progress progress = Progress.onTerminal(new WallWatch()::nanos)) {
            if (StateReplay.isOne(folder)) {
                long all = StateReplay.bytes(folder);
                return new StateReplay(
                                folder,
                                ProgramVersion.text(),
                                done -> progress.at(done, all, "replay"))
                        .run();
            }
            if (EvidenceReplay.isOne(folder)) {
                long all = EvidenceReplay.cycles(folder);
                try (BrokerCompany company = new BrokerCompany()) {
                    return new EvidenceReplay(
                                    folder,
                                    company,
                                    ProgramVersion.text(),
                                    done -> progress.at(done, all, "replay"))
                            .run();
                }
            }
        } catch (SettingsException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage());
        } catch (RecordingException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage());
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, folder + ": cannot be read: " + e);
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                folder
                        + ": found no recording; allowed the folder of a failed scenario, or a state"
                        + " directory in which pumprig-controller run has recorded");
    }
}
