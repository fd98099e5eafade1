package io.pumprig.simulator.report;

import java.util.Arrays;

/**
 * Volume ordered and volume delivered over time, as sums since the beginning, for the first days of
 * a run: what curves are computed from. Between two points both are taken to grow evenly.
 */
final class Volumes {
    /** More than any profile asks for, in whole strokes too. */
    private static final long MOST_NANOS = 60L * 3_600 * 1_000_000_000;

    private long[] nanos = new long[1 << 10];
    private long[] ordered = new long[1 << 10];
    private long[] delivered = new long[1 << 10];
    private int size = 1;

    /** Adds the sums at a time, in picolitres; later times than curves need are left out. */
    void add(long atNanos, long orderedPicolitres, long deliveredPicolitres) {
        if (nanos[size - 1] > MOST_NANOS || atNanos <= nanos[size - 1]) {
            return;
        }
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
            ordered = Arrays.copyOf(ordered, 2 * size);
            delivered = Arrays.copyOf(delivered, 2 * size);
        }
        nanos[size] = atNanos;
        ordered[size] = orderedPicolitres;
        delivered[size] = deliveredPicolitres;
        size++;
    }

    /** The time up to which there is something. */
    long endNanos() {
        return nanos[size - 1];
    }

    long orderedAt(long atNanos) {
        return at(ordered, atNanos);
    }

    long deliveredAt(long atNanos) {
        return at(delivered, atNanos);
    }

    private long at(long[] sums, long atNanos) {
        int found = Arrays.binarySearch(nanos, 0, size, atNanos);
        if (found >= 0) {
            return sums[found];
        }
        int after = -found - 1;
        if (after == size) {
            return sums[size - 1];
        }
        double share = (double) (atNanos - nanos[after - 1]) / (nanos[after] - nanos[after - 1]);
        return sums[after - 1] + Math.round((sums[after] - sums[after - 1]) * share);
    }
}
