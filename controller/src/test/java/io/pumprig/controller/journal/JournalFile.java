package io.pumprig.controller.journal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.event.Event;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A journal's file, what is put into it, and a SQLite tool that somebody else opens it with. */
final class JournalFile {
    static final JournalStore.Session SESSION =
            new JournalStore.Session("s-1", "sim", "0.1.0", 1_700_000_000_000L);
    static final Prescription PRESCRIPTION =
            new Prescription(
                    "baclofen",
                    2_000,
                    Mode.CONTINUOUS,
                    250_000_000L,
                    48_000_000L,
                    Prescription.OnRestart.RESUME);

    private final Path path;
    private final EventRing ring = new EventRing(64);
    private final EventRing.Reader reader = ring.reader();

    JournalFile(Path path) {
        this.path = path;
    }

    static Checkpoint checkpoint(long seq) {
        Checkpoint checkpoint = new Checkpoint();
        checkpoint.seq = seq;
        checkpoint.cycle = 100 * seq;
        checkpoint.nanos = 1_000_000_000L * seq;
        checkpoint.utcMillis = 1_700_000_000_000L + 1_000 * seq;
        checkpoint.mode = Mode.CONTINUOUS;
        checkpoint.picogramsPerDay = 250_000_000L;
        checkpoint.deliveredMicrosteps = 80 * seq;
        checkpoint.deliveredForMicrosteps[0] = 80 * seq;
        checkpoint.leaseEndMicrosteps = 80 * seq + 160;
        return checkpoint;
    }

    /** The next event, as the ring hands it out. */
    Event event(EventKind kind, long nanos, String subject, String phase, long value, String more) {
        ring.add(kind, nanos / 10_000_000L, nanos, subject, phase, value, more);
        return reader.next();
    }

    void happens(SqliteJournal journal, EventKind kind, long nanos, String subject)
            throws JournalException {
        journal.add(event(kind, nanos, subject, "happened", 0, null));
    }

    static void save(SqliteJournal journal, Checkpoint checkpoint) throws JournalException {
        journal.add(checkpoint);
        journal.commit();
    }

    Connection tool() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + path);
    }

    void edit(String sql) throws SQLException {
        try (Connection tool = tool();
                Statement statement = tool.createStatement()) {
            assertTrue(statement.executeUpdate(sql) > 0, sql);
        }
    }

    long count(String table) throws SQLException {
        try (Connection tool = tool();
                Statement statement = tool.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
        }
    }
}
