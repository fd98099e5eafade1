package io.pumprig.controller.bench;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.JournalReader;
import io.pumprig.controller.journal.Soundness;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code journal verify}: is it as it was written? */
@Command(
        name = "verify",
        description = {
            "Checks that a journal is as it was written: the file's structure, every link of the"
                    + " hash chain, every checkpoint and prescription by its checksum.",
            "Names the first thing that is wrong. Finds damage and careless editing; the chain has"
                    + " no key, so it does not find somebody who computes all of it anew."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:sound",
            "1:something was changed, lost, added or reordered",
            "2:wrong usage, no such file, or no journal",
            "3:the file cannot be read"
        })
final class JournalVerifyCommand implements Callable<Integer> {
    private static final long LINKS_PER_SIGN = 50_000;

    @Spec private CommandSpec spec;
    @Mixin private JournalArgument journal;

    @Override
    public Integer call() throws CommandFailure {
        PrintWriter out = spec.commandLine().getOut();
        try (JournalReader reader = journal.open()) {
            Soundness found = reader.check(this::progress);
            out.println("journal " + journal.file() + ": " + verdict(found));
            out.flush();
            return found.flaw() == null ? ExitCode.OK : ExitCode.FAILED;
        } catch (JournalException e) {
            throw JournalArgument.failure(e);
        }
    }

    private static String verdict(Soundness found) {
        if (found.flaw() != null) {
            return found.flaw();
        }
        return found.links()
                + " links, "
                + found.events()
                + " events, "
                + found.prescriptions()
                + " prescriptions, "
                + found.checkpoints()
                + " checkpoints"
                + (found.rotatedUpTo() == 0
                        ? ""
                        : ", old events up to link " + found.rotatedUpTo() + " removed by rule")
                + "; sound";
    }

    /** A sign of life for whoever waits at a terminal. */
    private void progress(long link) {
        if (link % LINKS_PER_SIGN == 0 && System.console() != null) {
            PrintWriter err = spec.commandLine().getErr();
            err.print("\rlink " + link + "\r");
            err.flush();
        }
    }
}
