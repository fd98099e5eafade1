package io.pumprig.controller.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What of a journal can be read as a table; the first column of each is UTC in words. */
public enum JournalTable {
    EVENT("link", true),
    FAULT_LOG("link", true),
    HOST_ALARM("link", false),
    CHECKPOINT("id", false),
    PRESCRIPTION("link", false),
    SESSION("link", false),
    ROTATION("link", false);

    private static final DateTimeFormatter IN_WORDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final String UTC = "utc";
    private static final String UTC_MILLIS = "utc_millis";

    private final String order;
    private final boolean hasKinds;

    JournalTable(String order, boolean hasKinds) {
        this.order = order;
        this.hasKinds = hasKinds;
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

    /** True when its rows are of kinds, one of which can be asked for. */
    public boolean hasKinds() {
        return hasKinds;
    }

    /** Shows the newest {@code last} rows, oldest first; of that kind, unless it is null. */
    void read(Connection connection, long last, String kind, RowSink sink) throws SQLException {
        String rows = "SELECT * FROM " + label() + (kind == null ? "" : " WHERE kind = ?1");
        String newest =
                last == Long.MAX_VALUE
                        ? rows
                        : "SELECT * FROM ("
                                + rows
                                + " ORDER BY "
                                + order
                                + " DESC LIMIT "
                                + last
                                + ")";
        try (PreparedStatement statement =
                connection.prepareStatement(newest + " ORDER BY " + order)) {
            if (kind != null) {
                statement.setString(1, kind);
            }
            try (ResultSet row = statement.executeQuery()) {
                hand(row, sink);
            }
        }
    }

    private static void hand(ResultSet row, RowSink sink) throws SQLException {
        List<String> names = names(row.getMetaData());
        int millis = names.indexOf(UTC_MILLIS);
        sink.columns(columns(names, millis));
        boolean more = true;
        while (more && row.next()) {
            more = sink.row(values(row, names.size(), millis));
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
            values.add(IN_WORDS.format(Instant.ofEpochMilli(row.getLong(millis + 1))));
        }
        for (int i = 1; i <= count; i++) {
            values.add(row.getObject(i));
        }
        return values;
    }
}
