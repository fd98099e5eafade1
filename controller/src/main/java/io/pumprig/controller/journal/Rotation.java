package io.pumprig.controller.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Removes what has outlived its time (SR-86): events after 30 days, oldest first; alarms and faults
 * as well, but for the newest 1000 of them. What is removed leaves gaps in the chain, so the same
 * transaction adds a sealed row that says up to which link gaps are by rule, with which hash the
 * chain goes on, and which rows up to there are left.
 *
 * <p>An event of the present session is as old as the monotonic clock says, whatever the calendar
 * does meanwhile; of an earlier one the calendar alone can tell. The first row that is young keeps
 * all after it.
 */
final class Rotation {
    /** How long events stay. */
    static final long KEPT_NANOS = 30 * 86_400_000_000_000L;

    /** How many alarms and faults stay however old they are. */
    static final int KEPT_FAULTS = 1_000;

    /** Most rows that one transaction removes for their age. */
    static final int BATCH = 256;

    private static final long KEPT_MILLIS = KEPT_NANOS / 1_000_000L;
    private static final long INTERVAL_NANOS = 3_600_000_000_000L;
    private static final String IS_FAULT = "kind IN ('alarm', 'fault')";

    private final RowDigest digest = new RowDigest();
    private final SealedInsert insert;
    private final PreparedStatement newest;
    private final PreparedStatement oldestCheckpoint;
    private final PreparedStatement oldest;
    private final PreparedStatement lastKeptFault;
    private final PreparedStatement excessFault;
    private final PreparedStatement removeEvents;
    private final PreparedStatement removeFaults;
    private final PreparedStatement removeHostAlarms;
    private final PreparedStatement removeRotations;
    private final PreparedStatement hashOf;
    private final PreparedStatement kept;
    private boolean looked;
    private boolean more;
    private long lookedNanos;

    Rotation(Connection connection, HashChain chain) throws SQLException {
        insert = new SealedInsert(connection, SealedTable.ROTATION, chain);
        newest =
                connection.prepareStatement(
                        "SELECT upto_link, upto_hash FROM rotation ORDER BY link DESC LIMIT 1");
        oldestCheckpoint = connection.prepareStatement("SELECT min(chain_link) FROM checkpoint");
        oldest =
                connection.prepareStatement(
                        "SELECT link, session, nanos, utc_millis FROM event WHERE link > ?1 UNION ALL"
                                + " SELECT link, session, nanos, utc_millis FROM host_alarm"
                                + " WHERE link > ?1 ORDER BY link LIMIT "
                                + BATCH);
        lastKeptFault =
                connection.prepareStatement(
                        "SELECT link FROM event WHERE "
                                + IS_FAULT
                                + " UNION ALL SELECT link FROM host_alarm"
                                + " ORDER BY link DESC LIMIT 1 OFFSET "
                                + (KEPT_FAULTS - 1));
        excessFault =
                connection.prepareStatement(
                        "SELECT EXISTS (SELECT 1 FROM event WHERE link <= ?1 AND link < ?2 AND "
                                + IS_FAULT
                                + ") OR EXISTS (SELECT 1 FROM host_alarm WHERE link <= ?1 AND"
                                + " link < ?2)");
        removeEvents =
                connection.prepareStatement(
                        "DELETE FROM event WHERE link > ?1 AND link <= ?2 AND NOT " + IS_FAULT);
        removeFaults =
                connection.prepareStatement(
                        "DELETE FROM event WHERE link <= ?1 AND link < ?2 AND " + IS_FAULT);
        removeHostAlarms =
                connection.prepareStatement(
                        "DELETE FROM host_alarm WHERE link <= ?1 AND link < ?2");
        removeRotations = connection.prepareStatement("DELETE FROM rotation WHERE link <= ?1");
        hashOf =
                connection.prepareStatement(
                        "SELECT hash FROM (" + SealedTable.union("hash") + ") WHERE link = ?1");
        kept =
                connection.prepareStatement(
                        "SELECT link, hash FROM ("
                                + SealedTable.union("hash")
                                + ") WHERE link <= ?1 ORDER BY link");
    }

    /** True once in an hour of the rig's time, and while there is more to remove. */
    boolean isDue(long nanos) {
        return more || !looked || nanos - lookedNanos >= INTERVAL_NANOS;
    }

    /** Notes that it was tried, so that a disk that fails is not tried at once again. */
    void begin(long nanos) {
        looked = true;
        more = false;
        lookedNanos = nanos;
    }

    /** A new session has another monotonic clock. */
    void beginSession() {
        looked = false;
        more = false;
    }

    /** Where the chain may have gaps up to, and the hash that it goes on from. */
    private record Mark(long link, String hash) {}

    /**
     * Removes a batch as part of a transaction.
     *
     * @param session link of the present session
     * @param nanos the rig's monotonic clock now
     * @param utcMillis the rig's UTC now
     * @return false when nothing is old enough
     */
    boolean remove(long session, long nanos, long utcMillis) throws SQLException {
        Mark before = mark();
        long upTo = oldUpTo(before.link, session, nanos, utcMillis);
        long firstKeptFault = number(lastKeptFault);
        boolean excess = number(excessFault, upTo, firstKeptFault) != 0;
        if (upTo == before.link && !excess) {
            return false;
        }
        Mark after = upTo == before.link ? before : new Mark(upTo, text(hashOf, upTo));
        long removed =
                run(removeEvents, before.link, upTo)
                        + run(removeFaults, upTo, firstKeptFault)
                        + run(removeHostAlarms, upTo, firstKeptFault)
                        + run(removeRotations, upTo);
        long rows = digestKept(upTo);
        insert.add(session, after.link, after.hash, rows, digest.hex(), removed, nanos, utcMillis);
        more = upTo > before.link;
        return true;
    }

    private Mark mark() throws SQLException {
        try (ResultSet row = newest.executeQuery()) {
            return row.next()
                    ? new Mark(row.getLong(1), row.getString(2))
                    : new Mark(0, HashChain.ORIGIN);
        }
    }

    /** The last link of a batch of rows that are all old; what a checkpoint knows stays. */
    private long oldUpTo(long from, long session, long nanos, long utcMillis) throws SQLException {
        long end = number(oldestCheckpoint);
        long upTo = from;
        oldest.setLong(1, from);
        try (ResultSet row = oldest.executeQuery()) {
            while (row.next() && row.getLong(1) < end) {
                boolean old =
                        row.getLong(2) == session
                                ? nanos - row.getLong(3) > KEPT_NANOS
                                : utcMillis - row.getLong(4) > KEPT_MILLIS;
                if (!old) {
                    break;
                }
                upTo = row.getLong(1);
            }
        }
        return upTo;
    }

    private long digestKept(long upTo) throws SQLException {
        long rows = 0;
        kept.setLong(1, upTo);
        try (ResultSet row = kept.executeQuery()) {
            while (row.next()) {
                digest.add(row.getLong(1), row.getString(2));
                rows++;
            }
        }
        return rows;
    }

    private static void set(PreparedStatement statement, long... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setLong(i + 1, values[i]);
        }
    }

    private static long number(PreparedStatement query, long... values) throws SQLException {
        set(query, values);
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static String text(PreparedStatement query, long value) throws SQLException {
        set(query, value);
        try (ResultSet row = query.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    private static long run(PreparedStatement statement, long... values) throws SQLException {
        set(statement, values);
        return statement.executeUpdate();
    }
}
