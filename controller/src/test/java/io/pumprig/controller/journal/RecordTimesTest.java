package io.pumprig.controller.journal;

import static io.pumprig.controller.journal.JournalFile.PRESCRIPTION;
import static io.pumprig.controller.journal.JournalFile.SESSION;
import static io.pumprig.controller.journal.JournalFile.checkpoint;
import static io.pumprig.controller.journal.JournalFile.save;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every record says when: on the rig's monotonic clock and in UTC. */
@Tag("SR-89")
class RecordTimesTest {
    @TempDir private Path directory;
    private Path file;
    private JournalFile disk;

    @BeforeEach
    void name() {
        file = directory.resolve("journal.sqlite");
        disk = new JournalFile(file);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"prescription", "session", "event", "host_alarm", "rotation", "checkpoint"})
    void everyTableHasBothClocks(String table) throws Exception {
        SqliteJournal.open(file).close();
        try (Connection tool = disk.tool();
                Statement statement = tool.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT count(*) FROM pragma_table_info('"
                                        + table
                                        + "') WHERE \"notnull\" AND name IN ('nanos',"
                                        + " 'utc_millis')")) {
            row.next();
            assertEquals(2, row.getInt(1));
        }
    }

    @Test
    void sessionAndPrescriptionSayWhenTheyBegan() throws Exception {
        Prescription other =
                new Prescription(
                        "baclofen",
                        500,
                        Mode.CONTINUOUS,
                        100_000_000L,
                        48_000_000L,
                        Prescription.OnRestart.CONFIRM);
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION, 250_000_000L);
            Checkpoint changed = checkpoint(3);
            changed.prescription = other;
            save(journal, changed);
        }
        String both = "nanos = 250000000 AND utc_millis = 1700000000000";
        assertEquals(1, disk.count("session WHERE " + both));
        assertEquals(1, disk.count("prescription WHERE " + both));
        assertEquals(
                1,
                disk.count("prescription WHERE nanos = 3000000000 AND utc_millis = 1700000003000"));
    }

    @Test
    void anAlarmOfTheHostHasTheTimeOfTheCycleInWhichItCameUp() {
        ScriptedStore store = new ScriptedStore().on(ScriptedStore.Disk.WRITES);
        TurningRig rig = new TurningRig(store, 10).begin();
        for (int i = 0; i < 7; i++) {
            rig.cycle(0);
        }
        rig.hostAlarms.raise(io.pumprig.controller.alarm.Alarm.LINK_LOST);
        rig.writer.close();
        assertEquals(List.of(70_000_000L), store.hostAlarmNanos());
        assertTrue(store.records().contains("LINK_LOST raised"), store.records()::toString);
    }
}
