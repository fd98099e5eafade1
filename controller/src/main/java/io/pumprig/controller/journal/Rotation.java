package io.pumprig.controller.journal;

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
    private static final String NEWEST =
            "SELECT upto_link, upto_hash FROM rotation ORDER BY link DESC LIMIT 1";
    private static final String OLDEST_CHECKPOINT = "SELECT min(chain_link) FROM checkpoint";
    private static final String OLDEST =
            "SELECT link, session, nanos, utc_millis FROM event WHERE link > ?1 UNION ALL"
                    + " SELECT link, session, nanos, utc_millis FROM host_alarm WHERE link > ?1"
                    + " ORDER BY link LIMIT "
                    + BATCH;
    private static final String LAST_KEPT_FAULT =
            "SELECT link FROM event WHERE "
                    + IS_FAULT
                    + " UNION ALL SELECT link FROM host_alarm ORDER BY link DESC LIMIT 1 OFFSET "
                    + (KEPT_FAULTS - 1);
    private static final String EXCESS_FAULT =
            "SELECT EXISTS (SELECT 1 FROM event WHERE link <= ?1 AND link < ?2 AND "
                    + IS_FAULT
                    + ") OR EXISTS (SELECT 1 FROM host_alarm WHERE link <= ?1 AND link < ?2)";
    private static final String REMOVE_EVENTS =
            "DELETE FROM event WHERE link > ?1 AND link <= ?2 AND NOT " + IS_FAULT;
    private static final String REMOVE_FAULTS =
            "DELETE FROM event WHERE link <= ?1 AND link < ?2 AND " + IS_FAULT;
    private static final String REMOVE_HOST_ALARMS =
            "DELETE FROM host_alarm WHERE link <= ?1 AND link < ?2";
    private static final String REMOVE_ROTATIONS = "DELETE FROM rotation WHERE link <= ?1";
    private static final String HASH_OF =
            "SELECT hash FROM (" + SealedTable.union("hash") + ") WHERE link = ?1";
    private static final String KEPT =
            "SELECT link, hash FROM ("
                    + SealedTable.union("hash")
                    + ") WHERE link <= ?1 ORDER BY link";

    private final Statements statements;
    private final SealedInsert insert;
    private boolean looked;
    private boolean more;
    private long lookedNanos;

    Rotation(Statements statements, HashChain chain) {
        this.statements = statements;
        insert = new SealedInsert(statements, SealedTable.ROTATION, chain);
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
        long firstKeptFault = number(LAST_KEPT_FAULT);
        boolean excess = number(EXCESS_FAULT, upTo, firstKeptFault) != 0;
        if (upTo == before.link && !excess) {
            return false;
        }
        Mark after = upTo == before.link ? before : new Mark(upTo, text(HASH_OF, upTo));
        long removed =
                run(REMOVE_EVENTS, before.link, upTo)
                        + run(REMOVE_FAULTS, upTo, firstKeptFault)
                        + run(REMOVE_HOST_ALARMS, upTo, firstKeptFault)
                        + run(REMOVE_ROTATIONS, upTo);
        RowDigest digest = new RowDigest();
        long rows = addKept(upTo, digest);
        insert.add(session, after.link, after.hash, rows, digest.hex(), removed, nanos, utcMillis);
        more = upTo > before.link;
        return true;
    }

    private Mark mark() throws SQLException {
        try (ResultSet row = statements.of(NEWEST).executeQuery()) {
            return row.next()
                    ? new Mark(row.getLong(1), row.getString(2))
                    : new Mark(0, HashChain.ORIGIN);
        }
    }

    /** The last link of a batch of rows that are all old; what a checkpoint knows stays. */
    private long oldUpTo(long from, long session, long nanos, long utcMillis) throws SQLException {
        long end = number(OLDEST_CHECKPOINT);
        long upTo = from;
        try (ResultSet row = set(OLDEST, from).executeQuery()) {
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

    private long addKept(long upTo, RowDigest digest) throws SQLException {
        long rows = 0;
        try (ResultSet row = set(KEPT, upTo).executeQuery()) {
            while (row.next()) {
                digest.add(row.getLong(1), row.getString(2));
                rows++;
            }
        }
        return rows;
    }

    private PreparedStatement set(String sql, long... values) throws SQLException {
        PreparedStatement statement = statements.of(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setLong(i + 1, values[i]);
        }
        return statement;
    }

    private long number(String query, long... values) throws SQLException {
        try (ResultSet row = set(query, values).executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private String text(String query, long value) throws SQLException {
        try (ResultSet row = set(query, value).executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    private long run(String sql, long... values) throws SQLException {
        return set(sql, values).executeUpdate();
    }
}
