package io.pumprig.simulator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SeriesTest {
    private static Bin bin(long endNanos, double kilopascals) {
        Bin bin = new Bin();
        bin.endNanos = endNanos;
        bin.nanos = 10;
        bin.orderedMicrograms = endNanos;
        bin.downstreamKilopascals.add(kilopascals, kilopascals, kilopascals, 10);
        bin.reaction = kilopascals > 50 ? 2 : 0;
        return bin;
    }

    @Test
    void aLongRunIsNoLongerThanAllowedAndKeepsItsSpike() {
        Series series = new Series(100, 10);
        for (int i = 1; i <= 100_000; i++) {
            series.add(bin(10L * i, i == 54_321 ? 70 : 8));
        }
        assertTrue(series.bins().size() <= 100 && series.bins().size() > 40);
        assertEquals(10 * 1_024, series.widthNanos());
        Bin spike =
                series.bins().stream()
                        .filter(bin -> bin.downstreamKilopascals.most == 70)
                        .findFirst()
                        .orElseThrow();
        assertEquals(8, spike.downstreamKilopascals.least);
        assertEquals(8 + 62 / 1_024.0, spike.downstreamKilopascals.mean.value(), 1e-9);
        assertEquals(2, spike.reaction);
        Bin last = series.bins().get(series.bins().size() - 1);
        assertEquals(1_000_000, last.endNanos);
        assertEquals(1_000_000, last.orderedMicrograms);
        long nanos = series.bins().stream().mapToLong(bin -> bin.nanos).sum();
        assertEquals(1_000_000, nanos, "each row is in one bin");
    }

    @Test
    void rowsThatEndedEarlyAreOneBin() {
        Series series = new Series(100, 10);
        series.add(bin(4, 8));
        series.add(bin(10, 9));
        series.add(bin(20, 8));
        assertEquals(2, series.bins().size());
        assertEquals(9, series.bins().get(0).downstreamKilopascals.most);
    }
}
