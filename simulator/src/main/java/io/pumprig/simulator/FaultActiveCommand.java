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
        description = {"Shows the faults that act or are to come, with their effects so far."})
final class FaultActiveCommand implements Callable<Integer> {
    @Mixin private TesterOptions options;

    @Override
    public Integer call() throws CommandFailure {
        return options.meet(List.of(), rig -> options.tell(TesterOptions.ask(rig, "fault-list")));
    }
}
