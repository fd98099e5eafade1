package io.pumprig.controller.journal;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.dose.Delivery;
import io.pumprig.controller.dose.Withheld;
import io.pumprig.controller.order.Mode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Checkpoints as rows: written with a checksum, read only if it fits. */
final class CheckpointRows implements Rewindable {
    /** Checkpoints that stay in the file. */
    static final int KEPT = 64;

    /** Companions that stay in the file. */
    static final int COMPANIONS_KEPT = 2;

    private static final List<String> COLUMNS = columns();
    private static final String INSERT =
            "INSERT INTO checkpoint (id, "
                    + String.join(", ", COLUMNS)
                    + ", checksum) VALUES (?"
                    + ", ?".repeat(COLUMNS.size() + 1)
                    + ")";

    private final Connection connection;
    private final RowDigest digest = new RowDigest();
    private final Statements statements;
    private long newest;
    private long durable;

    CheckpointRows(Connection connection, Statements statements) throws SQLException {
        this.connection = connection;
        this.statements = statements;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT max(id) FROM checkpoint")) {
            newest = row.next() ? row.getLong(1) : 0;
        }
    }

    private static List<String> columns() {
        List<String> columns =
                new ArrayList<>(
                        List.of(
                                "session",
                                "prescription",
                                "seq",
                                "cycle",
                                "nanos",
                                "utc_millis",
                                "mode",
                                "dose_pg_per_day",
                                "delivered_microsteps",
                                "uncertain_microsteps"));
        for (Delivery purpose : Delivery.values()) {
            columns.add("delivered_" + purpose.label());
        }
        for (Withheld cause : Withheld.values()) {
            columns.add("withheld_" + cause.label().replace('-', '_'));
        }
        columns.addAll(
                List.of(
                        "lease_end_microsteps",
                        "remainder_high",
                        "remainder_low",
                        "therapy",
                        "latched_alarms",
                        "position_known",
                        "counter_counts",
                        "angle_counts",
                        "companion_sha256",
                        "chain_link",
                        "chain_hash"));
        return List.copyOf(columns);
    }

    @Override
    public void remember() {
        durable = newest;
    }

    @Override
    public void rewind() {
        newest = durable;
    }

    void write(Checkpoint from, long session, long prescription, HashChain chain)
            throws SQLException {
        Object[] values = new Object[COLUMNS.size()];
        int at = 0;
        values[at++] = session;
        values[at++] = prescription;
        values[at++] = from.seq;
        values[at++] = from.cycle;
        values[at++] = from.nanos;
        values[at++] = from.utcMillis;
        values[at++] = from.mode.name();
        values[at++] = from.picogramsPerDay;
        values[at++] = from.deliveredMicrosteps;
        values[at++] = from.uncertainMicrosteps;
        for (long delivered : from.deliveredForMicrosteps) {
            values[at++] = delivered;
        }
        for (long withheld : from.withheldMicrosteps) {
            values[at++] = withheld;
        }
        values[at++] = from.leaseEndMicrosteps;
        values[at++] = from.remainderHigh;
        values[at++] = from.remainderLow;
        values[at++] = TherapyText.of(from);
        values[at++] = namesOf(from.latchedAlarms);
        values[at++] = from.positionKnown ? 1 : 0;
        values[at++] = from.counterCounts;
        values[at++] = from.angleCounts;
        values[at++] = from.companion == null ? null : digest.add(from.companion).hex();
        values[at++] = chain.link();
        values[at] = chain.head();
        newest++;
        PreparedStatement insert = statements.of(INSERT);
        insert.setLong(1, newest);
        for (int i = 0; i < values.length; i++) {
            insert.setObject(i + 2, values[i]);
        }
        insert.setString(values.length + 2, digest.add(newest).add(values).hex());
        insert.executeUpdate();
        delete("DELETE FROM checkpoint WHERE id <= ?", newest - KEPT);
        if (from.companion != null) {
            PreparedStatement insertCompanion =
                    statements.of("INSERT INTO companion VALUES (?, ?)");
            insertCompanion.setLong(1, newest);
            insertCompanion.setBytes(2, from.companion);
            insertCompanion.executeUpdate();
            delete("DELETE FROM companion WHERE checkpoint <= ?", newest - COMPANIONS_KEPT);
        }
    }

    private void delete(String sql, long upTo) throws SQLException {
        PreparedStatement statement = statements.of(sql);
        statement.setLong(1, upTo);
        statement.executeUpdate();
    }

    private static String namesOf(long alarms) {
        StringJoiner names = new StringJoiner(",");
        for (long rest = alarms; rest != 0; rest &= rest - 1) {
            names.add(Alarm.of(Long.numberOfTrailingZeros(rest)).name());
        }
        return names.toString();
    }

    private static long alarmsOf(String names) throws JournalException {
        long alarms = 0;
        for (String name : names.isEmpty() ? new String[0] : names.split(",")) {
            Alarm alarm = Alarm.named(name);
            if (alarm == null) {
                throw new JournalException("the alarm " + name + " is not known", null);
            }
            alarms |= alarm.bit();
        }
        return alarms;
    }

    /**
     * A checkpoint that was read.
     *
     * @param session link of its session
     * @param prescription link of the prescription in force
     * @param chainLink newest link of the chain when it was taken
     * @param chainHash and that link's hash
     */
    record Read(
            Checkpoint checkpoint,
            long session,
            long prescription,
            long chainLink,
            String chainHash) {}

    /** The ids of all checkpoints, damaged ones included. */
    List<Long> idsNewestFirst() throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT id FROM checkpoint ORDER BY id DESC")) {
            while (row.next()) {
                ids.add(row.getLong(1));
            }
        }
        return ids;
    }

    /** A checkpoint with its companion. */
    Read read(long id) throws SQLException, JournalException {
        return read(id, true);
    }

    /** A checkpoint without its companion, which only the newest have. */
    Read readAlone(long id) throws SQLException, JournalException {
        return read(id, false);
    }

    private Read read(long id, boolean withCompanion) throws SQLException, JournalException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT id, "
                                + String.join(", ", COLUMNS)
                                + ", checksum FROM checkpoint WHERE id = ?")) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new JournalException("checkpoint " + id + " is missing", null);
                }
                return read(row, withCompanion);
            }
        }
    }

    private Read read(ResultSet row, boolean withCompanion) throws SQLException, JournalException {
        long id = row.getLong("id");
        Object[] values = new Object[COLUMNS.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.getObject(i + 2);
        }
        if (!digest.add(id).add(values).hex().equals(row.getString("checksum"))) {
            throw new JournalException("checkpoint " + id + " does not fit its checksum", null);
        }
        Checkpoint into = new Checkpoint();
        into.seq = row.getLong("seq");
        into.cycle = row.getLong("cycle");
        into.nanos = row.getLong("nanos");
        into.utcMillis = row.getLong("utc_millis");
        into.mode = Mode.valueOf(row.getString("mode"));
        into.picogramsPerDay = row.getLong("dose_pg_per_day");
        into.deliveredMicrosteps = row.getLong("delivered_microsteps");
        into.uncertainMicrosteps = row.getLong("uncertain_microsteps");
        int deliveredAt = row.findColumn("delivered_basal");
        for (int i = 0; i < into.deliveredForMicrosteps.length; i++) {
            into.deliveredForMicrosteps[i] = row.getLong(deliveredAt + i);
        }
        int withheldAt = row.findColumn("withheld_zero_flow");
        for (int i = 0; i < into.withheldMicrosteps.length; i++) {
            into.withheldMicrosteps[i] = row.getLong(withheldAt + i);
        }
        into.leaseEndMicrosteps = row.getLong("lease_end_microsteps");
        into.remainderHigh = row.getLong("remainder_high");
        into.remainderLow = row.getLong("remainder_low");
        TherapyText.read(row.getString("therapy"), into);
        into.latchedAlarms = alarmsOf(row.getString("latched_alarms"));
        into.positionKnown = row.getInt("position_known") != 0;
        into.counterCounts = row.getInt("counter_counts");
        into.angleCounts = row.getInt("angle_counts");
        into.companion = withCompanion ? companion(id, row.getString("companion_sha256")) : null;
        return new Read(
                into,
                row.getLong("session"),
                row.getLong("prescription"),
                row.getLong("chain_link"),
                row.getString("chain_hash"));
    }

    private byte[] companion(long id, String sha256) throws SQLException, JournalException {
        if (sha256 == null) {
            return null;
        }
        try (PreparedStatement select =
                connection.prepareStatement("SELECT state FROM companion WHERE checkpoint = ?")) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                byte[] state = row.next() ? row.getBytes(1) : null;
                if (state == null || !digest.add(state).hex().equals(sha256)) {
                    throw new JournalException(
                            "the companion of checkpoint " + id + " does not fit its checksum",
                            null);
                }
                return state;
            }
        }
    }
}
