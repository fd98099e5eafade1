package io.pumprig.controller.journal;

import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.event.Event;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.order.Prescription;
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
import org.sqlite.SQLiteConfig;

/**
 * The journal as a SQLite file; the package description tells what is in it. A commit is durable
 * when it returns: write-ahead log, one flush to the disk for each. One thread at a time; who wants
 * to read while a {@link JournalWriter} writes opens the file once more.
 */
public final class SqliteJournal implements JournalStore {
    /** Readers never lock a writer out; this is for a tool that writes. */
    private static final int BUSY_MILLIS = 500;

    /** The host's UTC may stray this far from the rig's monotonic clock before events follow it. */
    private static final long UTC_TOLERANCE_MILLIS = 5;

    private final Path file;
    private final Connection connection;
    private final PreparedStatement beginTransaction;
    private final PreparedStatement commitTransaction;
    private final PreparedStatement rollbackTransaction;
    private final PreparedStatement hostUtc;
    private final HashChain chain = new HashChain();
    private final SealedInsert prescriptions;
    private final SealedInsert sessions;
    private final SealedInsert events;
    private final SealedInsert hostAlarms;
    private final CheckpointRows checkpoints;

    /** Checkpoints of the open transaction; written last, so that they know its newest link. */
    private final List<Waiting> waiting = new ArrayList<>();

    private boolean inTransaction;
    private long durableLink;
    private String durableHead;
    private long durableCheckpoint;

    /** The prescription whose row is the newest. */
    private Prescription inForce;

    private long prescriptionLink;
    private Prescription durableInForce;
    private long durablePrescription;
    private long session;
    private boolean anchored;
    private long anchorNanos;
    private long anchorUtcMillis;

    private SqliteJournal(Path file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        beginTransaction = connection.prepareStatement("BEGIN IMMEDIATE");
        commitTransaction = connection.prepareStatement("COMMIT");
        rollbackTransaction = connection.prepareStatement("ROLLBACK");
        hostUtc =
                connection.prepareStatement(
                        "SELECT CAST(round(1000 * unixepoch('subsec')) AS INTEGER)");
        prescriptions = new SealedInsert(connection, SealedTable.PRESCRIPTION, chain);
        sessions = new SealedInsert(connection, SealedTable.SESSION, chain);
        events = new SealedInsert(connection, SealedTable.EVENT, chain);
        hostAlarms = new SealedInsert(connection, SealedTable.HOST_ALARM, chain);
        checkpoints = new CheckpointRows(connection);
        findNewestLink();
        rememberDurable();
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
        NativeSqlite.load();
        Connection connection = null;
        try {
            SQLiteConfig config = new SQLiteConfig();
            config.setBusyTimeout(BUSY_MILLIS);
            connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
            String objection = JournalSchema.prepare(connection);
            if (objection != null) {
                throw new JournalException("journal " + file + ": " + objection, null);
            }
            journalMode(connection, file, durable);
            return new SqliteJournal(file, connection);
        } catch (SQLException e) {
            closeQuietly(connection);
            throw new JournalException("journal " + file + ": cannot be opened: " + words(e), e);
        } catch (JournalException e) {
            closeQuietly(connection);
            throw e;
        }
    }

    private static void journalMode(Connection connection, Path file, boolean durable)
            throws SQLException, JournalException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = " + (durable ? "FULL" : "OFF"));
            try (ResultSet row = statement.executeQuery("PRAGMA journal_mode = WAL")) {
                if (!row.next() || !"wal".equals(row.getString(1))) {
                    throw new JournalException(
                            "journal "
                                    + file
                                    + ": this file system does not carry SQLite's write-ahead log",
                            null);
                }
            }
        }
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
     * The therapy that an earlier session left here; empty when none has begun.
     *
     * @throws JournalException when it cannot be read, or does not fit its checksum (SR-15)
     */
    public Optional<Resumable> resumable() throws JournalException {
        try {
            return SavedTherapy.read(connection, checkpoints);
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
        try (Statement statement = connection.createStatement()) {
            // One transaction: what another connection writes meanwhile stays out of sight.
            statement.execute("BEGIN");
            try {
                return ChainCheck.of(connection, checkpoints);
            } finally {
                statement.execute("ROLLBACK");
            }
        } catch (SQLException e) {
            throw failed("cannot be read", e);
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
    public void begin(Session begun, Prescription prescription) throws JournalException {
        refuseOtherBackend(begun.backend());
        write(
                "a session cannot be begun",
                () -> {
                    long link = add(prescription);
                    session =
                            sessions.add(
                                    begun.id(),
                                    begun.backend(),
                                    begun.version(),
                                    begun.utcMillis(),
                                    link);
                });
        anchored = false;
        anchorUtcMillis = begun.utcMillis();
        commit();
    }

    private long add(Prescription prescription) throws SQLException {
        prescriptionLink =
                prescriptions.add(
                        prescription.drug(),
                        prescription.picogramsPerNanolitre(),
                        prescription.indication().name(),
                        prescription.program().text(),
                        prescription.picogramsPerDay(),
                        prescription.minimumPicolitresPerDay(),
                        prescription.demandBolus() == null
                                ? null
                                : prescription.demandBolus().text(),
                        prescription.timeZone(),
                        prescription.onRestart().name(),
                        prescription.identity());
        inForce = prescription;
        return prescriptionLink;
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
        write(
                "a checkpoint cannot be added",
                () -> {
                    boolean changed =
                            checkpoint.prescription != null
                                    && !checkpoint.prescription.equals(inForce);
                    if (changed) {
                        add(checkpoint.prescription);
                    }
                    waiting.add(new Waiting(checkpoint, prescriptionLink));
                });
        long expected = utcMillisAt(checkpoint.nanos);
        if (!anchored || Math.abs(checkpoint.utcMillis - expected) > UTC_TOLERANCE_MILLIS) {
            anchored = true;
            anchorNanos = checkpoint.nanos;
            anchorUtcMillis = checkpoint.utcMillis;
        }
    }

    /** The rig's UTC at that monotonic time, as the last checkpoint had it (SR-89). */
    private long utcMillisAt(long nanos) {
        return anchored
                ? anchorUtcMillis + Math.floorDiv(nanos - anchorNanos, 1_000_000L)
                : anchorUtcMillis;
    }

    @Override
    public void add(Event event) throws JournalException {
        write(
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
                                utcMillisAt(event.nanos())));
    }

    /** An alarm's event carries its sources as bits only; the file says them in words too. */
    private static String detail(Event event) {
        boolean hasSources =
                event.kind() == EventKind.ALARM && event.detail() == null && event.value() != 0;
        return hasSources ? Source.labels((int) event.value()) : event.detail();
    }

    @Override
    public void addHostAlarm(String alarm, String phase, long cycle) throws JournalException {
        write(
                "an alarm of the host cannot be added",
                () -> hostAlarms.add(session, alarm, phase, 0L, cycle, hostUtcMillis()));
    }

    @Override
    public void addLoss(long records, long cycle) throws JournalException {
        write(
                "a loss cannot be noted",
                () ->
                        hostAlarms.add(
                                session,
                                "LOG_FAILURE",
                                "records-lost",
                                records,
                                cycle,
                                hostUtcMillis()));
    }

    /** An event of the host is told by the host's own clock, which nothing else here may read. */
    private long hostUtcMillis() throws SQLException {
        try (ResultSet row = hostUtc.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void commit() throws JournalException {
        write(
                "cannot be written",
                () -> {
                    for (Waiting each : waiting) {
                        checkpoints.write(each.checkpoint, session, each.prescription, chain);
                    }
                    commitTransaction.execute();
                    inTransaction = false;
                });
        waiting.clear();
        rememberDurable();
    }

    private void rememberDurable() {
        durableLink = chain.link();
        durableHead = chain.head();
        durableCheckpoint = checkpoints.newest();
        durableInForce = inForce;
        durablePrescription = prescriptionLink;
    }

    /** A checkpoint of the open transaction, and the link of its prescription. */
    private record Waiting(Checkpoint checkpoint, long prescription) {}

    /** A part of a transaction. */
    private interface Work {
        void run() throws SQLException;
    }

    private void write(String complaint, Work work) throws JournalException {
        try {
            if (!inTransaction) {
                beginTransaction.execute();
                inTransaction = true;
            }
            work.run();
        } catch (SQLException e) {
            undo();
            throw failed(complaint, e);
        }
    }

    private void undo() {
        try {
            if (inTransaction) {
                rollbackTransaction.execute();
            }
        } catch (SQLException e) {
            // After a full disk or a failed write SQLite has rolled back by itself: as wished.
        }
        inTransaction = false;
        waiting.clear();
        chain.continueFrom(durableLink, durableHead);
        checkpoints.rewind(durableCheckpoint);
        inForce = durableInForce;
        prescriptionLink = durablePrescription;
    }

    private JournalException failed(String complaint, SQLException e) {
        return new JournalException("journal " + file + ": " + complaint + ": " + words(e), e);
    }

    private static String words(SQLException e) {
        return String.valueOf(e.getMessage());
    }

    @Override
    public void close() {
        undo();
        closeQuietly(connection);
    }

    private static void closeQuietly(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // What was committed is durable in the write-ahead log, and found at the next open.
        }
    }
}
