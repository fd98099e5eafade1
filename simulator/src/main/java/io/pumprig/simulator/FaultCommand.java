package io.pumprig.simulator;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pumprig-simulator fault}: the tester's client. */
@Command(
        name = "fault",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        subcommands = {
            FaultListCommand.class,
            FaultInjectCommand.class,
            FaultClearCommand.class,
            FaultActiveCommand.class,
            CommandLine.HelpCommand.class
        },
        description = {
            "Breaks one thing at a time in a simulated rig, over MQTT. Says first whether a"
                    + " simulation or a bench is at the other end; a bench refuses all of it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  pumprig-simulator fault list F-01",
            "  pumprig-simulator fault inject F-01",
            "  pumprig-simulator fault clear F-01",
            "More: simulator/docs/fault-command.md",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:accepted; with --await: the alarm was raised in time",
            "1:rejected, by the rig or by the rules of the broker; with --await: late or never",
            "2:wrong usage or a bad file",
            "3:no broker, no rig, or no answer"
        })
final class FaultCommand implements Runnable {
    @Spec private CommandSpec spec;

    /** Without a subcommand there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Missing a command: list, inject, clear, active, help");
    }
}
