package io.pumprig.controller.bench;

import io.pumprig.controller.command.Progress;
import io.pumprig.controller.journal.JournalTable;
import io.pumprig.controller.journal.RowSink;
import java.util.List;

/** Rows on their way to somebody, counted for whoever waits at a terminal. */
final class CountedRows implements RowSink {
    private final RowSink into;
    private final Progress progress;
    private final long all;
    private long rows;

    /**
     * @param all rows that are expected
     */
    CountedRows(RowSink into, Progress progress, long all) {
        this.into = into;
        this.progress = progress;
        this.all = all;
    }

    @Override
    public void columns(List<JournalTable.Column> columns) {
        into.columns(columns);
    }

    @Override
    public boolean row(List<Object> values) {
        rows++;
        progress.at(rows, all, "row " + rows);
        return into.row(values);
    }
}
