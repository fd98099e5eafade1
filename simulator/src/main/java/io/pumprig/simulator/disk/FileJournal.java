package io.pumprig.simulator.disk;

import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.JournalStore;
import io.pumprig.controller.journal.Resumable;
import io.pumprig.controller.journal.SqliteJournal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** A journal in a file, as on a bench. */
public final class FileJournal implements RunJournal {
    /**
     * One bit of the delivered count of the newest checkpoint, as the other way round as it was.
     */
    private static final String FLIP =
            "UPDATE checkpoint SET delivered_microsteps = (delivered_microsteps | 4096)"
                    + " - (delivered_microsteps & 4096)"
                    + " WHERE id = (SELECT max(id) FROM checkpoint)";

    private final Path file;
    private final boolean durable;
    private SqliteJournal journal;

    /**
     * @param file its directory must exist
     * @param durable whether a commit waits for the disk: not for a file that nobody will read
     *     after this process
     */
    public FileJournal(Path file, boolean durable) {
        this.file = file;
        this.durable = durable;
    }

    @Override
    public JournalStore open() throws JournalException {
        journal = durable ? SqliteJournal.open(file) : SqliteJournal.openForThisProcess(file);
        return journal;
    }

    @Override
    public Optional<Resumable> left() throws JournalException {
        return journal.resumable();
    }

    /** True when a prescription of that identity was ever in force here; while it is open. */
    public boolean knows(String identity) throws JournalException {
        return journal.knows(identity);
    }

    @Override
    public void flipABit() throws JournalException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            if (statement.executeUpdate(FLIP) != 1) {
                throw new JournalException("journal " + file + " holds no checkpoint", null);
            }
        } catch (SQLException e) {
            throw new JournalException(
                    "journal " + file + " cannot be damaged: " + e.getMessage(), e);
        }
    }
}
