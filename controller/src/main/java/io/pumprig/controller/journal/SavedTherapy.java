package io.pumprig.controller.journal;

import io.pumprig.controller.order.DemandBolus;
import io.pumprig.controller.order.Indication;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.Program;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Reads back what a restart needs. What does not fit its checksum is refused; there are no defaults
 * for a therapy (SR-15).
 */
final class SavedTherapy {
    private SavedTherapy() {}

    /**
     * The newest checkpoint, with the session that took it and the prescription of that session; a
     * later session that never got as far as a checkpoint moved nothing.
     */
    static Optional<Resumable> read(Connection connection, CheckpointRows checkpoints)
            throws SQLException, JournalException {
        try {
            CheckpointRows.Read last = checkpoints.readNewest();
            return last == null ? Optional.empty() : Optional.of(complete(connection, last));
        } catch (IllegalArgumentException e) {
            throw new JournalException("a value is out of its limits (" + e.getMessage() + ")", e);
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
                return new Resumable(session, prescription, last.checkpoint());
            }
        }
    }

    private static Prescription prescription(Connection connection, long link)
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
