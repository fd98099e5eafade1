package io.pumprig.controller.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/** Opens a journal's file, and says in words why that or anything after it failed. */
final class JournalConnection {
    /** Readers never lock a writer out; this is for a tool that writes. */
    static final int BUSY_MILLIS = 500;

    /** Of SQLite: a page, or a record in it, is not what it should be. */
    private static final int SQLITE_CORRUPT = 11;

    /** Of SQLite: this page cannot be one of a database. */
    private static final int SQLITE_NOTADB = 26;

    /** The low byte of an error code is the error, what is above tells more. */
    private static final int PRIMARY_CODE = 0xFF;

    /** No database has smaller pages. */
    private static final int LEAST_PAGE_BYTES = 512;

    /** None has larger ones. */
    private static final int MOST_PAGE_BYTES = 65_536;

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
        refuseStump(file);
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
            emptyLog(connection);
            return connection;
        } catch (SQLException e) {
            closeQuietly(connection);
            throw failed(file, "cannot be opened", e);
        } catch (JournalException e) {
            closeQuietly(connection);
            throw e;
        }
    }

    /** SQLite takes a file of less than a page for an empty one, and would write over it. */
    private static void refuseStump(Path file) throws JournalException {
        try {
            if (!Files.isRegularFile(file)) {
                return;
            }
            long length = Files.size(file);
            if (length > 0 && length < pageBytes(file)) {
                throw new JournalException(
                        "journal "
                                + file
                                + ": cannot be opened: it was cut off at "
                                + length
                                + " bytes",
                        null);
            }
            Path log = file.resolveSibling(file.getFileName() + "-wal");
            if (length == 0 && Files.exists(log) && Files.size(log) > 0) {
                throw new JournalException(
                        "journal " + file + ": it is empty, and the log beside it is not", null);
            }
        } catch (IOException e) {
            throw new JournalException(
                    "journal " + file + ": cannot be opened: " + e.getMessage(), e);
        }
    }

    /** As the head of the file says it (SQLite's file format, 1.3.2). */
    static int pageBytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(LEAST_PAGE_BYTES);
            int said = head.length < 18 ? 0 : (head[16] & 0xFF) << 8 | head[17] & 0xFF;
            // 1 stands for 65536, which does not fit.
            return said == 1 ? MOST_PAGE_BYTES : Math.max(said, LEAST_PAGE_BYTES);
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

    /** True when it says that the file itself is damaged, and not that it cannot be reached. */
    static boolean isDamage(SQLException e) {
        return (e.getErrorCode() & PRIMARY_CODE) == SQLITE_CORRUPT || isNoDatabase(e);
    }

    /** True when it says that the file is none of SQLite's. */
    static boolean isNoDatabase(SQLException e) {
        return (e.getErrorCode() & PRIMARY_CODE) == SQLITE_NOTADB;
    }

    /** What a crash tore is not to stand behind what is written next. */
    private static void emptyLog(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
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
