package io.pumprig.controller.journal;

import static io.pumprig.controller.journal.JournalFile.PRESCRIPTION;
import static io.pumprig.controller.journal.JournalFile.SESSION;
import static io.pumprig.controller.journal.JournalFile.checkpoint;
import static io.pumprig.controller.journal.JournalFile.save;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.event.EventKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("SR-86")
class RotationTest {
    private static final long DAY_NANOS = 86_400_000_000_000L;
    private static final long DAY_MILLIS = 86_400_000L;
    private static final long HOUR_NANOS = 3_600_000_000_000L;

    @TempDir private Path directory;
    private JournalFile disk;
    private SqliteJournal journal;
    private long seq;

    @BeforeEach
    void begin() throws JournalException {
        disk = new JournalFile(directory.resolve("journal.sqlite"));
        journal = SqliteJournal.open(directory.resolve("journal.sqlite"));
        journal.begin(SESSION, PRESCRIPTION, 0);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private static Checkpoint at(long seq, long nanos, long utcMillis) {
        Checkpoint checkpoint = checkpoint(seq);
        checkpoint.nanos = nanos;
        checkpoint.utcMillis = utcMillis;
        return checkpoint;
    }

    /** A day: 64 checkpoints, so that none of another day is left, and one event of each kind. */
    private void day(int day, EventKind... kinds) throws JournalException {
        for (int i = 0; i < 64; i++) {
            journal.add(at(++seq, day * DAY_NANOS, 1_700_000_000_000L + day * DAY_MILLIS));
        }
        for (EventKind kind : kinds) {
            disk.happens(journal, kind, day * DAY_NANOS, "day " + day);
        }
        journal.commit();
    }

    private int rotateAll() throws JournalException {
        int batches = 0;
        while (journal.rotate()) {
            batches++;
            assertTrue(batches < 1_000);
        }
        return batches;
    }

    private void fiftyDays() throws JournalException {
        for (int day = 0; day <= 50; day++) {
            day(day, EventKind.MODE, EventKind.ORDER, EventKind.ALARM);
        }
    }

    @Test
    void eventsStayThirtyDaysAndFaultsLonger() throws Exception {
        fiftyDays();
        assertEquals(153, disk.count("event"));
        assertEquals(Optional.empty(), journal.verify());

        assertEquals(1, rotateAll());
        // Twenty days are older: 0 to 19; day 20 is thirty days old, and not more.
        assertEquals(31, disk.count("event WHERE kind = 'mode'"));
        assertEquals(31, disk.count("event WHERE kind = 'order'"));
        assertEquals(51, disk.count("event WHERE kind = 'alarm'"));
        assertEquals(51, disk.count("fault_log"));
        assertEquals(0, disk.count("event WHERE kind = 'mode' AND subject = 'day 19'"));
        assertEquals(1, disk.count("event WHERE kind = 'mode' AND subject = 'day 20'"));
        assertEquals(1, disk.count("rotation WHERE removed_rows = 40 AND kept_rows = 22"));
        assertEquals(1, disk.count("session"));
        assertEquals(1, disk.count("prescription"));
    }

    @Test
    void youngEventsStayAll() throws Exception {
        for (int day = 0; day <= 30; day++) {
            day(day, EventKind.MODE);
        }
        assertEquals(0, rotateAll());
        assertEquals(31, disk.count("event"));
        assertEquals(0, disk.count("rotation"));
    }

    @Test
    void theFaultLogKeepsTheNewestThousandHoweverOldTheyAre() throws Exception {
        for (int i = 0; i < 700; i++) {
            journal.addHostAlarm("LINK_LOST", "raised", i, i);
            day(0, EventKind.ALARM);
        }
        day(40);
        rotateAll();
        assertEquals(1_000, disk.count("fault_log"));
        assertEquals(500, disk.count("event"));
        assertEquals(500, disk.count("host_alarm"));
        assertEquals(Optional.empty(), journal.verify());

        // Younger ones push the oldest out, an hour later.
        day(40, EventKind.FAULT, EventKind.ALARM, EventKind.FAULT, EventKind.ALARM);
        assertEquals(0, rotateAll());
        journal.add(at(++seq, 40 * DAY_NANOS + HOUR_NANOS, 1_700_000_000_000L + 40 * DAY_MILLIS));
        journal.commit();
        assertEquals(1, rotateAll());
        assertEquals(1_000, disk.count("fault_log"));
        assertEquals(502, disk.count("event"));
        assertEquals(498, disk.count("host_alarm"));
        assertEquals(Optional.empty(), journal.verify());
    }

    @Test
    void moreThanAThousandFaultsOfThirtyDaysStayAsEvents() throws Exception {
        for (int i = 0; i < 1_100; i++) {
            disk.happens(journal, EventKind.ALARM, DAY_NANOS, "flood");
        }
        day(2);
        assertEquals(0, rotateAll());
        assertEquals(1_100, disk.count("event"));
        assertEquals(1_000, disk.count("fault_log"));
    }

    @Test
    void removesInSmallBatchesSoThatACommitNeverWaitsLong() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            disk.happens(journal, EventKind.MODE, 0, "old");
        }
        journal.commit();
        day(31);
        assertTrue(journal.rotate());
        assertEquals(744, disk.count("event"));
        assertEquals(Optional.empty(), journal.verify());
        assertTrue(journal.rotate());
        assertTrue(journal.rotate());
        assertEquals(232, disk.count("event"));
        assertTrue(journal.rotate());
        assertFalse(journal.rotate());
        // The checkpoints know the last of them.
        assertEquals(1, disk.count("event"));
        assertEquals(Optional.empty(), journal.verify());
    }

    @Test
    void isTriedOnceAnHour() throws Exception {
        day(0, EventKind.MODE);
        assertEquals(0, rotateAll());
        for (int i = 0; i < 64; i++) {
            journal.add(at(++seq, HOUR_NANOS - 1, 1_700_000_000_000L + 40 * DAY_MILLIS));
        }
        journal.commit();
        assertFalse(journal.rotate());
        assertEquals(1, disk.count("event"));
    }

    @Test
    void aCalendarThatJumpsRemovesNothingOfThisSession() throws Exception {
        day(0, EventKind.MODE);
        for (int i = 0; i < 64; i++) {
            journal.add(at(++seq, DAY_NANOS, 1_700_000_000_000L + 10_000 * DAY_MILLIS));
        }
        journal.commit();
        assertEquals(0, rotateAll());
        assertEquals(1, disk.count("event"));
    }

    @Test
    void eventsOfAnEarlierSessionAreAsOldAsTheCalendarSays() throws Exception {
        day(0, EventKind.MODE, EventKind.MODE);
        day(5, EventKind.MODE);
        journal.begin(
                new JournalStore.Session("s-2", "sim", "0", 1_700_000_000_000L), PRESCRIPTION, 0);
        for (int i = 0; i < 64; i++) {
            journal.add(at(i, HOUR_NANOS, 1_700_000_000_000L + 31 * DAY_MILLIS));
        }
        journal.commit();
        assertEquals(1, rotateAll());
        assertEquals(1, disk.count("event"));
        assertEquals(1, disk.count("event WHERE subject = 'day 5'"));
        assertEquals(Optional.empty(), journal.verify());
    }

    @Test
    void rowsThatACheckpointKnowsAreLeft() throws Exception {
        disk.happens(journal, EventKind.MODE, 0, "known");
        save(journal, at(1, 0, 1_700_000_000_000L));
        save(journal, at(2, 60 * DAY_NANOS, 1_700_000_000_000L + 60 * DAY_MILLIS));
        assertEquals(0, rotateAll());
        assertEquals(1, disk.count("event"));
        assertEquals(Optional.empty(), journal.verify());
    }

    @Test
    @Tag("SR-88")
    void theChainStaysSoundThroughManyRotationsAndSessions() throws Exception {
        for (int day = 0; day < 200; day++) {
            day(day, EventKind.MODE, EventKind.ALARM, EventKind.ORDER);
            rotateAll();
            if (day % 10 == 0) {
                assertEquals(Optional.empty(), journal.verify(), "day " + day);
            }
            if (day % 67 == 66) {
                journal.close();
                journal = SqliteJournal.open(directory.resolve("journal.sqlite"));
                journal.begin(
                        new JournalStore.Session(
                                "s", "sim", "0", 1_700_000_000_000L + day * DAY_MILLIS),
                        PRESCRIPTION,
                        day * DAY_NANOS);
            }
        }
        assertEquals(Optional.empty(), journal.verify());
        assertEquals(31, disk.count("event WHERE kind = 'mode'"));
        assertEquals(200, disk.count("event WHERE kind = 'alarm'"));
        // Rows that tell of older gaps go with them.
        assertEquals(31, disk.count("rotation"), 2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE FROM event WHERE subject = 'day 20' AND kind = 'mode' | link 63 is missing",
                "DELETE FROM event WHERE subject = 'day 19' AND kind = 'alarm' | links 1 to 62: rotation left 22 rows, 21 are there",
                "DELETE FROM event WHERE link < 63 AND kind = 'alarm' | links 1 to 62: rotation left 22 rows, 2 are there",
                "DELETE FROM session | links 1 to 62: rotation left 22 rows, 21 are there",
                "DELETE FROM rotation | link 3 is missing",
                "UPDATE event SET cycle = 1 WHERE link = 5 | link 5: the row of event was changed",
                "UPDATE event SET link = 6 WHERE link = 5 | link 6: the row of event was changed",
                "UPDATE event SET subject = 'x' WHERE subject = 'day 50' AND kind = 'order' | link 154: the row of event was changed",
                "UPDATE rotation SET upto_link = 65 | links 1 to 65: rotation left 22 rows, 25 are there",
                "UPDATE rotation SET upto_link = 61 | links 1 to 61: rotation left 22 rows, 21 are there",
                "UPDATE rotation SET upto_link = 61, kept_rows = 21 | links 1 to 61: they are not the rows that rotation left",
                "UPDATE rotation SET upto_hash = 'x' | link 63: the row of event was changed",
                "UPDATE rotation SET removed_rows = 39 | link 156: the row of rotation was changed",
                "UPDATE rotation SET upto_link = 999 | link 156: the row of rotation was changed",
                "DELETE FROM event WHERE subject = 'day 50' AND kind = 'alarm' | link 155 is missing",
            })
    @Tag("SR-88")
    void whatRotationDidNotRemoveIsMissed(String sql, String finding) throws Exception {
        fiftyDays();
        rotateAll();
        assertEquals(Optional.empty(), journal.verify());
        disk.edit(sql);
        assertEquals(Optional.of(finding), journal.verify());
    }

    @Test
    @Tag("SR-88")
    void whatIsRemovedAndTheRowThatSaysSoAreOneTransaction() throws Exception {
        fiftyDays();
        Path before = Files.createDirectory(directory.resolve("before"));
        for (String name : new String[] {"journal.sqlite", "journal.sqlite-wal"}) {
            Files.copy(directory.resolve(name), before.resolve(name));
        }
        rotateAll();
        byte[] log = Files.readAllBytes(directory.resolve("journal.sqlite-wal"));
        long start = Files.size(before.resolve("journal.sqlite-wal"));
        int cuts = 0;
        for (int length = (int) start; length <= log.length; length += 1_030) {
            Path cut = Files.createDirectory(directory.resolve("cut-" + length));
            Files.copy(directory.resolve("journal.sqlite"), cut.resolve("journal.sqlite"));
            Files.write(cut.resolve("journal.sqlite-wal"), java.util.Arrays.copyOf(log, length));
            try (SqliteJournal copy = SqliteJournal.open(cut.resolve("journal.sqlite"))) {
                assertEquals(Optional.empty(), copy.verify(), "cut at " + length);
            }
            cuts++;
        }
        assertTrue(cuts > 5, "only " + cuts);
    }
}
