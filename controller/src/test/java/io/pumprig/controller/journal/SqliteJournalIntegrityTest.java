package io.pumprig.controller.journal;

import static io.pumprig.controller.journal.JournalFile.PRESCRIPTION;
import static io.pumprig.controller.journal.JournalFile.SESSION;
import static io.pumprig.controller.journal.JournalFile.checkpoint;
import static io.pumprig.controller.journal.JournalFile.save;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.event.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqliteJournalIntegrityTest {
    @TempDir private Path directory;
    private Path file;
    private JournalFile disk;

    @BeforeEach
    void name() {
        file = directory.resolve("journal.sqlite");
        disk = new JournalFile(file);
    }

    private String message(Path path) {
        return assertThrows(JournalException.class, () -> SqliteJournal.open(path)).getMessage();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE event SET subject = 'resumed' WHERE seq = 2 | link 5: the row of event was changed",
                "UPDATE event SET cycle = cycle + 1 WHERE seq = 1 | link 3: the row of event was changed",
                "UPDATE event SET detail = '' WHERE seq = 1 | link 3: the row of event was changed",
                "UPDATE host_alarm SET phase = 'released' | link 4: the row of host_alarm was changed",
                "UPDATE session SET backend = 'bench' | link 2: the row of session was changed",
                "UPDATE prescription SET dose_pg_per_day = 1 | link 1: the row of prescription was changed",
                "DELETE FROM event WHERE seq = 1 | link 3 is missing",
                "DELETE FROM event WHERE seq = 3 | link 6 is missing",
                "INSERT INTO host_alarm SELECT 5, session, alarm, phase, value, detail, cycle, nanos, utc_millis, previous, hash FROM host_alarm | link 5 is there twice",
                "UPDATE checkpoint SET delivered_microsteps = 1 | checkpoint 1 does not fit its checksum",
            })
    @Tag("SR-88")
    void verifyFindsWhatWasChangedBehindItsBack(String sql, String finding) throws Exception {
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION, 0);
            journal.add(checkpoint(1));
            disk.happens(journal, EventKind.MODE, 0, "paused");
            journal.addHostAlarm("LINK_LOST", "raised", 12, 120);
            disk.happens(journal, EventKind.MODE, 0, "continuous");
            disk.happens(journal, EventKind.MODE, 0, "stopped");
            journal.commit();
            assertEquals(Optional.empty(), journal.verify());

            disk.edit(sql);
            assertEquals(Optional.of(finding), journal.verify());
        }
    }

    @Test
    @Tag("SR-88")
    void theChainGoesOnOverSessionsAndAfterAFailedTransaction() throws Exception {
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION, 0);
            disk.happens(journal, EventKind.MODE, 0, "paused");
            save(journal, checkpoint(1));
        }
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION, 0);
            try (Connection tool = disk.tool();
                    Statement statement = tool.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                JournalException busy =
                        assertThrows(
                                JournalException.class,
                                () -> disk.happens(journal, EventKind.MODE, 0, "lost"));
                assertTrue(busy.getMessage().contains(file.toString()), busy.getMessage());
                statement.execute("ROLLBACK");
            }
            disk.happens(journal, EventKind.MODE, 0, "stopped");
            journal.addLoss(1, 7, 70);
            save(journal, checkpoint(1));

            assertEquals(Optional.empty(), journal.verify());
            assertEquals(2, disk.count("event"));
            assertEquals(
                    1,
                    disk.count(
                            "host_alarm WHERE phase = 'records-lost' AND value = 1 AND cycle = 7"));
            assertEquals(1, disk.count("fault_log"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE prescription SET dose_pg_per_day = 350000000 | prescription 1 does not fit its checksum",
                "UPDATE prescription SET drug = 'x' | prescription 1 does not fit its checksum",
                "UPDATE prescription SET program = 'fast' | a value is out of its limits (not a program: fast)",
                "UPDATE prescription SET concentration_pg_per_nl = 9 | a value is out of its limits (picogramsPerNanolitre 9 is out of its limits)",
                "DELETE FROM prescription | the prescription of the last checkpoint is missing",
                "DELETE FROM session | the session of the last checkpoint is missing",
                "UPDATE checkpoint SET lease_end_microsteps = 0 | checkpoint 1 does not fit its checksum",
                "UPDATE companion SET state = x'00' | the companion of checkpoint 1 does not fit its checksum",
                "DELETE FROM companion | the companion of checkpoint 1 does not fit its checksum",
            })
    @Tag("SR-15")
    void aTherapyThatDoesNotFitItsChecksumIsRefusedAndNeverReplaced(String sql, String finding)
            throws Exception {
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION, 0);
            Checkpoint checkpoint = checkpoint(1);
            checkpoint.companion = new byte[] {1, 2, 3};
            save(journal, checkpoint);
        }
        disk.edit(sql);
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            JournalException refused = assertThrows(JournalException.class, journal::resumable);
            assertEquals(
                    "journal "
                            + file
                            + ": "
                            + finding
                            + "; the therapy in it is not resumed, and not replaced by defaults",
                    refused.getMessage());
        }
    }

    @Test
    void aBenchNeverGoesOnInTheJournalOfASimulation() throws Exception {
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION, 0);
            JournalException refused =
                    assertThrows(
                            JournalException.class,
                            () ->
                                    journal.begin(
                                            new JournalStore.Session("s-2", "bench", "0.1.0", 0),
                                            PRESCRIPTION,
                                            0));
            assertEquals(
                    "journal " + file + ": was written by backend sim, this is backend bench",
                    refused.getMessage());
        }
    }

    @Test
    void refusesAnotherVersion() throws Exception {
        SqliteJournal.open(file).close();
        try (Connection tool = disk.tool();
                Statement statement = tool.createStatement()) {
            statement.execute("PRAGMA user_version = 3");
        }

        assertEquals(
                "journal " + file + ": its schema has version 3, this software reads 2",
                message(file));
    }

    @Test
    void refusesTheDatabaseOfSomethingElseAndLeavesItAlone() throws Exception {
        try (Connection tool = disk.tool();
                Statement statement = tool.createStatement()) {
            statement.execute("CREATE TABLE music (title TEXT)");
        }
        byte[] before = Files.readAllBytes(file);

        assertEquals("journal " + file + ": it is a database of something else", message(file));
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void refusesWhatIsNoDatabase() throws IOException {
        Files.writeString(file, "rig: bench-1\n".repeat(100));

        assertTrue(
                message(file).startsWith("journal " + file + ": cannot be opened: "),
                message(file));
    }

    @Test
    void refusesADirectoryThatIsNotThere() {
        Path missing = directory.resolve("missing").resolve("journal.sqlite");

        assertTrue(
                message(missing).startsWith("journal " + missing + ": cannot be opened: "),
                message(missing));
    }

    @Test
    void refusesAFileThatCannotBeWritten() {
        // A directory stands where the file should: not even the superuser writes there.
        assertTrue(
                message(directory).startsWith("journal " + directory + ": cannot be opened: "),
                message(directory));
    }

    @Test
    void isDurableAtEveryCommit() throws Exception {
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION, 0);
            assertTrue(Files.exists(directory.resolve("journal.sqlite-wal")));
            try (Connection tool = disk.tool();
                    Statement statement = tool.createStatement();
                    ResultSet row = statement.executeQuery("PRAGMA journal_mode")) {
                row.next();
                assertEquals("wal", row.getString(1));
            }
        }
        assertFalse(Files.exists(directory.resolve("journal.sqlite-wal")));
    }

    @Test
    void leavesNoUnpackedLibraryBehind() throws Exception {
        SqliteJournal.open(file).close();

        assertNull(System.getProperty("org.sqlite.tmpdir"));
        try (var entries = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertFalse(
                    entries.anyMatch(
                            e -> e.getFileName().toString().startsWith(NativeSqlite.prefix())));
        }
    }
}
