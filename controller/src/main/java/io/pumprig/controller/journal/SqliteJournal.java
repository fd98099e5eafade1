package io.pumprig.controller.journal;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.event.Event;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.order.Prescription;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The journal as a SQLite file; the package description tells what is in it. A commit is durable
 * when it returns: write-ahead log, one flush to the disk for each. One thread at a time; who wants
 * to read while a {@link JournalWriter} writes opens the file once more.
 */
public final class SqliteJournal implements JournalStore {
    private static final String HOST_UTC =
            "SELECT CAST(round(1000 * unixepoch('subsec')) AS INTEGER)";

    private final Path file;
    private final Connection connection;
    private final JournalTransaction transaction;
    private final Statements statements;
    private final HashChain chain = new HashChain();
    private final PairedClocks clocks = new PairedClocks();
    private final PrescriptionRows prescriptions;
    private final SealedInsert sessions;
    private final SealedInsert events;
    private final SealedInsert hostAlarms;
    private final CheckpointRows checkpoints;
    private final WaitingCheckpoints waiting;

    private final Rotation rotation;
    private Resumable.Fallback fallback;
    private long session;

    /** On an open connection, which is closed with this. */
    SqliteJournal(Path file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        statements = new Statements(connection);
        prescriptions = new PrescriptionRows(statements, chain);
        sessions = new SealedInsert(statements, SealedTable.SESSION, chain);
        events = new SealedInsert(statements, SealedTable.EVENT, chain);
        hostAlarms = new SealedInsert(statements, SealedTable.HOST_ALARM, chain);
        checkpoints = new CheckpointRows(connection, statements);
        waiting = new WaitingCheckpoints(checkpoints);
        rotation = new Rotation(statements, chain);
        findNewestLink();
        transaction =
                new JournalTransaction(file, statements, List.of(chain, prescriptions, waiting));
    }

    /**
     * Opens the journal, or makes it where there is none.
     *
     * @param file its directory must exist
     * @throws JournalException naming the file: it cannot be made or written, is no journal, or one
     *     of another version
     */
    public static SqliteJournal open(Path file) throws JournalException {
        return open(file, true);
    }

    /**
     * The same for a file that nobody will read after this process: what is committed is with the
     * operating system, and not waited for on its way to the disk.
     *
     * @throws JournalException as {@link #open}
     */
    public static SqliteJournal openForThisProcess(Path file) throws JournalException {
        return open(file, false);
    }

    private static SqliteJournal open(Path file, boolean durable) throws JournalException {
        int lost = lostCommits(file);
        Connection connection = JournalConnection.open(file, durable);
        try {
            SqliteJournal journal = new SqliteJournal(file, connection);
            if (lost > 0) {
                journal.noteDamagedLog(lost);
            }
            return journal;
        } catch (SQLException e) {
            JournalConnection.closeQuietly(connection);
            throw JournalConnection.failed(file, "cannot be opened", e);
        } catch (JournalException e) {
            JournalConnection.closeQuietly(connection);
            throw e;
        }
    }

    private static int lostCommits(Path file) throws JournalException {
        try {
            return LogScan.lostCommits(file);
        } catch (IOException e) {
            throw new JournalException(
                    "journal " + file + ": its log cannot be read: " + e.getMessage(), e);
        }
    }

    /** At once: SQLite has left those commits out, and with the log goes what tells of them. */
    private void noteDamagedLog(int lost) throws JournalException {
        transaction.write(
                "a damaged log cannot be noted",
                () ->
                        addHostRow(
                                Alarm.MEMORY_FAULT.name(),
                                SavedTherapy.LOG_DAMAGED,
                                lost,
                                "commits behind damage in the write-ahead log",
                                0,
                                0));
        commit();
    }

    private void findNewestLink() throws SQLException {
        List<String> newest = new ArrayList<>();
        for (SealedTable table : SealedTable.ALL) {
            newest.add(table.newest());
        }
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                String.join(" UNION ALL ", newest)
                                        + " ORDER BY link DESC LIMIT 1")) {
            if (row.next()) {
                chain.continueFrom(row.getLong(1), row.getString(2));
            }
        }
    }

    /**
     * The therapy that an earlier session left here; empty when none has begun. When the newest
     * checkpoint is not whole, the next session's records begin with that.
     *
     * @throws JournalException when it cannot be read, or nothing of it is whole (SR-15)
     */
    public Optional<Resumable> resumable() throws JournalException {
        try {
            Optional<Resumable> saved = SavedTherapy.read(connection, checkpoints);
            fallback = saved.flatMap(Resumable::fellBack).orElse(null);
            return saved;
        } catch (SQLException e) {
            throw failed("the last therapy cannot be read", e);
        } catch (JournalException e) {
            throw new JournalException(
                    "journal "
                            + file
                            + ": "
                            + e.getMessage()
                            + "; the therapy in it is not resumed, and not replaced by defaults",
                    e);
        }
    }

    /**
     * Walks the hash chain (SR-88).
     *
     * @return the first thing that is wrong, in words; empty when all is as it was written
     */
    public Optional<String> verify() throws JournalException {
        return JournalReader.check(file, connection, link -> {}).firstFlaw();
    }

    /** True when a prescription of that {@link Prescription#identity} was ever in force here. */
    public boolean knows(String identity) throws JournalException {
        try {
            return PrescriptionRows.isThere(connection, identity);
        } catch (SQLException e) {
            throw failed("prescriptions cannot be read", e);
        }
    }

    /** Shows every event, of all sessions, in the order in which they were written. */
    public void events(Consumer<RecordedEvent> consumer) throws JournalException {
        try {
            RecordedEvent.readAll(connection, consumer);
        } catch (SQLException e) {
            throw failed("events cannot be read", e);
        }
    }

    /** Refuses a journal of the other backend: a bench never goes on where a simulation stopped. */
    @Override
    public void begin(Session begun, Prescription prescription, long nanos)
            throws JournalException {
        refuseOtherBackend(begun.backend());
        transaction.write(
                "a session cannot be begun",
                () -> {
                    long link = prescriptions.add(prescription, nanos, begun.utcMillis());
                    session =
                            sessions.add(
                                    begun.id(),
                                    begun.backend(),
                                    begun.version(),
                                    link,
                                    nanos,
                                    begun.utcMillis());
                    noteFallback(nanos);
                });
        clocks.begin(nanos, begun.utcMillis());
        rotation.beginSession();
        commit();
        fallback = null;
    }

    private void noteFallback(long nanos) throws SQLException {
        if (fallback != null) {
            addHostRow(
                    Alarm.MEMORY_FAULT.name(),
                    "fell-back",
                    fallback.skipped(),
                    fallback.reason(),
                    0,
                    nanos);
        }
    }

    private void refuseOtherBackend(String backend) throws JournalException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT backend FROM session WHERE backend <> ? LIMIT 1")) {
            select.setString(1, backend);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    throw new JournalException(
                            "journal "
                                    + file
                                    + ": was written by backend "
                                    + row.getString(1)
                                    + ", this is backend "
                                    + backend,
                            null);
                }
            }
        } catch (SQLException e) {
            throw failed("sessions cannot be read", e);
        }
    }

    @Override
    public void add(Checkpoint checkpoint) throws JournalException {
        transaction.write(
                "a checkpoint cannot be added",
                () -> waiting.add(checkpoint, prescriptions.linkAt(checkpoint)));
        clocks.pair(checkpoint.nanos, checkpoint.utcMillis);
    }

    @Override
    public void add(Event event) throws JournalException {
        transaction.write(
                "an event cannot be added",
                () ->
                        events.add(
                                session,
                                event.seq(),
                                event.kind().topic(),
                                event.subject(),
                                event.phase(),
                                event.value(),
                                detail(event),
                                event.cycle(),
                                event.nanos(),
                                clocks.utcMillisAt(event.nanos())));
    }

    /** An alarm's event carries its sources as bits only; the file says them in words too. */
    private static String detail(Event event) {
        boolean hasSources =
                event.kind() == EventKind.ALARM && event.detail() == null && event.value() != 0;
        return hasSources ? Source.labels((int) event.value()) : event.detail();
    }

    @Override
    public void addHostAlarm(String alarm, String phase, long cycle, long nanos)
            throws JournalException {
        transaction.write(
                "an alarm of the host cannot be added",
                () -> addHostRow(alarm, phase, 0, null, cycle, nanos));
    }

    @Override
    public void addLoss(long records, long cycle, long nanos) throws JournalException {
        transaction.write(
                "a loss cannot be noted",
                () ->
                        addHostRow(
                                Alarm.LOG_FAILURE.name(),
                                "records-lost",
                                records,
                                null,
                                cycle,
                                nanos));
    }

    private void addHostRow(
            String alarm, String phase, long value, String detail, long cycle, long nanos)
            throws SQLException {
        hostAlarms.add(session, alarm, phase, value, detail, cycle, nanos, hostUtcMillis());
    }

    /** An event of the host is told by the host's own clock, which nothing else here may read. */
    private long hostUtcMillis() throws SQLException {
        try (ResultSet row = statements.of(HOST_UTC).executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void commit() throws JournalException {
        transaction.commit(() -> waiting.write(session, chain));
    }

    /** See {@link Rotation}; nothing before a checkpoint has told what time it is. */
    @Override
    public boolean rotate() throws JournalException {
        if (!clocks.isPaired() || !rotation.isDue(clocks.newestNanos())) {
            return false;
        }
        rotation.begin(clocks.newestNanos());
        boolean[] removed = {false};
        transaction.write(
                "old records cannot be removed",
                () ->
                        removed[0] =
                                rotation.remove(
                                        session, clocks.newestNanos(), clocks.newestUtcMillis()));
        if (removed[0]) {
            commit();
        } else {
            transaction.undo();
        }
        return removed[0];
    }

    private JournalException failed(String complaint, SQLException e) {
        return JournalConnection.failed(file, complaint, e);
    }

    @Override
    public void close() {
        transaction.undo();
        JournalConnection.closeQuietly(connection);
    }
}
