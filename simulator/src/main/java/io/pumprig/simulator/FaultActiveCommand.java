package io.pumprig.simulator;

import io.pumprig.controller.command.CommandFailure;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pumprig-simulator fault active}: what is broken now. */
@Command(
        name = "active",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = ProgramVersion.class,
        description = {"Shows the faults that act or are to come, with their effects so far."},
        footerHeading = "%nExamples:%n",
        footer = {"  pumprig-simulator fault active --format json", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:accepted",
            "1:rejected, by the rig or by the rules of the broker",
            "2:wrong usage",
            "3:no broker, no rig, or no answer"
        })
final class FaultActiveCommand implements Callable<Integer> {
    @Mixin private TesterOptions options;

    @Override
    public Integer call() throws CommandFailure {
        return options.meet(List.of(), rig -> options.tell(TesterOptions.ask(rig, "fault-list")));
    }
}
