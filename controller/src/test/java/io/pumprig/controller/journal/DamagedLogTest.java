package io.pumprig.controller.journal;

import static io.pumprig.controller.journal.JournalFile.PRESCRIPTION;
import static io.pumprig.controller.journal.JournalFile.SESSION;
import static io.pumprig.controller.journal.JournalFile.checkpoint;
import static io.pumprig.controller.journal.JournalFile.save;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A write-ahead log that a crash left, whole, torn or damaged. */
@Tag("SR-16")
@Tag("SR-40")
@Tag("F-39")
class DamagedLogTest {
    @TempDir private Path directory;
    private Path file;
    private Path log;
    private byte[] database;
    private byte[] frames;

    /** Where the log ends after checkpoint 1, 2 ... */
    private final int[] ends = new int[21];

    @BeforeEach
    void twentyCommitsAndACrash() throws Exception {
        Path written = directory.resolve("written.sqlite");
        try (SqliteJournal journal = SqliteJournal.open(written)) {
            journal.begin(SESSION, PRESCRIPTION, 0);
            for (int i = 1; i <= 20; i++) {
                save(journal, checkpoint(i));
                ends[i] = (int) Files.size(directory.resolve("written.sqlite-wal"));
            }
            database = Files.readAllBytes(written);
            frames = Files.readAllBytes(directory.resolve("written.sqlite-wal"));
        }
        file = directory.resolve("journal.sqlite");
        log = directory.resolve("journal.sqlite-wal");
    }

    private Resumable resumable(byte[] left) throws Exception {
        Files.write(file, database);
        Files.write(log, left);
        return resumableAgain();
    }

    private Resumable resumableAgain() throws Exception {
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            assertEquals(Optional.empty(), journal.verify());
            return journal.resumable().orElseThrow();
        }
    }

    private byte[] flipped(int at) {
        byte[] damaged = frames.clone();
        damaged[at] ^= 1;
        return damaged;
    }

    @Test
    void aWholeLogGivesAllOfItsCommits() throws Exception {
        assertEquals(20, resumable(frames).last().seq);
        assertEquals(Optional.empty(), resumableAgain().fellBack());
    }

    @Test
    void aTornOneGivesItsWholeCommitsAndHasNothingToReport() throws Exception {
        Resumable resumable = resumable(Arrays.copyOf(frames, ends[13] + 2_000));
        assertEquals(13, resumable.last().seq);
        assertEquals(Optional.empty(), resumable.fellBack());
    }

    @Test
    void commitsBehindADamagedFrameAreCountedAndTheirLeasesToo() throws Exception {
        Resumable resumable = resumable(flipped(ends[13] + 2_000));
        assertEquals(13, resumable.last().seq);
        assertEquals(13 * 80 + 160 + 7 * 160, resumable.last().leaseEndMicrosteps);
        assertEquals(
                Optional.of(
                        new Resumable.Fallback(
                                7, false, "7 commits were lost with a damaged write-ahead log")),
                resumable.fellBack());
        // Really moved: up to the last lease.
        assertTrue(20 * 80 + 160 <= resumable.last().leaseEndMicrosteps);
    }

    @Test
    @Tag("SR-88")
    void whoOnlyLooksAtItIsToldAndChangesNothing() throws Exception {
        byte[] damaged = flipped(ends[13] + 2_000);
        Files.write(file, database);
        Files.write(log, damaged);
        try (JournalReader reader = JournalReader.open(file)) {
            assertEquals(
                    "the write-ahead log is damaged: 7 commits in it are lost",
                    reader.check(link -> {}).flaw());
        }
        assertEquals(-1, Arrays.mismatch(damaged, Files.readAllBytes(log)));
        Files.write(log, frames);
        try (JournalReader reader = JournalReader.open(file)) {
            assertEquals(Optional.empty(), reader.check(link -> {}).firstFlaw());
        }
    }

    @Test
    void whoOpenedItAndDidNotResumeLeavesThatForTheNext() throws Exception {
        resumable(flipped(ends[13] + 2_000));
        assertEquals(7, resumableAgain().fellBack().orElseThrow().skipped());
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.resumable();
            journal.begin(SESSION, PRESCRIPTION, 0);
            save(journal, checkpoint(21));
        }
        assertEquals(Optional.empty(), resumableAgain().fellBack());
    }

    @Test
    @Tag("SR-15")
    void aLogWhoseHeadIsDamagedIsNotTakenForAnEmptyOne() throws Exception {
        for (int at : new int[] {0, 3, 9, 17, 22, 25, 31}) {
            Files.write(file, database);
            Files.write(log, flipped(at));
            try (SqliteJournal journal = SqliteJournal.open(file)) {
                String refused =
                        assertThrows(JournalException.class, journal::resumable).getMessage();
                assertTrue(refused.contains("all of its checkpoints are missing"), refused);
            }
        }
    }

    /** Every lease that was granted is within what the restart counts, wherever a bit flips. */
    @Test
    void noFlippedBitInTheLogLosesALeaseButInItsLastCommit() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 150; i++) {
            int at = random.nextInt(ends[1], ends[19]);
            Resumable resumable = resumable(flipped(at));
            assertTrue(
                    resumable.last().leaseEndMicrosteps >= 20 * 80 + 160,
                    "byte " + at + ": " + resumable.last().leaseEndMicrosteps);
            assertTrue(resumable.fellBack().isPresent(), "byte " + at);
        }
    }
}
