package io.pumprig.controller.journal;

import static io.pumprig.controller.journal.JournalFile.PRESCRIPTION;
import static io.pumprig.controller.journal.JournalFile.SESSION;
import static io.pumprig.controller.journal.JournalFile.checkpoint;
import static io.pumprig.controller.journal.JournalFile.save;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.order.Prescription;
import io.pumprig.hal.device.PumpHead;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a journal gives back when its newest copy is not as it was written. */
@Tag("SR-16")
@Tag("F-39")
class FallbackTest {
    private static final PumpHead HEAD = new PumpHead(3_200, 20_000_000L);

    @TempDir private Path directory;
    private Path file;
    private JournalFile disk;

    @BeforeEach
    void tenCheckpoints() throws JournalException {
        file = directory.resolve("journal.sqlite");
        disk = new JournalFile(file);
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION, 0);
            for (int i = 1; i <= 10; i++) {
                Checkpoint checkpoint = checkpoint(i);
                checkpoint.positionKnown = true;
                save(journal, checkpoint);
                disk.happens(journal, EventKind.MODE, 1_000_000_000L * i, "paused");
                journal.commit();
            }
        }
    }

    private Resumable resumable() throws JournalException {
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            return journal.resumable().orElseThrow();
        }
    }

    @Test
    void aWholeJournalGivesItsNewestCheckpointAndHasNothingToReport() throws Exception {
        assertEquals(10, resumable().last().seq);
        assertEquals(960, resumable().last().leaseEndMicrosteps);
        assertEquals(Optional.empty(), resumable().fellBack());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE checkpoint SET delivered_microsteps = 801 WHERE id = 10 | 9 | 1 | checkpoint 10 does not fit its checksum",
                "UPDATE checkpoint SET checksum = '' WHERE id = 10 | 9 | 1 | checkpoint 10 does not fit its checksum",
                "UPDATE checkpoint SET therapy = 'base=' WHERE id > 7 | 7 | 3 | checkpoint 10 does not fit its checksum",
                "UPDATE checkpoint SET session = 77 WHERE id > 9 | 9 | 1 | checkpoint 10 does not fit its checksum",
                "UPDATE checkpoint SET mode = 'FAST' WHERE id > 1 | 1 | 9 | checkpoint 10 does not fit its checksum",
                "UPDATE checkpoint SET id = 11 WHERE id = 3 | 10 | 1 | checkpoint 11 does not fit its checksum",
                "UPDATE checkpoint SET id = 1099511627779 WHERE id = 3 | 10 | 64 | checkpoint 1099511627779 does not fit its checksum",
            })
    void fallsBackToTheNewestThatIsWholeAndSaysWhatItPassedOver(
            String sql, long seq, int skipped, String reason) throws Exception {
        disk.edit(sql);
        Resumable resumable = resumable();
        assertEquals(seq, resumable.last().seq);
        assertEquals(80 * seq, resumable.last().deliveredMicrosteps);
        assertEquals(
                Optional.of(new Resumable.Fallback(skipped, false, reason)), resumable.fellBack());
        // A lease for each checkpoint that nobody can read.
        assertEquals(80 * seq + 160 + 160L * skipped, resumable.last().leaseEndMicrosteps);
    }

    @Test
    void aPrescriptionThatDoesNotFitIsPassedOverForTheOneBefore() throws Exception {
        Prescription other =
                new Prescription(
                        "baclofen",
                        2_000,
                        io.pumprig.controller.order.Mode.CONTINUOUS,
                        300_000_000L,
                        48_000_000L,
                        Prescription.OnRestart.CONFIRM);
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION, 0);
            for (int i = 11; i <= 15; i++) {
                Checkpoint checkpoint = checkpoint(i);
                checkpoint.prescription = i < 13 ? PRESCRIPTION : other;
                save(journal, checkpoint);
            }
        }
        assertEquals(other, resumable().prescription());
        assertEquals(3, disk.count("prescription"));
        disk.edit(
                "UPDATE prescription SET program = 'continuous 400000000' WHERE link ="
                        + " (SELECT max(link) FROM prescription)");

        Resumable resumable = resumable();
        assertEquals(PRESCRIPTION, resumable.prescription());
        assertEquals(12, resumable.last().seq);
        assertEquals(3, resumable.fellBack().orElseThrow().skipped());
        assertTrue(
                resumable.fellBack().orElseThrow().reason().startsWith("prescription "),
                resumable.fellBack().orElseThrow().reason());
    }

    @Test
    @Tag("SR-15")
    void whereNothingIsWholeNothingIsResumed() throws Exception {
        disk.edit("UPDATE checkpoint SET delivered_microsteps = delivered_microsteps + 1");
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            JournalException refused = assertThrows(JournalException.class, journal::resumable);
            assertEquals(
                    "journal "
                            + file
                            + ": checkpoint 10 does not fit its checksum; the therapy in it is not"
                            + " resumed, and not replaced by defaults",
                    refused.getMessage());
        }
    }

    @Test
    @Tag("SR-15")
    void aJournalThatLostAllItsCheckpointsIsNotTakenForANewOne() throws Exception {
        disk.edit("DELETE FROM checkpoint");
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            JournalException refused = assertThrows(JournalException.class, journal::resumable);
            assertTrue(
                    refused.getMessage().contains("all of its checkpoints are missing"),
                    refused.getMessage());
        }
    }

    @Test
    void theRecordsOfTheNextSessionBeginWithTheFallback() throws Exception {
        disk.edit("UPDATE checkpoint SET mode = 'STOPPED' WHERE id > 8");
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.resumable();
            journal.begin(SESSION, PRESCRIPTION, 5_000_000_000L);
            save(journal, checkpoint(11));
            assertEquals(Optional.empty(), journal.resumable().orElseThrow().fellBack());
        }
        assertEquals(
                1,
                disk.count(
                        "host_alarm WHERE alarm = 'MEMORY_FAULT' AND phase = 'fell-back' AND value"
                                + " = 2 AND nanos = 5000000000 AND detail = 'checkpoint 10 does not"
                                + " fit its checksum'"));
        assertEquals(1, disk.count("fault_log WHERE kind = 'host'"));
    }

    @Test
    @Tag("SR-90")
    void aDiskThatHadFailedMeanwhileIsToldWithTheFallback() throws Exception {
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION, 0);
            journal.addHostAlarm("LOG_FAILURE", "raised", 1, 1);
            journal.add(checkpoint(11));
            journal.commit();
        }
        assertEquals(Optional.empty(), resumable().fellBack());
        disk.edit("UPDATE checkpoint SET mode = 'STOPPED' WHERE id > 10");
        assertTrue(resumable().fellBack().orElseThrow().beyondLease());
    }

    /** Really moved: 40 microsteps on from the newest checkpoint. */
    @ParameterizedTest(name = "{0} checkpoints damaged, position known: {1}")
    @CsvSource({
        "1, true, 120, 0",
        "2, true, 200, 0",
        "5, true, 440, 0",
        "1, false, 0, 320",
        "5, false, 0, 960",
    })
    @Tag("SR-40")
    void neitherLosesNorDoublesWhatMovedSinceAnOlderCheckpoint(
            int damaged, boolean positionKnown, long settled, long uncertain) throws Exception {
        disk.edit("UPDATE checkpoint SET mode = 'STOPPED' WHERE id > " + (10 - damaged));
        Checkpoint last = resumable().last();
        long moved = 840 - last.deliveredMicrosteps;
        RestartSettlement settlement =
                RestartSettlement.settle(
                        last,
                        HEAD,
                        positionKnown,
                        (int) (moved * 16 % 1_024),
                        (int) (moved * 4_096 / 3_200));
        assertEquals(settled, settlement.settledMicrosteps(), settlement.reason());
        assertEquals(uncertain, settlement.uncertainMicrosteps());
        assertTrue(moved <= settled + uncertain, "lost");
    }

    @Test
    @Tag("SR-40")
    void aLeaseOfATurnOrMoreIsNotSettledByAnAngleThatRepeats() {
        Checkpoint last = checkpoint(1);
        last.positionKnown = true;
        last.leaseEndMicrosteps = last.deliveredMicrosteps + 2_800;
        RestartSettlement settlement = RestartSettlement.settle(last, HEAD, true, 0, 0);
        assertEquals(2_800, settlement.uncertainMicrosteps());
        assertEquals(
                "it may have been a turn or more: the whole lease counts as delivered",
                settlement.reason());

        last.leaseEndMicrosteps--;
        assertEquals(0, RestartSettlement.settle(last, HEAD, true, 0, 0).uncertainMicrosteps());
    }

    /**
     * Whatever bit of the file flips: what is given back was written, the newest or an older one
     * with its fallback told, or nothing is given back.
     */
    @Test
    @Tag("SR-15")
    void aFlippedBitAnywhereNeverBecomesATherapy() throws Exception {
        byte[] whole = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(42);
        int[] outcomes = new int[3];
        for (int i = 0; i < 400; i++) {
            byte[] flipped = whole.clone();
            int at = random.nextInt(flipped.length);
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, flipped);
            String where = "byte " + at + " of run " + i;
            try (SqliteJournal journal = SqliteJournal.open(file)) {
                Resumable resumable = journal.resumable().orElseThrow();
                long seq = resumable.last().seq;
                assertEquals(80 * seq, resumable.last().deliveredMicrosteps, where);
                assertEquals(PRESCRIPTION, resumable.prescription(), where);
                assertEquals(seq != 10, resumable.fellBack().isPresent(), where);
                outcomes[seq == 10 ? 0 : 1]++;
            } catch (JournalException e) {
                assertTrue(e.getMessage().startsWith("journal " + file + ": "), e.getMessage());
                outcomes[2]++;
            }
        }
        assertEquals(400, outcomes[0] + outcomes[1] + outcomes[2]);
        for (int outcome : outcomes) {
            assertNotEquals(0, outcome, java.util.Arrays.toString(outcomes));
        }
    }

    @ParameterizedTest(name = "the first {0} bytes")
    @CsvSource({"100, 0", "100, 120", "16, 0", "16, -1", "4096, 0"})
    void aHeadThatIsTornIsRefusedAndLeftAlone(int length, byte with) throws Exception {
        byte[] torn = Files.readAllBytes(file);
        java.util.Arrays.fill(torn, 0, length, with);
        Files.write(file, torn);
        String message =
                assertThrows(JournalException.class, () -> SqliteJournal.open(file)).getMessage();
        assertTrue(message.startsWith("journal " + file + ": "), message);
        assertEquals(-1, java.util.Arrays.mismatch(torn, Files.readAllBytes(file)));
        assertFalse(Files.exists(directory.resolve("journal.sqlite-wal")));
    }

    @Test
    void aFileThatWasCutIsRefusedOrReadAsItWas() throws Exception {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 1; length < whole.length; length += 1_777) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            try (SqliteJournal journal = SqliteJournal.open(file)) {
                Resumable resumable = journal.resumable().orElseThrow();
                assertEquals(80 * resumable.last().seq, resumable.last().deliveredMicrosteps);
            } catch (JournalException e) {
                assertTrue(e.getMessage().startsWith("journal " + file + ": "), e.getMessage());
            }
        }
    }

    @Test
    void anEmptyFileBesideALogThatIsNotIsRefused() throws Exception {
        Files.write(file, new byte[0]);
        Files.write(directory.resolve("journal.sqlite-wal"), new byte[4_152]);
        assertEquals(
                "journal " + file + ": it is empty, and the log beside it is not",
                assertThrows(JournalException.class, () -> SqliteJournal.open(file)).getMessage());
    }

    @Test
    void anEmptyFileAsAKillLeavesItAtTheFirstStartIsBegun() throws Exception {
        Files.write(file, new byte[0]);
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            assertEquals(Optional.empty(), journal.resumable());
        }
    }

    @Test
    void textThatIsNoDatabaseIsRefusedAndLeftAlone() throws Exception {
        byte[] text = "rig: bench-1\n".repeat(100).getBytes(StandardCharsets.UTF_8);
        Files.write(file, text);
        assertThrows(JournalException.class, () -> SqliteJournal.open(file));
        assertEquals(-1, java.util.Arrays.mismatch(text, Files.readAllBytes(file)));
    }
}
