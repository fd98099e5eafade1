package io.pumprig.simulator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The formula of the therapy reference 8.8. */
@Tag("SR-49")
class ReservoirBalanceTest {
    private static List<Bin> emptying(double fromMillilitres, double millilitres, double by) {
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i <= 10; i++) {
            Bin bin = new Bin();
            bin.endNanos = 10L * (i + 1);
            bin.nanos = 10;
            bin.believedMicrosteps = by * i / 10;
            bin.trueReservoirMillilitres = fromMillilitres - millilitres * i / 10;
            bin.reservoirMillilitres.add(fromMillilitres - millilitres * i / 10, 10);
            bins.add(bin);
        }
        return bins;
    }

    @Test
    void whatIsMissingBeyondTheLedgerIsPositive() {
        // 10 mL by the ledger (1 600 000 microsteps of 6.25 nL), 12 mL by the scale.
        ReservoirBalance balance = ReservoirBalance.of(emptying(20, 12, 1_600_000), 0.00625, 0);
        assertEquals(10, balance.deliveredMillilitres(), 1e-9);
        assertEquals(10, balance.expectedMillilitres(), 1e-9);
        assertEquals(8, balance.measuredMillilitres(), 1e-9);
        assertEquals(20, balance.errorPercent(), 1e-9);
        assertEquals(20, balance.trueErrorPercent(), 1e-9);
        assertEquals("act: above 14.5 % (SR-49)", balance.verdict());
    }

    @Test
    void aGapOfLessThanAMillilitreIsTheScales() {
        ReservoirBalance balance = ReservoirBalance.of(emptying(20, 0.9, 16_000), 0.00625, 0);
        assertEquals(800, balance.errorPercent(), 1e-6);
        assertTrue(balance.verdict().startsWith("no discrepancy"), balance.verdict());
    }

    @Test
    void aHealthyRunIsWithinItsLimits() {
        ReservoirBalance balance = ReservoirBalance.of(emptying(20, 10.1, 1_600_000), 0.00625, 0);
        assertEquals(1, balance.errorPercent(), 1e-9);
        assertTrue(balance.verdict().startsWith("no discrepancy"), balance.verdict());
    }

    @Test
    void aRefillBeginsItAnew() {
        ReservoirBalance balance = ReservoirBalance.of(emptying(20, 10, 1_600_000), 0.00625, 55);
        assertEquals(14, balance.beginMillilitres(), 1e-9);
        assertEquals(4, balance.deliveredMillilitres(), 1e-9);
    }

    @Test
    void withoutAScaleThereIsNone() {
        List<Bin> bins = List.of(new Bin(), new Bin());
        assertNull(ReservoirBalance.of(bins, 0.00625, 0));
    }
}
