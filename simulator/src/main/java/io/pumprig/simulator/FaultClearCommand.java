package io.pumprig.simulator;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.simulator.gateway.FaultForm;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pumprig-simulator fault clear}: ends faults. */
@Command(
        name = "clear",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = ProgramVersion.class,
        description = {
            "Ends a fault and tells its effects, or ends all. What it has done to the rig stays,"
                    + " as a burst line stays empty."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  pumprig-simulator fault clear F-01",
            "  pumprig-simulator fault clear --all",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:accepted",
            "1:rejected, by the rig or by the rules of the broker",
            "2:wrong usage",
            "3:no broker, no rig, or no answer"
        })
final class FaultClearCommand implements Callable<Integer> {
    @ArgGroup(exclusive = true, multiplicity = "1")
    private Which which;

    @Mixin private TesterOptions options;

    /** One of them, or all. */
    static final class Which {
        @Parameters(
                index = "0",
                paramLabel = "KEY",
                description = "The fault's key, as `fault active` tells it.")
        private String key;

        @Option(names = "--all", description = "Ends every fault that acts or is to come.")
        private boolean all;
    }

    @Override
    public Integer call() throws CommandFailure {
        return options.meet(
                List.of(),
                rig ->
                        options.tell(
                                which.all
                                        ? TesterOptions.ask(rig, "fault-clear-all")
                                        : TesterOptions.ask(
                                                rig,
                                                "fault-clear",
                                                FaultForm.blank().with("key", which.key).bytes())));
    }
}
