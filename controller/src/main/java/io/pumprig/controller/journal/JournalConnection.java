package io.pumprig.controller.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/** Opens a journal's file, and says in words why that or anything after it failed. */
final class JournalConnection {
    /** Readers never lock a writer out; this is for a tool that writes. */
    private static final int BUSY_MILLIS = 500;

    private JournalConnection() {}

    /**
     * Opens the journal for writing, or makes it where there is none. What is no journal is left as
     * it is.
     *
     * @param durable whether a commit waits for the disk, or is with the operating system
     * @throws JournalException naming the file
     */
    static Connection open(Path file, boolean durable) throws JournalException {
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
            return connection;
        } catch (SQLException e) {
            closeQuietly(connection);
            throw failed(file, "cannot be opened", e);
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

    static JournalException failed(Path file, String complaint, SQLException e) {
        return new JournalException(
                "journal " + file + ": " + complaint + ": " + e.getMessage(), e);
    }

    static void closeQuietly(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // What was committed is durable in the write-ahead log, and found at the next open.
        }
    }
}
