package io.pumprig.controller.journal;

import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.event.EventKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * SQLite itself refuses to write: no page is left, or the file may only be read. Therapy goes on,
 * the alarm says so, and when the disk is back the account is whole again.
 */
@Tag("SR-90")
@Tag("F-40")
class FullDiskTest {
    private static final String PLENTY = "PRAGMA max_page_count = 1000000";

    @TempDir private Path directory;
    private Path file;
    private JournalFile disk;
    private Connection connection;
    private TurningRig rig;

    @BeforeEach
    void begin() throws JournalException, SQLException {
        file = directory.resolve("journal.sqlite");
        disk = new JournalFile(file);
        connection = JournalConnection.open(file, false);
        SqliteJournal journal = new SqliteJournal(file, connection);
        journal.begin(
                new JournalStore.Session("s", "sim", "test", 1_000_000L),
                TurningRig.PRESCRIPTION,
                0);
        rig = new TurningRig(journal, 10).begin();
    }

    @AfterEach
    void close() {
        rig.writer.close();
    }

    private void say(String pragma) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(pragma);
        }
    }

    private String noPageIsLeft() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA page_count")) {
            row.next();
            return "PRAGMA max_page_count = " + row.getLong(1);
        }
    }

    private boolean hasLogFailure() {
        return (rig.hostAlarms.present() & Alarm.LOG_FAILURE.bit()) != 0;
    }

    private void turn(int cycles) {
        for (int i = 0; i < cycles; i++) {
            if (i % 4 == 0) {
                rig.events.add(
                        EventKind.ORDER,
                        rig.sample.cycle(),
                        rig.nanos(),
                        "pause",
                        "refused",
                        0,
                        "a reason of some length ".repeat(20));
            }
            assertEquals(1, rig.cycle(1), "delivery stopped in cycle " + i);
        }
    }

    @Test
    void aDiskWithRoomIsSilent() {
        turn(2_000);
        assertFalse(hasLogFailure());
        assertEquals(0, rig.writer.lostRecords());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"full", "read-only"})
    void therapyGoesOnUnderAnAlarmAndTheAccountIsWholeWhenTheDiskIsBack(String how)
            throws Exception {
        turn(500);
        boolean full = how.equals("full");
        say(full ? noPageIsLeft() : "PRAGMA query_only = 1");
        turn(2_000);
        await().atMost(ofSeconds(10)).until(this::hasLogFailure);

        say(full ? PLENTY : "PRAGMA query_only = 0");
        await().atMost(ofSeconds(10)).until(() -> !hasLogFailure());
        turn(500);
        rig.changeState();
        rig.cycle(0);
        rig.writer.close();

        assertFalse(hasLogFailure());
        assertEquals(3_000, rig.moved());
        assertTrue(disk.count("host_alarm WHERE phase = 'raised'") >= 1);
        assertTrue(disk.count("host_alarm WHERE phase = 'released'") >= 1);
        assertTrue(disk.count("host_alarm WHERE phase = 'records-lost' AND value > 0") >= 1);
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            assertEquals(Optional.empty(), journal.verify());
            assertEquals(3_000, journal.resumable().orElseThrow().last().deliveredMicrosteps);
        }
    }

    @Test
    void whatWasWrittenBeforeTheDiskWasFullIsThereAfterACrash() throws Exception {
        turn(500);
        rig.changeState();
        rig.cycle(0);
        say(noPageIsLeft());
        turn(2_000);
        await().atMost(ofSeconds(10)).until(this::hasLogFailure);
        try (JournalReader reader = JournalReader.open(file)) {
            assertEquals(Optional.empty(), reader.check(link -> {}).firstFlaw());
        }
    }
}
