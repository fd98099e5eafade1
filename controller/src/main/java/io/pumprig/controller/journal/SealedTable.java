package io.pumprig.controller.journal;

import java.util.List;

/**
 * A table whose rows are links of the chain: {@code link}, the columns, {@code hash}.
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
                            "identity"));
    static final SealedTable SESSION =
            new SealedTable(
                    "session", List.of("id", "backend", "version", "utc_millis", "prescription"));
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
                    List.of("session", "alarm", "phase", "value", "cycle", "utc_millis"));

    /** All of them. */
    static final List<SealedTable> ALL = List.of(PRESCRIPTION, SESSION, EVENT, HOST_ALARM);

    String insert() {
        return "INSERT INTO "
                + name
                + " (link, "
                + String.join(", ", columns)
                + ", hash) VALUES (?"
                + ", ?".repeat(columns.size() + 1)
                + ")";
    }

    /** Every row, along the chain. */
    String select() {
        return "SELECT link, "
                + String.join(", ", columns)
                + ", hash FROM "
                + name
                + " ORDER BY link";
    }

    String newest() {
        return "SELECT * FROM (SELECT link, hash FROM " + name + " ORDER BY link DESC LIMIT 1)";
    }
}
