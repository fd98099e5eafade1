package io.pumprig.controller.bench;

import io.pumprig.controller.command.ExitCode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reference}: all commands of a program on one page. */
@Command(
        name = "reference",
        description = {
            "Prints all commands of this program, with options, defaults and exit codes, as one page"
                    + " of Markdown."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ${ROOT-COMMAND-NAME} reference > commands.md"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed", "2:wrong usage"})
public final class ReferenceCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    /** For picocli. */
    public ReferenceCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(CommandReference.of(spec.root().commandLine()));
        out.flush();
        return ExitCode.OK;
    }
}
