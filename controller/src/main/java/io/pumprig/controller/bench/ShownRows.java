package io.pumprig.controller.bench;

import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.JournalReader;
import io.pumprig.controller.journal.JournalTable;
import io.pumprig.controller.journal.RowSink;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** A few rows of a table, as lines for people. */
final class ShownRows implements RowSink {
    private final List<List<Object>> rows = new ArrayList<>();
    private List<JournalTable.Column> columns = List.of();

    private ShownRows() {}

    static ShownRows of(JournalReader reader, JournalTable table, long last, String kind)
            throws JournalException {
        ShownRows shown = new ShownRows();
        reader.read(table, last, kind, shown);
        return shown;
    }

    @Override
    public void columns(List<JournalTable.Column> columns) {
        this.columns = columns;
    }

    @Override
    public boolean row(List<Object> values) {
        rows.add(values);
        return true;
    }

    int size() {
        return rows.size();
    }

    /** A value in words; empty for nothing. */
    String text(int row, String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                Object value = rows.get(row).get(i);
                return value == null ? "" : value.toString();
            }
        }
        throw new IllegalArgumentException(column);
    }

    /** A row by the names of its columns, for programs. */
    Map<String, Object> document(int row) {
        return JsonRows.document(columns, rows.get(row));
    }

    /** All of them. */
    List<Object> documents() {
        return rows.stream().<Object>map(row -> JsonRows.document(columns, row)).toList();
    }

    /** Some values of a row in one line. */
    String words(int row, String... names) {
        StringJoiner words = new StringJoiner("  ");
        for (String name : names) {
            String text = text(row, name);
            if (!text.isEmpty()) {
                words.add(text);
            }
        }
        return words.toString();
    }

    /** A line for each value of a row but some, with its unit. */
    void list(int row, PrintWriter out, String... without) {
        Set<String> hidden = Set.of(without);
        for (JournalTable.Column column : columns) {
            String text = text(row, column.name());
            if (!hidden.contains(column.name()) && !text.isEmpty()) {
                boolean bare = column.unit().isEmpty() || column.name().equals("utc");
                String unit = bare ? "" : " " + column.unit();
                out.println(String.format(Locale.ROOT, "  %-24s %s%s", column.name(), text, unit));
            }
        }
    }
}
