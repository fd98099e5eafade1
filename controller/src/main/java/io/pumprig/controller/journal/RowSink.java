package io.pumprig.controller.journal;

import java.util.List;

/** Takes the rows of a table, one after the other. */
public interface RowSink {

    /** The columns, before the first row. */
    void columns(List<JournalTable.Column> columns);

    /**
     * A row.
     *
     * @param values in the order of the columns: null, a whole number or text
     * @return false when no more is wanted
     */
    boolean row(List<Object> values);
}
