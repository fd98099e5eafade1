package io.pumprig.controller.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks the chain through all sealed tables at once and stops at the first link that is broken. */
final class ChainCheck implements AutoCloseable {
    private final List<Cursor> cursors = new ArrayList<>();
    private final RowDigest digest = new RowDigest();

    private ChainCheck(Connection connection) throws SQLException {
        for (SealedTable table : SealedTable.ALL) {
            cursors.add(new Cursor(table, connection.createStatement()));
        }
    }

    /** The first thing that is wrong, in words; empty when all is as it was written. */
    static Optional<String> of(Connection connection, CheckpointRows checkpoints)
            throws SQLException {
        CheckpointRows.Read last;
        try {
            last = checkpoints.readNewest();
        } catch (JournalException | IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
        try (ChainCheck check = new ChainCheck(connection)) {
            return Optional.ofNullable(check.firstFlaw(last));
        }
    }

    private String firstFlaw(CheckpointRows.Read last) throws SQLException {
        String head = HashChain.ORIGIN;
        long link = 0;
        boolean sawCheckpoint = last == null || last.chainLink() == 0;
        for (Cursor at = earliest(); at != null; at = earliest()) {
            if (at.link != link + 1) {
                return at.link == link
                        ? "link " + link + " is there twice"
                        : "link " + (link + 1) + " is missing";
            }
            link = at.link;
            String stored = at.hash();
            head = digest.add(head, at.table.name(), link).add(at.values()).hex();
            if (!head.equals(stored)) {
                return "link " + link + ": the row of " + at.table.name() + " was changed";
            }
            if (last != null && last.chainLink() == link) {
                sawCheckpoint = true;
                if (!last.chainHash().equals(head)) {
                    return "link " + link + ": the last checkpoint knew another row here";
                }
            }
            at.step();
        }
        return sawCheckpoint ? null : "link " + (link + 1) + " is missing";
    }

    private Cursor earliest() {
        Cursor earliest = null;
        for (Cursor cursor : cursors) {
            if (!cursor.atEnd && (earliest == null || cursor.link < earliest.link)) {
                earliest = cursor;
            }
        }
        return earliest;
    }

    @Override
    public void close() throws SQLException {
        for (Cursor cursor : cursors) {
            cursor.statement.close();
        }
    }

    /** One table's rows, along the chain. */
    private static final class Cursor {
        private final SealedTable table;
        private final Statement statement;
        private final ResultSet row;
        private boolean atEnd;
        private long link;

        Cursor(SealedTable table, Statement statement) throws SQLException {
            this.table = table;
            this.statement = statement;
            row = statement.executeQuery(table.select());
            step();
        }

        void step() throws SQLException {
            atEnd = !row.next();
            link = atEnd ? 0 : row.getLong(1);
        }

        Object[] values() throws SQLException {
            Object[] values = new Object[table.columns().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = row.getObject(i + 2);
            }
            return values;
        }

        String hash() throws SQLException {
            return row.getString(table.columns().size() + 2);
        }
    }
}
