package io.pumprig.controller.bench;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.command.Progress;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.JournalReader;
import io.pumprig.controller.journal.JournalTable;
import io.pumprig.controller.journal.Soundness;
import io.pumprig.hal.pi.PiClock;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
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
        footerHeading = "%nExamples:%n",
        footer = {"  ${ROOT-COMMAND-NAME} journal verify state/journal.sqlite", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:sound",
            "1:something was changed, lost, added or reordered",
            "2:wrong usage, no such file, or no journal",
            "3:the file cannot be read"
        })
final class JournalVerifyCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private FormatOption format;
    @Mixin private JournalArgument journal;

    @Override
    public Integer call() throws CommandFailure {
        PrintWriter out = spec.commandLine().getOut();
        try (JournalReader reader = journal.open()) {
            Soundness found = checked(reader);
            if (format.isJson()) {
                FormatOption.print(out, document(found));
            } else {
                out.println("journal " + journal.file() + ": " + verdict(found));
            }
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

    private static Soundness checked(JournalReader reader) throws JournalException {
        try (Progress progress = Progress.onTerminal(new PiClock()::nanos)) {
            long links = progress.isShown() ? newestLink(reader) : 0;
            return reader.check(link -> progress.at(link, links, "link " + link));
        }
    }

    /** What the newest checkpoint knows of the chain; 0 when there is none. */
    private static long newestLink(JournalReader reader) throws JournalException {
        ShownRows newest = ShownRows.of(reader, JournalTable.CHECKPOINT, 1, null);
        return newest.size() == 0 ? 0 : Long.parseLong(newest.text(0, "chain_link"));
    }

    private Map<String, Object> document(Soundness found) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("journal", journal.file().toString());
        said.put("sound", found.flaw() == null);
        said.put("flaw", found.flaw());
        said.put("links", found.links());
        said.put("events", found.events());
        said.put("prescriptions", found.prescriptions());
        said.put("checkpoints", found.checkpoints());
        said.put("rotatedUpTo", found.rotatedUpTo());
        return said;
    }
}
