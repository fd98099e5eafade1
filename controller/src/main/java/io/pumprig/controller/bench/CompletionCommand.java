package io.pumprig.controller.bench;

import io.pumprig.controller.command.ExitCode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code completion}: what a shell needs to complete the commands of a program. */
@Command(
        name = "completion",
        description = {
            "Prints a script by which bash and zsh complete commands, options and their values."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  alias ${ROOT-COMMAND-NAME}='java -jar ${ROOT-COMMAND-NAME}.jar'",
            "  source <(${ROOT-COMMAND-NAME} completion)",
            "In .bashrc or .zshrc they hold for every shell; zsh is told by the script itself to"
                    + " take what is made for bash.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed", "2:wrong usage"})
public final class CompletionCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    /** For picocli. */
    public CompletionCommand() {}

    @Override
    public Integer call() {
        CommandLine program = spec.root().commandLine();
        PrintWriter out = spec.commandLine().getOut();
        out.print(AutoComplete.bash(spec.root().name(), program));
        out.flush();
        return ExitCode.OK;
    }
}
