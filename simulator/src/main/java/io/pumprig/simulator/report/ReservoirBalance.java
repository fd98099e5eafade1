package io.pumprig.simulator.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Ledger against scale (therapy reference 8.8): what the reservoir should hold by the ledger less
 * what it was measured to hold, over what was delivered. Positive means that more left than was
 * believed. The measured content is a mean at the beginning and one at the end, since a load cell
 * is noisy; the ledger is taken over the same time.
 *
 * @param beginMillilitres measured at the beginning, or since the last refill
 * @param expectedMillilitres that at the end, by the ledger
 * @param measuredMillilitres that at the end, by the scale
 * @param deliveredMillilitres by the ledger in between
 * @param errorPercent 100 (expected - measured) / delivered
 * @param trueErrorPercent the same with the truth of the plant in place of the scale, or NaN
 * @param verdict in words
 */
record ReservoirBalance(
        double beginMillilitres,
        double expectedMillilitres,
        double measuredMillilitres,
        double deliveredMillilitres,
        double errorPercent,
        double trueErrorPercent,
        String verdict) {
    /** A gap below that is nobody's fault but the scale's (SR-49). */
    private static final double LEAST_GAP_MILLILITRES = 1;

    private static final double ACT_PERCENT = 14.5;
    private static final double WARN_PERCENT = 5;

    /** Of a series, the part that is averaged at each end. */
    private static final int PARTS = 50;

    private static final double MILLI = 1e-3;

    /**
     * Computes it.
     *
     * @param microlitresPerMicrostep of the head
     * @param sinceNanos the last refill; 0 for none
     * @return null when the scale said nothing, or nothing was delivered
     */
    static ReservoirBalance of(List<Bin> all, double microlitresPerMicrostep, long sinceNanos) {
        List<Bin> bins = new ArrayList<>();
        for (Bin bin : all) {
            if (bin.endNanos - bin.nanos >= sinceNanos
                    && !Double.isNaN(bin.reservoirMillilitres.value())) {
                bins.add(bin);
            }
        }
        int part = Math.max(1, bins.size() / PARTS);
        if (bins.size() < 2 * part) {
            return null;
        }
        End first = End.of(bins.subList(0, part));
        End last = End.of(bins.subList(bins.size() - part, bins.size()));
        double delivered = (last.microsteps - first.microsteps) * microlitresPerMicrostep * MILLI;
        if (!(delivered > 0)) {
            return null;
        }
        double expected = first.measured - delivered;
        double error = 100 * (expected - last.measured) / delivered;
        return new ReservoirBalance(
                first.measured,
                expected,
                last.measured,
                delivered,
                error,
                100 * (first.truth - delivered - last.truth) / delivered,
                verdict(error, expected - last.measured));
    }

    private static String verdict(double percent, double gapMillilitres) {
        if (Math.abs(gapMillilitres) < LEAST_GAP_MILLILITRES) {
            return "no discrepancy: the gap is below 1 mL, which is what a load cell may be off"
                    + " (SR-49)";
        }
        if (Math.abs(percent) > ACT_PERCENT) {
            return "act: above 14.5 % (SR-49)";
        }
        return Math.abs(percent) > WARN_PERCENT ? "warn: above 5 %" : "within 5 %";
    }

    /** Means over some bins. */
    private record End(double measured, double microsteps, double truth) {
        static End of(List<Bin> bins) {
            double measured = 0;
            double microsteps = 0;
            double truth = 0;
            for (Bin bin : bins) {
                measured += bin.reservoirMillilitres.value();
                microsteps += bin.believedMicrosteps;
                truth += bin.trueReservoirMillilitres;
            }
            int count = bins.size();
            return new End(measured / count, microsteps / count, truth / count);
        }
    }
}
