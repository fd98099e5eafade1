package io.pumprig.controller.bench;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.command.StateDirectory;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.Resumable;
import io.pumprig.controller.journal.SqliteJournal;
import io.pumprig.hal.device.PumpHead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The state directory of a run, locked, with its journal open, and the therapy that an earlier run
 * left there if it is the one to run now. The ledger counts microsteps, so a state also belongs to
 * the rig and the head with which it was begun; a file beside the journal says which.
 */
final class KeptTherapy implements AutoCloseable {
    private static final String RIG = "rig.txt";

    private final StateDirectory directory;
    private final SqliteJournal journal;
    private final Optional<Resumable> therapy;
    private boolean handedOver;

    private KeptTherapy(
            StateDirectory directory, SqliteJournal journal, Optional<Resumable> therapy) {
        this.directory = directory;
        this.journal = journal;
        this.therapy = therapy;
    }

    /**
     * Opens the state, made where there is none.
     *
     * @throws CommandFailure when it is in use, cannot be used, or belongs to another therapy
     */
    static KeptTherapy open(BenchSettings settings) throws CommandFailure {
        StateDirectory directory = directory(settings.state());
        try {
            SqliteJournal journal = SqliteJournal.open(directory.journal());
            try {
                Optional<Resumable> therapy = journal.resumable();
                compare(settings, therapy);
                return new KeptTherapy(directory, journal, therapy);
            } catch (JournalException | CommandFailure | IOException | RuntimeException e) {
                journal.close();
                throw e;
            }
        } catch (JournalException e) {
            close(directory);
            throw new CommandFailure(ExitCode.ENVIRONMENT, e.getMessage());
        } catch (IOException e) {
            close(directory);
            throw unusable(settings.state(), e);
        } catch (CommandFailure | RuntimeException e) {
            close(directory);
            throw e;
        }
    }

    private static StateDirectory directory(Path path) throws CommandFailure {
        try {
            ControlSocket.requireName(path);
            return StateDirectory.open(path);
        } catch (StateDirectory.InUseException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, e.getMessage());
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    private static CommandFailure unusable(Path path, IOException why) {
        return new CommandFailure(
                ExitCode.ENVIRONMENT,
                "state directory " + path + " cannot be used: " + StateDirectory.reason(why));
    }

    private static void compare(BenchSettings settings, Optional<Resumable> therapy)
            throws IOException, CommandFailure {
        Path rig = settings.state().resolve(RIG);
        String present = rigOf(settings);
        if (therapy.isEmpty()) {
            Files.writeString(rig, present, StandardCharsets.UTF_8);
            return;
        }
        if (!therapy.get().prescription().identity().equals(settings.prescription().identity())) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "state directory "
                            + settings.state()
                            + " belongs to another therapy; run that one, or give an empty"
                            + " directory");
        }
        String begun = Files.readString(rig, StandardCharsets.UTF_8);
        if (!begun.equals(present)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "rig: found "
                            + present.strip()
                            + "; allowed "
                            + begun.strip()
                            + ", with which state directory "
                            + settings.state()
                            + " was begun");
        }
    }

    /** The rig and the head, as the file says it: microsteps of another head are other volumes. */
    private static String rigOf(BenchSettings settings) {
        PumpHead head = settings.wiring().pump();
        return settings.wiring().rig()
                + ", "
                + head.picolitresPerRevolution()
                + " pL per revolution, "
                + head.microstepsPerRevolution()
                + " microsteps\n";
    }

    /** The directory's journal; closed with this unless somebody else said that he does. */
    SqliteJournal journal() {
        return journal;
    }

    /** Whoever writes the journal closes it too. */
    void handOver() {
        handedOver = true;
    }

    /** What an earlier run left, the same therapy as now; empty when none has begun. */
    Optional<Resumable> therapy() {
        return therapy;
    }

    @Override
    public void close() {
        if (!handedOver) {
            journal.close();
        }
        close(directory);
    }

    private static void close(StateDirectory directory) {
        try {
            directory.close();
        } catch (IOException e) {
            // The lock goes with the process, and nothing in the directory depends on it.
            return;
        }
    }
}
