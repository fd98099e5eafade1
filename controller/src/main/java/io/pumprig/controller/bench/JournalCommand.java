package io.pumprig.controller.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code journal}: looks at the records of a run, the same on the bench and at the desk. */
@Command(
        name = "journal",
        subcommands = {
            JournalVerifyCommand.class,
            JournalShowCommand.class,
            JournalExportCommand.class
        },
        description = {
            "Looks at the journal of a run: the file journal.sqlite in its state directory. Changes"
                    + " nothing, and may be used while a controller writes.",
            "controller/docs/journal.md tells what is in it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${ROOT-COMMAND-NAME} journal show state/journal.sqlite",
            "  ${ROOT-COMMAND-NAME} journal verify state/journal.sqlite",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the journal is damaged",
            "2:wrong usage, no such file, or no journal",
            "3:the file cannot be read"
        })
public final class JournalCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    /** For picocli. */
    public JournalCommand() {}

    /** Without a subcommand there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing a command: verify, show, export");
    }
}
