package io.pumprig.controller.bench;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program {@code pumprig-controller}. */
@Command(
        name = "pumprig-controller",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        subcommands = {
            CheckCommand.class,
            CalibrateCommand.class,
            RunCommand.class,
            OrderCommand.class,
            JournalCommand.class,
            CompletionCommand.class,
            ReferenceCommand.class,
            CommandLine.HelpCommand.class
        },
        description = {
            "Runs the pump controller of pumprig on a Raspberry Pi with the reference rig.",
            "A bench instrument, not a medical device."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  pumprig-controller check --rig rig.yaml",
            "  pumprig-controller run --rig rig.yaml --therapy therapy.yaml",
            "pumprig-controller COMMAND --help tells all that a command takes.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it did what it was asked for (alarms do not change that)",
            "1:the run or the controller said no",
            "2:wrong usage or a bad file",
            "3:the environment failed: board, part, broker, directory, no answer",
            "130:ended by Ctrl-C, summary printed",
            "143:ended by SIGTERM, summary printed"
        })
public final class PumprigController implements Runnable {
    private final BenchHost host;

    @Spec private CommandSpec spec;

    /** For the completion script, which is made of the options alone. */
    public PumprigController() {
        this(new PiHost());
    }

    private PumprigController(BenchHost host) {
        this.host = host;
    }

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(execute(new PiHost(), arguments));
    }

    /**
     * Runs the command on {@code host}, on the calling thread to its end, and gives its exit code.
     * What it says goes to the host's streams.
     */
    public static int execute(BenchHost host, String... arguments) {
        return commandLine(host).execute(arguments);
    }

    static CommandLine commandLine(BenchHost host) {
        return new CommandLine(new PumprigController(host))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(host.out(), true))
                .setErr(new PrintWriter(host.err(), true))
                .setParameterExceptionHandler(new WrongUsage())
                .setExecutionExceptionHandler(PumprigController::explain);
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

    /** What the commands run on. */
    BenchHost host() {
        return host;
    }

    /** Without a subcommand there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Missing a command: " + WrongUsage.commands(spec));
    }
}
