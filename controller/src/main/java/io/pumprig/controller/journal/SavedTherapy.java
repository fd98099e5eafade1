package io.pumprig.controller.journal;

import io.pumprig.controller.order.DemandBolus;
import io.pumprig.controller.order.Indication;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.Program;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Reads back what a restart needs. What does not fit its checksum is passed over for the newest
 * older checkpoint that is whole (SR-16); where none is, the therapy is refused, and there are no
 * defaults for it (SR-15).
 */
final class SavedTherapy {
    /** Phase of the alarm of the host that says so. */
    static final String LOG_DAMAGED = "log-damaged";

    private SavedTherapy() {}

    /**
     * The newest checkpoint that is whole, with the session that took it and the prescription in
     * force; a later session that never got as far as a checkpoint moved nothing.
     */
    static Optional<Resumable> read(Connection connection, CheckpointRows checkpoints)
            throws SQLException, JournalException {
        List<Long> ids = checkpoints.idsNewestFirst();
        JournalException first = null;
        for (long id : ids) {
            try {
                CheckpointRows.Read read = checkpoints.read(id);
                Resumable whole = complete(connection, read);
                long lost = lostCommits(connection, read.chainLink());
                if (first == null && lost == 0) {
                    return Optional.of(whole);
                }
                long newer = ids.get(0) - id + lost;
                String why =
                        first == null
                                ? lost + " commits were lost with a damaged write-ahead log"
                                : first.getMessage();
                return Optional.of(fallenBack(connection, whole, read.chainLink(), newer, why));
            } catch (JournalException e) {
                first = first == null ? e : first;
            } catch (IllegalArgumentException e) {
                first =
                        first == null
                                ? new JournalException(
                                        "a value is out of its limits (" + e.getMessage() + ")", e)
                                : first;
            } catch (SQLException e) {
                if (!JournalConnection.isDamage(e)) {
                    throw e;
                }
                first = first == null ? new JournalException(e.getMessage(), e) : first;
            }
        }
        if (first != null) {
            throw first;
        }
        if (exists(connection, "SELECT 1 FROM event LIMIT 1") || lostCommits(connection, 0) > 0) {
            // Events are written from the first checkpoint on.
            throw new JournalException("all of its checkpoints are missing", null);
        }
        return Optional.empty();
    }

    /**
     * Each of those passed over may have carried a lease of its own, and each of these reached at
     * most one lease beyond the one before.
     */
    private static Resumable fallenBack(
            Connection connection, Resumable whole, long chainLink, long newer, String why)
            throws SQLException {
        int skipped = (int) Math.min(newer, CheckpointRows.KEPT);
        whole.last().leaseEndMicrosteps += (long) skipped * Journal.LEASE_MICROSTEPS;
        boolean logFailed =
                exists(
                        connection,
                        "SELECT 1 FROM host_alarm WHERE alarm = 'LOG_FAILURE' AND link > "
                                + chainLink
                                + " LIMIT 1");
        return new Resumable(
                whole.session(),
                whole.prescription(),
                whole.last(),
                new Resumable.Fallback(skipped, logFailed, why));
    }

    /** Commits after that link that a damaged log has cost. */
    private static long lostCommits(Connection connection, long link) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT total(value) FROM host_alarm WHERE phase = ? AND link > ?")) {
            select.setString(1, LOG_DAMAGED);
            select.setLong(2, link);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next();
        }
    }

    private static Resumable complete(Connection connection, CheckpointRows.Read last)
            throws SQLException, JournalException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT * FROM session WHERE link = ?")) {
            select.setLong(1, last.session());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new JournalException(
                            "the session of the last checkpoint is missing", null);
                }
                JournalStore.Session session =
                        new JournalStore.Session(
                                row.getString("id"),
                                row.getString("backend"),
                                row.getString("version"),
                                row.getLong("utc_millis"));
                Prescription prescription = prescription(connection, last.prescription());
                return new Resumable(session, prescription, last.checkpoint(), null);
            }
        }
    }

    /** The prescription in that row, proved by its checksum. */
    static Prescription prescription(Connection connection, long link)
            throws SQLException, JournalException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT * FROM prescription WHERE link = ?")) {
            select.setLong(1, link);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new JournalException(
                            "the prescription of the last checkpoint is missing", null);
                }
                String demandBolus = row.getString("demand_bolus");
                Prescription prescription =
                        new Prescription(
                                row.getString("drug"),
                                row.getLong("concentration_pg_per_nl"),
                                Indication.valueOf(row.getString("indication")),
                                Program.parse(row.getString("program")),
                                row.getLong("minimum_pl_per_day"),
                                demandBolus == null ? null : DemandBolus.parse(demandBolus),
                                row.getString("time_zone"),
                                Prescription.OnRestart.valueOf(row.getString("on_restart")));
                if (!prescription.identity().equals(row.getString("identity"))
                        || prescription.picogramsPerDay() != row.getLong("dose_pg_per_day")) {
                    throw new JournalException(
                            "prescription " + link + " does not fit its checksum", null);
                }
                return prescription;
            }
        }
    }
}
