package io.pumprig.controller.journal;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Adds rows to one sealed table, each the next link of the chain. */
final class SealedInsert {
    private final SealedTable table;
    private final HashChain chain;
    private final Statements statements;
    private final String sql;

    SealedInsert(Statements statements, SealedTable table, HashChain chain) {
        this.table = table;
        this.chain = chain;
        this.statements = statements;
        sql = table.insert();
    }

    /**
     * Adds a row.
     *
     * @param values of the table's columns, in their order
     * @return its link
     */
    long add(Object... values) throws SQLException {
        String previous = chain.head();
        String hash = chain.seal(table.name(), values);
        PreparedStatement insert = statements.of(sql);
        insert.setLong(1, chain.link());
        for (int i = 0; i < values.length; i++) {
            insert.setObject(i + 2, values[i]);
        }
        insert.setString(values.length + 2, previous);
        insert.setString(values.length + 3, hash);
        insert.executeUpdate();
        return chain.link();
    }
}
