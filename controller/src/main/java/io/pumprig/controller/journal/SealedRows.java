package io.pumprig.controller.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The rows of all sealed tables, along the chain. */
final class SealedRows implements AutoCloseable {
    private final List<Cursor> cursors = new ArrayList<>();
    private Cursor at;

    SealedRows(Connection connection) throws SQLException {
        for (SealedTable table : SealedTable.ALL) {
            cursors.add(new Cursor(table, connection.createStatement()));
        }
    }

    /** Goes to the next row; false after the last. */
    boolean next() throws SQLException {
        if (at != null) {
            at.step();
        }
        at = null;
        for (Cursor cursor : cursors) {
            if (!cursor.atEnd && (at == null || cursor.link < at.link)) {
                at = cursor;
            }
        }
        return at != null;
    }

    SealedTable table() {
        return at.table;
    }

    long link() {
        return at.link;
    }

    /** The table's columns, in their order. */
    Object[] values() throws SQLException {
        Object[] values = new Object[at.table.columns().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = at.row.getObject(i + 2);
        }
        return values;
    }

    String previous() throws SQLException {
        return at.row.getString(at.table.columns().size() + 2);
    }

    String hash() throws SQLException {
        return at.row.getString(at.table.columns().size() + 3);
    }

    @Override
    public void close() throws SQLException {
        for (Cursor cursor : cursors) {
            cursor.statement.close();
        }
    }

    /** One table's rows. */
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
    }
}
