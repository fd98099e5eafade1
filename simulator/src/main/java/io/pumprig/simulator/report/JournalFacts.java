package io.pumprig.simulator.report;

import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.JournalReader;
import io.pumprig.controller.journal.JournalTable;
import io.pumprig.controller.journal.RowSink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a report needs of a journal.
 *
 * @param sessions each start of a controller, the oldest first
 * @param therapies what was prescribed, the oldest first
 * @param events of the control loop, in its order
 * @param hostAlarms alarms of the computer
 * @param checkpoint the newest, or null
 * @param removed rows that rotation has removed
 */
record JournalFacts(
        List<Session> sessions,
        List<Therapy> therapies,
        List<Entry> events,
        List<Entry> hostAlarms,
        Row checkpoint,
        long removed) {

    /** A start of a controller. */
    record Session(
            long link,
            String id,
            String backend,
            String version,
            long therapy,
            long nanos,
            long utcMillis) {}

    /** A prescription in force. */
    record Therapy(
            long link,
            String drug,
            long picogramsPerNanolitre,
            String indication,
            String program,
            String demandBolus,
            String timeZone,
            String onRestart,
            String identity,
            long nanos) {}

    /** Something that happened, in a session. */
    record Entry(
            long session,
            String kind,
            String subject,
            String phase,
            long value,
            String detail,
            long cycle,
            long nanos) {}

    /** A row of a table, by the names of its columns. */
    record Row(Map<String, Object> values) {
        long number(String name) {
            return values.get(name) instanceof Number number ? number.longValue() : 0;
        }

        String text(String name) {
            Object value = values.get(name);
            return value == null ? null : value.toString();
        }
    }

    /**
     * Reads them; nothing beside the file is made or changed.
     *
     * @throws JournalException naming the file: it cannot be read, or is no journal
     */
    static JournalFacts read(Path file) throws JournalException {
        try (JournalReader reader = JournalReader.open(file)) {
            List<Row> checkpoints = new ArrayList<>();
            reader.read(JournalTable.CHECKPOINT, 1, null, into(checkpoints, row -> row));
            return new JournalFacts(
                    all(reader, JournalTable.SESSION, JournalFacts::session),
                    all(reader, JournalTable.PRESCRIPTION, JournalFacts::therapy),
                    all(reader, JournalTable.EVENT, row -> entry(row, row.text("kind"), "subject")),
                    all(reader, JournalTable.HOST_ALARM, row -> entry(row, "host", "alarm")),
                    checkpoints.isEmpty() ? null : checkpoints.get(0),
                    all(reader, JournalTable.ROTATION, row -> row.number("removed_rows")).stream()
                            .mapToLong(Long::longValue)
                            .sum());
        }
    }

    private static <T> List<T> all(JournalReader reader, JournalTable table, Function<Row, T> made)
            throws JournalException {
        List<T> rows = new ArrayList<>();
        reader.read(table, into(rows, made));
        return rows;
    }

    private static <T> RowSink into(List<T> rows, Function<Row, T> made) {
        return new RowSink() {
            private List<JournalTable.Column> columns;

            @Override
            public void columns(List<JournalTable.Column> all) {
                columns = all;
            }

            @Override
            public boolean row(List<Object> values) {
                Map<String, Object> named = new HashMap<>();
                for (int i = 0; i < values.size(); i++) {
                    named.put(columns.get(i).name(), values.get(i));
                }
                rows.add(made.apply(new Row(named)));
                return true;
            }
        };
    }

    private static Session session(Row row) {
        return new Session(
                row.number("link"),
                row.text("id"),
                row.text("backend"),
                row.text("version"),
                row.number("prescription"),
                row.number("nanos"),
                row.number("utc_millis"));
    }

    private static Therapy therapy(Row row) {
        return new Therapy(
                row.number("link"),
                row.text("drug"),
                row.number("concentration_pg_per_nl"),
                row.text("indication"),
                row.text("program"),
                row.text("demand_bolus"),
                row.text("time_zone"),
                row.text("on_restart"),
                row.text("identity"),
                row.number("nanos"));
    }

    private static Entry entry(Row row, String kind, String subject) {
        return new Entry(
                row.number("session"),
                kind,
                row.text(subject),
                row.text("phase"),
                row.number("value"),
                row.text("detail"),
                row.number("cycle"),
                row.number("nanos"));
    }

    /** The therapy that a session began with, or null. */
    Therapy therapyOf(Session session) {
        return therapies.stream()
                .filter(one -> one.link() == session.therapy())
                .findFirst()
                .orElse(null);
    }
}
