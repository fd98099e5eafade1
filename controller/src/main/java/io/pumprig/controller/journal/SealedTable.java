package io.pumprig.controller.journal;

import java.util.ArrayList;
import java.util.List;

/**
 * A table whose rows are links of the chain: {@code link}, the columns, {@code previous}, {@code
 * hash}.
 *
 * @param columns in the order in which they are sealed
 */
record SealedTable(String name, List<String> columns) {
    static final SealedTable PRESCRIPTION =
            new SealedTable(
                    "prescription",
                    List.of(
                            "drug",
                            "concentration_pg_per_nl",
                            "indication",
                            "program",
                            "dose_pg_per_day",
                            "minimum_pl_per_day",
                            "demand_bolus",
                            "time_zone",
                            "on_restart",
                            "identity",
                            "nanos",
                            "utc_millis"));
    static final SealedTable SESSION =
            new SealedTable(
                    "session",
                    List.of("id", "backend", "version", "prescription", "nanos", "utc_millis"));
    static final SealedTable EVENT =
            new SealedTable(
                    "event",
                    List.of(
                            "session",
                            "seq",
                            "kind",
                            "subject",
                            "phase",
                            "value",
                            "detail",
                            "cycle",
                            "nanos",
                            "utc_millis"));
    static final SealedTable HOST_ALARM =
            new SealedTable(
                    "host_alarm",
                    List.of(
                            "session",
                            "alarm",
                            "phase",
                            "value",
                            "detail",
                            "cycle",
                            "nanos",
                            "utc_millis"));
    static final SealedTable ROTATION =
            new SealedTable(
                    "rotation",
                    List.of(
                            "session",
                            "upto_link",
                            "upto_hash",
                            "kept_rows",
                            "kept_hash",
                            "removed_rows",
                            "nanos",
                            "utc_millis"));

    /** All of them. */
    static final List<SealedTable> ALL =
            List.of(PRESCRIPTION, SESSION, EVENT, HOST_ALARM, ROTATION);

    String insert() {
        return "INSERT INTO "
                + name
                + " (link, "
                + String.join(", ", columns)
                + ", previous, hash) VALUES (?"
                + ", ?".repeat(columns.size() + 2)
                + ")";
    }

    /** Every row, along the chain. */
    String select() {
        return "SELECT link, "
                + String.join(", ", columns)
                + ", previous, hash FROM "
                + name
                + " ORDER BY link";
    }

    /** One column of every sealed table as one list of rows, with the link. */
    static String union(String column) {
        List<String> selects = new ArrayList<>();
        for (SealedTable table : ALL) {
            selects.add("SELECT link, " + column + " FROM " + table.name);
        }
        return String.join(" UNION ALL ", selects);
    }

    String newest() {
        return "SELECT * FROM (SELECT link, hash FROM " + name + " ORDER BY link DESC LIMIT 1)";
    }
}
