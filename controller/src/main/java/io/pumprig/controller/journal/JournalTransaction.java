package io.pumprig.controller.journal;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * The one open transaction of a journal that is written: begun by the first write after a commit,
 * lost as a whole when any write fails, together with what its parts had counted on.
 */
final class JournalTransaction {
    private final Path file;
    private final List<Rewindable> parts;
    private final Statements statements;
    private boolean open;

    JournalTransaction(Path file, Statements statements, List<Rewindable> parts) {
        this.file = file;
        this.statements = statements;
        this.parts = List.copyOf(parts);
        this.parts.forEach(Rewindable::remember);
    }

    /** A part of a transaction. */
    interface Work {
        void run() throws SQLException;
    }

    /**
     * Does the work as part of the transaction.
     *
     * @param complaint what could not be done when it fails, for the message
     */
    void write(String complaint, Work work) throws JournalException {
        try {
            if (!open) {
                statements.of("BEGIN IMMEDIATE").execute();
                open = true;
            }
            work.run();
        } catch (SQLException e) {
            statements.forget();
            undo();
            throw JournalConnection.failed(file, complaint, e);
        }
    }

    /** Does the last work of the transaction and makes all of it durable. */
    void commit(Work last) throws JournalException {
        write(
                "cannot be written",
                () -> {
                    last.run();
                    statements.of("COMMIT").execute();
                    open = false;
                });
        parts.forEach(Rewindable::remember);
    }

    /** Loses what was not committed. */
    void undo() {
        try {
            if (open) {
                statements.of("ROLLBACK").execute();
            }
        } catch (SQLException e) {
            // After a full disk or a failed write SQLite has rolled back by itself: as wished.
            statements.forget();
        }
        open = false;
        parts.forEach(Rewindable::rewind);
    }
}
