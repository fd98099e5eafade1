package io.pumprig.controller.trend;

import io.pumprig.controller.blocks.PackedReader;
import io.pumprig.controller.blocks.PackedWriter;

/**
 * Rows on their way into a file and out of it: of each column by how much it differs from what was
 * foreseen, column by column, since what stands in a column is alike and compresses well. A sum is
 * foreseen to grow as it did between the two rows before, everything else to stay. One thread.
 */
final class TrendBlock {
    /** At most so many rows are lost with a block that was never written: ten minutes at 30 s. */
    static final int ROWS = 20;

    private static final int MOST_ROWS = 1 << 16;

    private final boolean[] rises;
    private final long[] last;
    private final long[] change;
    private final PackedWriter packed = new PackedWriter();
    private long[][] columns;
    private int rows;
    private int next;

    /**
     * @param rises for each column, whether it is foreseen to go on growing as it did
     */
    TrendBlock(boolean[] rises) {
        this.rises = rises;
        last = new long[rises.length];
        change = new long[rises.length];
        columns = new long[rises.length][ROWS];
    }

    /** How this software foresees its own columns; counts of lateness grow too. */
    static boolean[] rises() {
        boolean[] rises = new boolean[TrendRow.SIZE];
        for (int i = 0; i < rises.length; i++) {
            rises[i] = i >= TrendColumn.count() || TrendColumn.values()[i].rises();
        }
        return rises;
    }

    void add(long[] row) {
        for (int i = 0; i < last.length; i++) {
            columns[i][rows] = row[i] - foreseen(i);
            saw(i, row[i]);
        }
        rows++;
    }

    private long foreseen(int column) {
        return rises[column] ? last[column] + change[column] : last[column];
    }

    private void saw(int column, long value) {
        change[column] = value - last[column];
        last[column] = value;
    }

    boolean isFull() {
        return rows == ROWS;
    }

    boolean isEmpty() {
        return rows == 0;
    }

    /** How many it holds. */
    int rows() {
        return rows;
    }

    /** Its rows as bytes; the block is empty then. What is given is valid until the next call. */
    PackedWriter pack() {
        packed.clear();
        packed.count(rows);
        for (long[] column : columns) {
            packed.column(column, rows);
        }
        rows = 0;
        return packed;
    }

    /**
     * Takes over what {@link #pack} gave.
     *
     * @throws IllegalArgumentException when the bytes are none
     */
    void unpack(byte[] bytes) {
        PackedReader reader = new PackedReader(bytes);
        rows = reader.countUpTo(MOST_ROWS);
        next = 0;
        if (columns[0].length < rows) {
            columns = new long[rises.length][rows];
        }
        for (long[] column : columns) {
            reader.column(column, rows);
        }
    }

    /** Puts the next row that was unpacked into {@code row}; false when there is none. */
    boolean next(long[] row) {
        if (next == rows) {
            return false;
        }
        for (int i = 0; i < last.length; i++) {
            row[i] = foreseen(i) + columns[i][next];
            saw(i, row[i]);
        }
        next++;
        return true;
    }
}
