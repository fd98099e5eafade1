package io.pumprig.controller.trend;

/**
 * Where rows wait for who writes them: bounded, filled by the control thread, emptied by one other.
 * The control thread neither waits nor allocates; a ring that is full refuses.
 */
final class RowRing {
    /** Rows that it holds, a power of two. */
    private static final int ROWS = 1 << 10;

    private final long[][] rows = new long[ROWS][TrendRow.SIZE];

    /** Written by the control thread, after the row that it counts. */
    private volatile long offered;

    /** Written by who empties it, after the row that it counts. */
    private volatile long taken;

    /** Leaves a row; false when there is no room: nothing has changed then. */
    boolean offer(long[] row) {
        long at = offered;
        if (at - taken == ROWS) {
            return false;
        }
        System.arraycopy(row, 0, rows[(int) at & ROWS - 1], 0, TrendRow.SIZE);
        offered = at + 1;
        return true;
    }

    /** Takes the oldest row into {@code into}; false when there is none. */
    boolean take(long[] into) {
        long at = taken;
        if (at == offered) {
            return false;
        }
        System.arraycopy(rows[(int) at & ROWS - 1], 0, into, 0, TrendRow.SIZE);
        taken = at + 1;
        return true;
    }
}
