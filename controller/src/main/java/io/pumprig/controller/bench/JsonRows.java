package io.pumprig.controller.bench;

import io.pumprig.controller.journal.JournalTable;
import io.pumprig.controller.journal.RowSink;
import io.pumprig.hal.settings.JsonText;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows as JSON, a document on each line; keys are the names of the columns. */
final class JsonRows implements RowSink {
    private static final int ROWS_PER_LOOK = 1_000;

    private final PrintWriter out;
    private List<JournalTable.Column> columns = List.of();
    private long rows;

    JsonRows(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void columns(List<JournalTable.Column> newColumns) {
        columns = newColumns;
    }

    /** Wants no more when nobody reads the output any longer. */
    @Override
    public boolean row(List<Object> values) {
        out.println(JsonText.line(document(columns, values)));
        rows++;
        return rows % ROWS_PER_LOOK != 0 || !out.checkError();
    }

    /** A row by the names of its columns. */
    static Map<String, Object> document(List<JournalTable.Column> columns, List<Object> values) {
        Map<String, Object> said = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            said.put(columns.get(i).name(), values.get(i));
        }
        return said;
    }
}
