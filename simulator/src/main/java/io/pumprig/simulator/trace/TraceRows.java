package io.pumprig.simulator.trace;

/** Rows of one block, column by column, the cycle in the first. One thread at a time. */
final class TraceRows {
    /** Rows of a full block. */
    static final int CAPACITY = 1_024;

    private static final int COUNT_BITS = 16;

    private final long[][] columns;
    private final ColumnCode code = new ColumnCode(CAPACITY);
    private int count;

    /**
     * @param width columns beside the cycle
     */
    TraceRows(int width) {
        columns = new long[width + 1][CAPACITY];
    }

    void add(long cycle, long[] row) {
        columns[0][count] = cycle;
        for (int i = 0; i < row.length; i++) {
            columns[i + 1][count] = row[i];
        }
        count++;
    }

    boolean isFull() {
        return count == CAPACITY;
    }

    int count() {
        return count;
    }

    void clear() {
        count = 0;
    }

    long cycle(int row) {
        return columns[0][row];
    }

    void copy(int row, long[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = columns[i + 1][row];
        }
    }

    /** All rows as bits. */
    void write(BitWriter out) {
        out.bits(count, COUNT_BITS);
        for (long[] column : columns) {
            code.write(column, count, out);
        }
        out.align();
    }

    /**
     * Takes over what {@link #write} wrote.
     *
     * @throws IllegalArgumentException when it is no such block
     */
    void read(BitReader in) {
        int found = (int) in.bits(COUNT_BITS);
        if (found == 0 || found > CAPACITY) {
            throw new IllegalArgumentException("found " + found + " rows");
        }
        for (long[] column : columns) {
            code.read(column, found, in);
        }
        if (!in.isAtEnd()) {
            throw new IllegalArgumentException("more than its columns");
        }
        count = found;
    }
}
