package io.pumprig.simulator.replay;

import io.pumprig.controller.blocks.SessionFolder;
import io.pumprig.controller.recording.NotComparableException;
import io.pumprig.controller.recording.RecordedRig;
import io.pumprig.controller.recording.RecordingException;
import io.pumprig.controller.recording.RecordingFolder;
import io.pumprig.controller.recording.RecordingReader;
import io.pumprig.controller.safety.SafetyLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * All recorded sessions of a state directory, done again, the oldest first, up to the first
 * difference. Sessions of other software, and those that were cut off at once, are passed over as
 * long as there is another.
 */
public final class StateReplay {
    private final SessionFolder folder;
    private final String software;
    private final Function<RecordedRig, SafetyLimits> limits;
    private final LongConsumer progress;
    private final List<String> lines = new ArrayList<>();
    private long cycles;
    private int number;
    private int compared;
    private long bytesBefore;

    /**
     * @param state the state directory of a run on the bench
     * @param software version of this software
     * @param progress told now and then how many bytes of the recordings were compared
     */
    public StateReplay(Path state, String software, LongConsumer progress) {
        this(state, software, RecordedRig::limits, progress);
    }

    /** The same with interlocks of other thresholds than the session had. */
    StateReplay(
            Path state,
            String software,
            Function<RecordedRig, SafetyLimits> limits,
            LongConsumer progress) {
        folder = RecordingFolder.in(state);
        this.software = software;
        this.limits = limits;
        this.progress = progress;
    }

    /** Whether the folder is a state directory in which something was recorded. */
    public static boolean isOne(Path folder) {
        return RecordingFolder.in(folder).exists();
    }

    /** Bytes of all recordings in the folder. */
    public static long bytes(Path folder) throws IOException {
        long bytes = 0;
        for (Path file : RecordingFolder.in(folder).sessions()) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /**
     * Does all of them again.
     *
     * @throws RecordingException when there is none to compare, or one is damaged
     * @throws IOException when one cannot be read
     */
    public ReplayVerdict run() throws IOException, RecordingException {
        List<Path> files = folder.sessions();
        if (files.isEmpty()) {
            throw new RecordingException(
                    folder.path() + ": found no recording; allowed at least one");
        }
        NotComparableException other = null;
        for (Path file : files) {
            number++;
            try {
                Divergence divergence = session(file);
                if (divergence != null) {
                    lines.add("DIVERGED: session " + number + ", " + divergence.text());
                    return new ReplayVerdict(false, lines);
                }
                compared++;
            } catch (NotComparableException e) {
                other = e;
                lines.add("session " + number + "  not compared: " + e.getMessage());
            }
            bytesBefore += Files.size(file);
        }
        if (compared == 0) {
            throw other;
        }
        if (cycles == 0) {
            throw new RecordingException(
                    folder.path() + ": found no cycle; allowed at least one to compare");
        }
        lines.add("FAITHFUL: " + counted(cycles, "cycle") + " of " + counted(compared, "session"));
        return new ReplayVerdict(true, lines);
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private Divergence session(Path file) throws IOException, RecordingException {
        try (RecordingReader reader = RecordingReader.open(file, software)) {
            SessionReplay replay =
                    new SessionReplay(
                            reader,
                            limits.apply(reader.start().rig()),
                            bytes -> progress.accept(bytesBefore + bytes));
            try {
                replay.run();
            } catch (RecordingException e) {
                throw new RecordingException(
                        e.getMessage() + "; the same up to there: " + replay.cycles() + " cycles",
                        e);
            }
            lines.add(
                    "session "
                            + number
                            + "  "
                            + reader.start().session().id()
                            + "  "
                            + replay.cycles()
                            + " cycles the same"
                            + ending(reader, replay));
            cycles += replay.cycles();
            return replay.divergence();
        }
    }

    private static String ending(RecordingReader reader, SessionReplay replay) {
        if (replay.divergence() != null) {
            return "";
        }
        if (replay.failure() != null) {
            return "; " + replay.failure();
        }
        return reader.isWhole()
                ? ""
                : "; the recording ends before the session did: " + reader.end();
    }
}
