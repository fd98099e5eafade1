package io.pumprig.controller.bench;

import io.pumprig.controller.journal.JournalTable;
import io.pumprig.controller.journal.RowSink;
import java.io.PrintWriter;
import java.util.List;

/** Rows as CSV by RFC 4180: lines end with CR LF, a field is quoted where it has to be. */
final class CsvRows implements RowSink {
    private static final int ROWS_PER_LOOK = 1_000;

    private final PrintWriter out;
    private long rows;

    CsvRows(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void columns(List<JournalTable.Column> columns) {
        line(columns.stream().map(JournalTable.Column::heading).toList());
    }

    /** Wants no more when nobody reads the output any longer. */
    @Override
    public boolean row(List<Object> values) {
        line(values);
        rows++;
        return rows % ROWS_PER_LOOK != 0 || !out.checkError();
    }

    private void line(List<?> values) {
        for (int i = 0; i < values.size(); i++) {
            out.print(i == 0 ? "" : ",");
            out.print(values.get(i) == null ? "" : field(values.get(i).toString()));
        }
        out.print("\r\n");
    }

    /** Empty text is quoted: a field that is not is nothing at all. */
    private static String field(String text) {
        boolean plain =
                !text.isEmpty()
                        && text.chars()
                                .noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
