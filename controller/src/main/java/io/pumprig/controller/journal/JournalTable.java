package io.pumprig.controller.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What of a journal can be read as a table; the first column of each is UTC in words. */
public enum JournalTable {
    EVENT("link"),
    FAULT_LOG("link"),
    HOST_ALARM("link"),
    CHECKPOINT("id"),
    PRESCRIPTION("link"),
    SESSION("link"),
    ROTATION("link");

    private static final String UTC = "utc";
    private static final String UTC_MILLIS = "utc_millis";

    private final String order;

    JournalTable(String order) {
        this.order = order;
    }

    /** The name in the file and in commands. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * A column.
     *
     * @param unit what its numbers count; empty for a name or a place
     */
    public record Column(String name, String unit) {
        /** The name with its unit, as a header has it. */
        public String heading() {
            return unit.isEmpty() ? name : name + " [" + unit + "]";
        }
    }

    /** The unit of a column, by the words of its name; empty where it has none. */
    static String unitOf(String column) {
        if (column.equals(UTC)) {
            return "ISO 8601";
        }
        if (column.equals(UTC_MILLIS)) {
            return "ms since 1970";
        }
        if (column.equals("nanos")) {
            return "ns";
        }
        if (column.endsWith("_pg_per_day")) {
            return "pg/day";
        }
        if (column.endsWith("_pl_per_day")) {
            return "pL/day";
        }
        if (column.endsWith("_pg_per_nl")) {
            return "pg/nL";
        }
        if (column.endsWith("_counts")) {
            return "counts";
        }
        if (column.endsWith("_rows")) {
            return "rows";
        }
        boolean volume =
                column.endsWith("_microsteps")
                        || column.startsWith("delivered_")
                        || column.startsWith("withheld_");
        return volume ? "microsteps" : "";
    }

    void readAll(Connection connection, RowSink sink) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT * FROM " + label() + " ORDER BY " + order)) {
            List<String> names = names(row.getMetaData());
            int millis = names.indexOf(UTC_MILLIS);
            sink.columns(columns(names, millis));
            boolean more = true;
            while (more && row.next()) {
                more = sink.row(values(row, names.size(), millis));
            }
        }
    }

    private static List<String> names(ResultSetMetaData columns) throws SQLException {
        String[] names = new String[columns.getColumnCount()];
        for (int i = 0; i < names.length; i++) {
            names[i] = columns.getColumnName(i + 1);
        }
        return Arrays.asList(names);
    }

    private static List<Column> columns(List<String> names, int millis) {
        List<Column> columns = new ArrayList<>();
        if (millis >= 0) {
            columns.add(new Column(UTC, unitOf(UTC)));
        }
        names.forEach(name -> columns.add(new Column(name, unitOf(name))));
        return columns;
    }

    private static List<Object> values(ResultSet row, int count, int millis) throws SQLException {
        List<Object> values = new ArrayList<>();
        if (millis >= 0) {
            values.add(Instant.ofEpochMilli(row.getLong(millis + 1)).toString());
        }
        for (int i = 1; i <= count; i++) {
            values.add(row.getObject(i));
        }
        return values;
    }
}
