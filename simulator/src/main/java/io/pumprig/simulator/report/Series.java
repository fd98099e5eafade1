package io.pumprig.simulator.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a run as bins of equal time, never more than so many: when there would be, each two
 * become one. Least and most are kept, so that no spike is lost.
 */
final class Series {
    private final int most;
    private final List<Bin> bins = new ArrayList<>();
    private long widthNanos;

    /**
     * @param most bins
     * @param widthNanos of a bin to begin with
     */
    Series(int most, long widthNanos) {
        this.most = most;
        this.widthNanos = widthNanos;
    }

    /** Adds what follows; bins are taken over, not copied. */
    void add(Bin bin) {
        Bin last = bins.isEmpty() ? null : bins.get(bins.size() - 1);
        if (last != null && place(last) == place(bin)) {
            last.absorb(bin);
            return;
        }
        bins.add(bin);
        if (bins.size() > most) {
            halve();
        }
    }

    /** A bin that ends where a place does belongs to that one. */
    private long place(Bin bin) {
        return Math.floorDiv(bin.endNanos - 1, widthNanos);
    }

    private void halve() {
        List<Bin> all = new ArrayList<>(bins);
        while (bins.size() > most) {
            bins.clear();
            widthNanos *= 2;
            for (Bin bin : all) {
                Bin last = bins.isEmpty() ? null : bins.get(bins.size() - 1);
                if (last != null && place(last) == place(bin)) {
                    last.absorb(bin);
                } else {
                    bins.add(bin);
                }
            }
            all = new ArrayList<>(bins);
        }
    }

    List<Bin> bins() {
        return bins;
    }

    /** Time of a bin. */
    long widthNanos() {
        return widthNanos;
    }
}
