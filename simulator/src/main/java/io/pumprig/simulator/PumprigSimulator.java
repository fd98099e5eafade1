package io.pumprig.simulator;

import io.pumprig.controller.bench.CompletionCommand;
import io.pumprig.controller.bench.JournalCommand;
import io.pumprig.controller.bench.ReferenceCommand;
import io.pumprig.controller.bench.WrongUsage;
import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program {@code pumprig-simulator}. */
@Command(
        name = "pumprig-simulator",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        subcommands = {
            RunCommand.class,
            TestCommand.class,
            DeterminismPeerCommand.class,
            ReplayCommand.class,
            ReportCommand.class,
            FaultCommand.class,
            ScenarioExportCommand.class,
            SweepCommand.class,
            DashboardCommand.class,
            TraceCommand.class,
            PasswdCommand.class,
            SchemaCommand.class,
            AsyncApiCommand.class,
            JournalCommand.class,
            CompletionCommand.class,
            ReferenceCommand.class,
            CommandLine.HelpCommand.class
        },
        description = {
            "Runs the pump controller of pumprig on a simulated rig.",
            "A bench instrument and its simulator, not a medical device."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  pumprig-simulator run",
            "  pumprig-simulator test --filter F-01",
            "pumprig-simulator COMMAND --help tells all that a command takes.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it did what it was asked for (alarms do not change that)",
            "1:the run failed, or a replay differs",
            "2:wrong usage or a bad file",
            "3:the environment failed: port, broker, directory",
            "130:ended by Ctrl-C, summary printed",
            "143:ended by SIGTERM, summary printed"
        })
public final class PumprigSimulator implements Runnable {
    @Spec private CommandSpec spec;

    /** For picocli. */
    public PumprigSimulator() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    /** Runs the command and gives its exit code. */
    static int execute(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new PumprigSimulator())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new WrongUsage())
                .setExecutionExceptionHandler(PumprigSimulator::explain);
    }

    private static int explain(
            Exception problem, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (problem instanceof CommandFailure failure) {
            err.println(failure.getMessage());
            return failure.exitCode();
        }
        problem.printStackTrace(err);
        return ExitCode.FAILED;
    }

    /** Without a subcommand there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Missing a command: " + WrongUsage.commands(spec));
    }
}
