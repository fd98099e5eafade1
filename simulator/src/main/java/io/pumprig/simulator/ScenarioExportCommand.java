package io.pumprig.simulator;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.link.RemoteRig;
import io.pumprig.simulator.gateway.FaultAnswer;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pumprig-simulator scenario-export}: a live session, kept as a test. */
@Command(
        name = "scenario-export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = ProgramVersion.class,
        description = {
            "Writes the session of a simulated rig so far as a scenario: its therapy, every order"
                    + " and every fault, each in the cycle in which it took effect, and the trace"
                    + " hash that it came to.",
            "`pumprig-simulator test FILE` does the same again and compares the hash."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  pumprig-simulator scenario-export found.yaml",
            "  pumprig-simulator test found.yaml",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:written",
            "1:rejected, by the rig or by the rules of the broker",
            "2:wrong usage, or the file exists",
            "3:no broker, no rig, no answer, or the file cannot be written"
        })
final class ScenarioExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The scenario; a file that does not exist yet.")
    private Path file;

    @Mixin private TesterOptions options;

    @Override
    public Integer call() throws CommandFailure {
        if (Files.exists(file)) {
            throw exists();
        }
        return options.meet(List.of(), this::export);
    }

    private int export(RemoteRig rig) throws IOException, CommandFailure {
        FaultAnswer answer = TesterOptions.ask(rig, "scenario-export");
        if (answer.isAccepted()) {
            try {
                Files.writeString(file, answer.scenario(), StandardOpenOption.CREATE_NEW);
            } catch (FileAlreadyExistsException e) {
                throw exists();
            }
        }
        return options.tell(answer);
    }

    private CommandFailure exists() {
        return new CommandFailure(
                ExitCode.USAGE, file + ": found a file; allowed a name that is not taken");
    }
}
