package io.pumprig.controller.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.LongConsumer;
import org.sqlite.SQLiteConfig;

/**
 * A journal that is only looked at: also while a controller writes it, and on a medium that cannot
 * be written. Nothing is ever made or changed beside the file. One thread at a time.
 */
public final class JournalReader implements AutoCloseable {
    private static final int LOOKS = 3;

    private final Path file;
    private final Connection connection;
    private final Path copy;

    private JournalReader(Path file, Connection connection, Path copy) {
        this.file = file;
        this.connection = connection;
        this.copy = copy;
    }

    /**
     * Opens a journal.
     *
     * @throws JournalException naming the file: it cannot be read, is no journal, or one of another
     *     version
     */
    public static JournalReader open(Path file) throws JournalException {
        NativeSqlite.load();
        try {
            boolean logged = holdsSomething(beside(file, "-wal"));
            if (!logged || Files.exists(beside(file, "-shm"))) {
                // Without a log nobody writes: no lock is needed, and none would be made.
                return open(file, file, logged ? "?mode=ro" : "?mode=ro&immutable=1", null);
            }
            // Left by a kill, or copied: to read the log SQLite would have to make its index.
            Path copy = Files.createTempDirectory("pumprig-journal-");
            try {
                Path whole = Files.copy(file, copy.resolve("journal.sqlite"));
                Files.copy(beside(file, "-wal"), beside(whole, "-wal"));
                return open(file, whole, "", copy);
            } catch (IOException | JournalException e) {
                remove(copy);
                throw e;
            }
        } catch (IOException e) {
            throw new JournalException(
                    "journal " + file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static boolean holdsSomething(Path file) throws IOException {
        return Files.exists(file) && Files.size(file) > 0;
    }

    private static JournalReader open(Path file, Path whole, String how, Path copy)
            throws JournalException {
        Connection connection = null;
        try {
            SQLiteConfig config = new SQLiteConfig();
            config.setReadOnly(copy == null);
            config.setBusyTimeout(JournalConnection.BUSY_MILLIS);
            connection =
                    config.createConnection("jdbc:sqlite:" + whole.toAbsolutePath().toUri() + how);
            String objection = JournalSchema.objection(connection);
            if (objection != null) {
                throw new JournalException("journal " + file + ": " + objection, null);
            }
            return new JournalReader(file, connection, copy);
        } catch (SQLException e) {
            JournalConnection.closeQuietly(connection);
            throw JournalConnection.failed(file, "cannot be read", e);
        } catch (JournalException e) {
            JournalConnection.closeQuietly(connection);
            throw e;
        }
    }

    /**
     * Checks the whole journal: log and structure of the file, every link of the chain (SR-88),
     * every checkpoint and prescription.
     *
     * @param progress told the link, with every row
     */
    public Soundness check(LongConsumer progress) throws JournalException {
        int lost = lostCommits();
        return lost == 0
                ? check(file, connection, progress)
                : new Soundness(
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        "the write-ahead log is damaged: " + lost + " commits in it are lost");
    }

    /** A log that is begun anew at this moment may look damaged once, and not again. */
    private int lostCommits() throws JournalException {
        try {
            int least = LogScan.lostCommits(file);
            for (int look = 1; look < LOOKS && least > 0; look++) {
                least = Math.min(least, LogScan.lostCommits(file));
            }
            return least;
        } catch (IOException e) {
            throw new JournalException(
                    "journal " + file + ": its log cannot be read: " + e.getMessage(), e);
        }
    }

    static Soundness check(Path file, Connection connection, LongConsumer progress)
            throws JournalException {
        try (Statement statement = connection.createStatement()) {
            // One transaction: what another connection writes meanwhile stays out of sight.
            statement.execute("BEGIN");
            try {
                String structure = structure(statement);
                return structure == null
                        ? ChainCheck.of(
                                connection,
                                new CheckpointRows(connection, new Statements(connection)),
                                progress)
                        : new Soundness(0, 0, 0, 0, 0, 0, structure);
            } finally {
                statement.execute("ROLLBACK");
            }
        } catch (SQLException e) {
            if (JournalConnection.isDamage(e)) {
                return new Soundness(0, 0, 0, 0, 0, 0, damaged(e.getMessage()));
            }
            throw JournalConnection.failed(file, "cannot be read", e);
        }
    }

    private static String structure(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
            String found = row.next() ? row.getString(1) : "nothing";
            return found.equals("ok") ? null : damaged(found);
        }
    }

    private static String damaged(String how) {
        return "the file is damaged: " + how.lines().reduce((a, b) -> a + " " + b).orElse(how);
    }

    /** Shows all rows of a table, the header first. */
    public void read(JournalTable table, RowSink sink) throws JournalException {
        read(table, Long.MAX_VALUE, null, sink);
    }

    /**
     * The same for the newest {@code last} rows, oldest first.
     *
     * @param kind of the rows, for a table that has kinds; null: any
     */
    public void read(JournalTable table, long last, String kind, RowSink sink)
            throws JournalException {
        try {
            table.read(connection, last, kind, sink);
        } catch (SQLException e) {
            throw JournalConnection.failed(file, "table " + table.label() + " cannot be read", e);
        }
    }

    /** How many rows a table has. */
    public long rows(JournalTable table) throws JournalException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table.label())) {
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException e) {
            throw JournalConnection.failed(file, "table " + table.label() + " cannot be read", e);
        }
    }

    @Override
    public void close() {
        JournalConnection.closeQuietly(connection);
        if (copy != null) {
            remove(copy);
        }
    }

    private static void remove(Path directory) {
        try (var files = Files.newDirectoryStream(directory)) {
            for (Path each : files) {
                Files.delete(each);
            }
            Files.delete(directory);
        } catch (IOException e) {
            // It is the system's temporary directory, which is emptied without us.
            return;
        }
    }
}
