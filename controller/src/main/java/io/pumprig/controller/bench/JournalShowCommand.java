package io.pumprig.controller.bench;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.JournalReader;
import io.pumprig.controller.journal.JournalTable;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code journal show}: the records for people. */
@Command(
        name = "show",
        sortOptions = false,
        description = {
            "Shows a journal: its sessions, the prescription in force, the ledger by purpose and"
                    + " cause, the fault log and the events, the newest last.",
            "Volume is in microsteps: what one holds is a value of the rig. Does not check the"
                    + " hash chain; verify does."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${ROOT-COMMAND-NAME} journal show state/journal.sqlite --last 5",
            "  ${ROOT-COMMAND-NAME} journal show state/journal.sqlite --kind alarm",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:shown",
            "1:the journal is damaged",
            "2:wrong usage, no such file, or no journal",
            "3:the file cannot be read"
        })
final class JournalShowCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--last",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "Newest sessions, faults and events to show, 1 or more of each (default:"
                            + " ${DEFAULT-VALUE}).")
    private long last;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            completionCandidates = Kinds.class,
            description =
                    "Shows events of this kind alone: ${COMPLETION-CANDIDATES} (default: all, and"
                            + " the rest of the journal).")
    private EventKind kind;

    @Mixin private FormatOption format;
    @Mixin private JournalArgument journal;

    /** The kinds as they are called in the file. */
    static final class Kinds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(EventKind.values()).map(EventKind::topic).iterator();
        }
    }

    @Override
    public Integer call() throws CommandFailure {
        if (last < 1) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--last: found " + last + "; allowed 1 or more");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (JournalReader reader = journal.open()) {
            if (format.isJson()) {
                FormatOption.print(out, document(reader));
                return ExitCode.OK;
            }
            if (kind == null) {
                out.println("journal        " + journal.file());
                sessions(reader, out);
                therapy(reader, out);
                faults(reader, out);
            }
            events(reader, out);
            out.flush();
            return ExitCode.OK;
        } catch (JournalException e) {
            throw JournalArgument.failure(e);
        }
    }

    private void sessions(JournalReader reader, PrintWriter out) throws JournalException {
        ShownRows rows = ShownRows.of(reader, JournalTable.SESSION, last, null);
        out.println(rows.size() == 0 ? "sessions       none" : "sessions");
        for (int i = 0; i < rows.size(); i++) {
            out.println("  " + rows.words(i, "utc", "id", "backend", "version"));
        }
    }

    private Map<String, Object> document(JournalReader reader) throws JournalException {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("journal", journal.file().toString());
        if (kind == null) {
            said.put("sessions", newest(reader, JournalTable.SESSION, null).documents());
            ShownRows checkpoint = ShownRows.of(reader, JournalTable.CHECKPOINT, 1, null);
            boolean begun = checkpoint.size() > 0;
            int inForce = begun ? inForce(reader, checkpoint) : -1;
            said.put("prescription", inForce < 0 ? null : prescriptions(reader).document(inForce));
            said.put("ledger", begun ? checkpoint.document(0) : null);
            said.put("faultLog", newest(reader, JournalTable.FAULT_LOG, null).documents());
        }
        String topic = kind == null ? null : kind.topic();
        said.put("events", newest(reader, JournalTable.EVENT, topic).documents());
        return said;
    }

    private ShownRows newest(JournalReader reader, JournalTable table, String topic)
            throws JournalException {
        return ShownRows.of(reader, table, last, topic);
    }

    private static ShownRows prescriptions(JournalReader reader) throws JournalException {
        return ShownRows.of(reader, JournalTable.PRESCRIPTION, Long.MAX_VALUE, null);
    }

    /** The row of the prescription of a checkpoint, or -1. */
    private static int inForce(JournalReader reader, ShownRows checkpoint) throws JournalException {
        ShownRows rows = prescriptions(reader);
        int found = -1;
        for (int i = 0; i < rows.size(); i++) {
            if (rows.text(i, "link").equals(checkpoint.text(0, "prescription"))) {
                found = i;
            }
        }
        return found;
    }

    private void therapy(JournalReader reader, PrintWriter out) throws JournalException {
        ShownRows checkpoint = ShownRows.of(reader, JournalTable.CHECKPOINT, 1, null);
        if (checkpoint.size() == 0) {
            out.println("ledger         nothing recorded yet");
            return;
        }
        out.println("prescription");
        int inForce = inForce(reader, checkpoint);
        if (inForce >= 0) {
            prescriptions(reader)
                    .list(inForce, out, "link", "nanos", "utc_millis", "previous", "hash");
        }
        out.println("ledger");
        checkpoint.list(
                0,
                out,
                "id",
                "session",
                "prescription",
                "remainder_high",
                "remainder_low",
                "therapy",
                "position_known",
                "counter_counts",
                "angle_counts",
                "companion_sha256",
                "chain_link",
                "chain_hash",
                "checksum");
    }

    private void faults(JournalReader reader, PrintWriter out) throws JournalException {
        ShownRows rows = ShownRows.of(reader, JournalTable.FAULT_LOG, last, null);
        out.println(rows.size() == 0 ? "fault log      empty" : "fault log");
        for (int i = 0; i < rows.size(); i++) {
            out.println("  " + rows.words(i, "utc", "kind", "subject", "phase", "detail"));
        }
    }

    private void events(JournalReader reader, PrintWriter out) throws JournalException {
        String topic = kind == null ? null : kind.topic();
        ShownRows rows = ShownRows.of(reader, JournalTable.EVENT, last, topic);
        out.println(rows.size() == 0 ? "events         none" : "events");
        for (int i = 0; i < rows.size(); i++) {
            out.println("  " + rows.words(i, "utc", "cycle", "kind", "subject", "phase", "detail"));
        }
    }
}
