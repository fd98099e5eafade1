package io.pumprig.controller.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqliteJournalTest {
    private static final JournalStore.Session SESSION =
            new JournalStore.Session("s-1", "sim", "0.1.0", 1_700_000_000_000L);
    private static final Prescription PRESCRIPTION =
            new Prescription(
                    "baclofen",
                    2_000,
                    Mode.CONTINUOUS,
                    250_000_000L,
                    48_000_000L,
                    Prescription.OnRestart.RESUME);

    @TempDir private Path directory;
    private Path file;
    private final EventRing ring = new EventRing(64);
    private final EventRing.Reader reader = ring.reader();

    @BeforeEach
    void name() {
        file = directory.resolve("journal.sqlite");
    }

    private static Checkpoint checkpoint(long seq) {
        Checkpoint checkpoint = new Checkpoint();
        checkpoint.seq = seq;
        checkpoint.cycle = 100 * seq;
        checkpoint.nanos = 1_000_000_000L * seq;
        checkpoint.utcMillis = 1_700_000_000_000L + 1_000 * seq;
        checkpoint.mode = Mode.CONTINUOUS;
        checkpoint.picogramsPerDay = 250_000_000L;
        checkpoint.deliveredMicrosteps = 80 * seq;
        checkpoint.leaseEndMicrosteps = 80 * seq + 160;
        return checkpoint;
    }

    private void happens(SqliteJournal journal, EventKind kind, long nanos, String subject)
            throws JournalException {
        ring.add(kind, nanos / 10_000_000L, nanos, subject, "happened", 0, null);
        journal.add(reader.next());
    }

    private static void save(SqliteJournal journal, Checkpoint checkpoint) throws JournalException {
        journal.add(checkpoint);
        journal.commit();
    }

    private Connection tool() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private void edit(String sql) throws SQLException {
        try (Connection tool = tool();
                Statement statement = tool.createStatement()) {
            assertTrue(statement.executeUpdate(sql) > 0, sql);
        }
    }

    private long count(String table) throws SQLException {
        try (Connection tool = tool();
                Statement statement = tool.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    private String message(Path path) {
        return assertThrows(JournalException.class, () -> SqliteJournal.open(path)).getMessage();
    }

    @Test
    void aNewJournalHasNothingToResume() throws Exception {
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            assertEquals(Optional.empty(), journal.resumable());
            assertEquals(Optional.empty(), journal.verify());
        }
    }

    @Test
    void aSessionThatTookNoCheckpointHasNothingToResume() throws Exception {
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION);
            assertEquals(Optional.empty(), journal.resumable());
        }
    }

    @Test
    @Tag("SR-16")
    void everyValueComesBackAsItWasWritten() throws Exception {
        Checkpoint last = checkpoint(7);
        last.mode = Mode.PAUSED;
        last.uncertainMicrosteps = 11;
        for (int i = 0; i < 6; i++) {
            last.withheldMicrosteps[i] = 1_000 + i;
        }
        last.remainderHigh = 0x1234_5678L;
        last.remainderLow = 0xFEDC_BA98_7654_3210L;
        last.latchedAlarms = Alarm.MOTOR_STALL.bit() | Alarm.RESTARTED.bit();
        last.positionKnown = true;
        last.counterCounts = 1_008;
        last.angleCounts = 4_095;
        last.companion = new byte[] {0, -1, 42};
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION);
            save(journal, checkpoint(6));
            save(journal, last);
        }

        try (SqliteJournal journal = SqliteJournal.open(file)) {
            Resumable resumable = journal.resumable().orElseThrow();
            assertEquals(SESSION, resumable.session());
            assertEquals(PRESCRIPTION, resumable.prescription());
            Checkpoint read = resumable.last();
            assertEquals(7, read.seq);
            assertEquals(700, read.cycle);
            assertEquals(7_000_000_000L, read.nanos);
            assertEquals(1_700_000_007_000L, read.utcMillis);
            assertEquals(Mode.PAUSED, read.mode);
            assertEquals(250_000_000L, read.picogramsPerDay);
            assertEquals(560, read.deliveredMicrosteps);
            assertEquals(11, read.uncertainMicrosteps);
            assertArrayEquals(
                    new long[] {1_000, 1_001, 1_002, 1_003, 1_004, 1_005}, read.withheldMicrosteps);
            assertEquals(720, read.leaseEndMicrosteps);
            assertEquals(0x1234_5678L, read.remainderHigh);
            assertEquals(0xFEDC_BA98_7654_3210L, read.remainderLow);
            assertEquals(Alarm.MOTOR_STALL.bit() | Alarm.RESTARTED.bit(), read.latchedAlarms);
            assertTrue(read.positionKnown);
            assertEquals(1_008, read.counterCounts);
            assertEquals(4_095, read.angleCounts);
            assertArrayEquals(new byte[] {0, -1, 42}, read.companion);
        }
    }

    @Test
    void aCheckpointBelongsToTheSessionAndPrescriptionThatTookIt() throws Exception {
        Prescription other =
                new Prescription(
                        "baclofen",
                        500,
                        Mode.CONTINUOUS,
                        100_000_000L,
                        48_000_000L,
                        Prescription.OnRestart.CONFIRM);
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION);
            save(journal, checkpoint(1));
            journal.begin(new JournalStore.Session("s-2", "sim", "0.1.0", 5), other);
            assertEquals("s-1", journal.resumable().orElseThrow().session().id());
            assertEquals(PRESCRIPTION, journal.resumable().orElseThrow().prescription());

            save(journal, checkpoint(1));
            assertEquals("s-2", journal.resumable().orElseThrow().session().id());
            assertEquals(other, journal.resumable().orElseThrow().prescription());
        }
    }

    @Test
    void keepsTheNewest64CheckpointsAndTwoCompanions() throws Exception {
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION);
            for (int i = 1; i <= 200; i++) {
                Checkpoint checkpoint = checkpoint(i);
                checkpoint.companion = new byte[] {(byte) i};
                save(journal, checkpoint);
            }
            assertEquals(64, count("checkpoint"));
            assertEquals(2, count("companion"));
            assertEquals(200, journal.resumable().orElseThrow().last().seq);
            assertArrayEquals(
                    new byte[] {(byte) 200}, journal.resumable().orElseThrow().last().companion);
        }
    }

    @Test
    @Tag("SR-89")
    void anEventHasBothClocksAndAnAlarmItsSourcesInWords() throws Exception {
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION);
            ring.add(
                    EventKind.ALARM,
                    150,
                    1_500_000_000L,
                    "SENSOR_FAULT",
                    "raised",
                    Source.ENCODER.bit() | Source.LINE.bit(),
                    null);
            ring.add(EventKind.ORDER, 151, 1_510_000_000L, "pause", "accepted", 3, "id-9");
            journal.add(checkpoint(1));
            journal.add(reader.next());
            journal.add(reader.next());
            journal.commit();

            List<RecordedEvent> events = new ArrayList<>();
            journal.events(events::add);
            assertEquals(
                    List.of(
                            new RecordedEvent(
                                    "s-1",
                                    1,
                                    "alarm",
                                    "SENSOR_FAULT",
                                    "raised",
                                    16_385,
                                    "encoder,line",
                                    150,
                                    1_500_000_000L,
                                    1_700_000_001_500L),
                            new RecordedEvent(
                                    "s-1",
                                    2,
                                    "order",
                                    "pause",
                                    "accepted",
                                    3,
                                    "id-9",
                                    151,
                                    1_510_000_000L,
                                    1_700_000_001_510L)),
                    events);
        }
    }

    @Test
    @Tag("SR-89")
    void eventsFollowAWallClockThatWasSet() throws Exception {
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION);
            save(journal, checkpoint(1));
            Checkpoint stepped = checkpoint(2);
            stepped.utcMillis += 3_600_000;
            save(journal, stepped);
            happens(journal, EventKind.MODE, 2_500_000_000L, "paused");
            journal.commit();

            List<RecordedEvent> events = new ArrayList<>();
            journal.events(events::add);
            assertEquals(1_700_003_602_500L, events.get(0).utcMillis());
        }
    }

    @Test
    void whatWasNotCommittedIsNotThere() throws Exception {
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION);
            save(journal, checkpoint(1));
            happens(journal, EventKind.MODE, 0, "paused");
            journal.add(checkpoint(2));
        }
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            assertEquals(1, journal.resumable().orElseThrow().last().seq);
            assertEquals(0, count("event"));
            assertEquals(Optional.empty(), journal.verify());
        }
    }

    @Test
    @Tag("SR-93")
    void afterAnAbruptEndTheLastCommittedCheckpointIsThereAndNothingIsTorn() throws Exception {
        Path crashed = Files.createDirectory(directory.resolve("crashed"));
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION);
            for (int i = 1; i <= 100; i++) {
                Checkpoint checkpoint = checkpoint(i);
                checkpoint.companion = new byte[50_000];
                happens(journal, EventKind.MODE, 1_000_000_000L * i, "paused");
                save(journal, checkpoint);
            }
            journal.add(checkpoint(101));
            happens(journal, EventKind.MODE, 0, "stopped");
            for (String name : List.of("journal.sqlite", "journal.sqlite-wal")) {
                Files.copy(directory.resolve(name), crashed.resolve(name));
            }
        }

        try (SqliteJournal journal = SqliteJournal.open(crashed.resolve("journal.sqlite"))) {
            assertEquals(100, journal.resumable().orElseThrow().last().seq);
            assertEquals(50_000, journal.resumable().orElseThrow().last().companion.length);
            assertEquals(Optional.empty(), journal.verify());
            List<RecordedEvent> events = new ArrayList<>();
            journal.events(events::add);
            assertEquals(100, events.size());
        }
    }

    @Test
    @Tag("SR-93")
    void aWriteAheadLogThatWasCutAnywhereLosesWholeCommitsOnly() throws Exception {
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION);
            for (int i = 1; i <= 20; i++) {
                happens(journal, EventKind.MODE, 1_000_000_000L * i, "paused");
                save(journal, checkpoint(i));
            }
            byte[] database = Files.readAllBytes(file);
            byte[] log = Files.readAllBytes(directory.resolve("journal.sqlite-wal"));
            for (int cut = 0; cut < 20; cut++) {
                Path torn = Files.createDirectory(directory.resolve("torn-" + cut));
                int length = log.length - cut * 3_777;
                Files.write(torn.resolve("journal.sqlite"), database);
                Files.write(
                        torn.resolve("journal.sqlite-wal"), java.util.Arrays.copyOf(log, length));
                try (SqliteJournal copy = SqliteJournal.open(torn.resolve("journal.sqlite"))) {
                    assertEquals(Optional.empty(), copy.verify(), "cut " + cut);
                    List<RecordedEvent> events = new ArrayList<>();
                    copy.events(events::add);
                    assertEquals(
                            events.size(),
                            copy.resumable().map(r -> r.last().seq).orElse(0L),
                            "cut " + cut);
                }
            }
        }
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
                "INSERT INTO host_alarm SELECT 5, session, alarm, phase, value, cycle, utc_millis, hash FROM host_alarm | link 5 is there twice",
                "UPDATE checkpoint SET delivered_microsteps = 1 | checkpoint 1 does not fit its checksum",
            })
    @Tag("SR-88")
    void verifyFindsWhatWasChangedBehindItsBack(String sql, String finding) throws Exception {
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION);
            journal.add(checkpoint(1));
            happens(journal, EventKind.MODE, 0, "paused");
            journal.addHostAlarm("LINK_LOST", "raised", 12);
            happens(journal, EventKind.MODE, 0, "continuous");
            happens(journal, EventKind.MODE, 0, "stopped");
            journal.commit();
            assertEquals(Optional.empty(), journal.verify());

            edit(sql);
            assertEquals(Optional.of(finding), journal.verify());
        }
    }

    @Test
    @Tag("SR-88")
    void theChainGoesOnOverSessionsAndAfterAFailedTransaction() throws Exception {
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION);
            happens(journal, EventKind.MODE, 0, "paused");
            save(journal, checkpoint(1));
        }
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION);
            try (Connection tool = tool();
                    Statement statement = tool.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                JournalException busy =
                        assertThrows(
                                JournalException.class,
                                () -> happens(journal, EventKind.MODE, 0, "lost"));
                assertTrue(busy.getMessage().contains(file.toString()), busy.getMessage());
                statement.execute("ROLLBACK");
            }
            happens(journal, EventKind.MODE, 0, "stopped");
            journal.addLoss(1, 7);
            save(journal, checkpoint(1));

            assertEquals(Optional.empty(), journal.verify());
            assertEquals(2, count("event"));
            assertEquals(
                    1,
                    count("host_alarm WHERE phase = 'records-lost' AND value = 1 AND cycle = 7"));
            assertEquals(1, count("fault_log"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE prescription SET dose_pg_per_day = 350000000 | prescription 1 does not fit its checksum",
                "UPDATE prescription SET drug = 'x' | prescription 1 does not fit its checksum",
                "UPDATE prescription SET mode = 'FAST' | a value is out of its limits (No enum constant io.pumprig.controller.order.Mode.FAST)",
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
            journal.begin(SESSION, PRESCRIPTION);
            Checkpoint checkpoint = checkpoint(1);
            checkpoint.companion = new byte[] {1, 2, 3};
            save(journal, checkpoint);
        }
        edit(sql);
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
            journal.begin(SESSION, PRESCRIPTION);
            JournalException refused =
                    assertThrows(
                            JournalException.class,
                            () ->
                                    journal.begin(
                                            new JournalStore.Session("s-2", "bench", "0.1.0", 0),
                                            PRESCRIPTION));
            assertEquals(
                    "journal " + file + ": was written by backend sim, this is backend bench",
                    refused.getMessage());
        }
    }

    @Test
    void refusesAnotherVersion() throws Exception {
        SqliteJournal.open(file).close();
        try (Connection tool = tool();
                Statement statement = tool.createStatement()) {
            statement.execute("PRAGMA user_version = 2");
        }

        assertEquals(
                "journal " + file + ": its schema has version 2, this software reads 1",
                message(file));
    }

    @Test
    void refusesTheDatabaseOfSomethingElseAndLeavesItAlone() throws Exception {
        try (Connection tool = tool();
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
            journal.begin(SESSION, PRESCRIPTION);
            assertTrue(Files.exists(directory.resolve("journal.sqlite-wal")));
            try (Connection tool = tool();
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
                            e -> e.getFileName().toString().startsWith("pumprig-sqlite-")));
        }
    }
}
