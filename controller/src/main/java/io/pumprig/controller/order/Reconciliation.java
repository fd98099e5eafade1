package io.pumprig.controller.order;

import java.math.BigInteger;

/**
 * What the reservoir should still have held, against what was taken out of it: the one check of
 * delivery that no sensor of the rig has a part in (SR-49, therapy reference 8.8). Less than
 * expected means that more was delivered than the ledger knows.
 *
 * @param expectedPicolitres what the ledger leaves in the reservoir
 * @param measuredPicolitres what was found there
 * @param deliveredPicolitres what the ledger delivered since the last refill
 */
public record Reconciliation(
        long expectedPicolitres, long measuredPicolitres, long deliveredPicolitres) {
    /** A gap is a discrepancy above the larger of 1 mL … */
    public static final long LEAST_DISCREPANCY_PICOLITRES = 1_000_000_000L;

    /** … and 14.5 % of what was delivered. */
    public static final long DISCREPANCY_PARTS_PER_MILLION = 145_000L;

    /** An error is worth a warning above 5 %. */
    public static final long WARNING_PARTS_PER_MILLION = 50_000L;

    private static final long MILLION = 1_000_000L;

    public Reconciliation {
        if (expectedPicolitres < 0 || measuredPicolitres < 0 || deliveredPicolitres < 0) {
            throw new IllegalArgumentException("a negative volume");
        }
    }

    /** Expected less measured; positive means over-delivery. */
    public long gapPicolitres() {
        return expectedPicolitres - measuredPicolitres;
    }

    /**
     * The gap as a share of what was delivered, in parts per million, rounded towards zero;
     * positive means over-delivery, and 0 stands for a pump that delivered nothing.
     */
    public long errorPartsPerMillion() {
        if (deliveredPicolitres == 0) {
            return 0;
        }
        return BigInteger.valueOf(gapPicolitres())
                .multiply(BigInteger.valueOf(MILLION))
                .divide(BigInteger.valueOf(deliveredPicolitres))
                .longValue();
    }

    /** Whether more than 5 % are missing, or left over. */
    public boolean isWarning() {
        return exceeds(WARNING_PARTS_PER_MILLION);
    }

    /** Whether the gap is larger than both 1 mL and 14.5 % of what was delivered. */
    public boolean isDiscrepancy() {
        return Math.abs(gapPicolitres()) > LEAST_DISCREPANCY_PICOLITRES
                && exceeds(DISCREPANCY_PARTS_PER_MILLION);
    }

    /** Compared as products: a quotient would round a gap that is just above to one that is not. */
    private boolean exceeds(long partsPerMillion) {
        return BigInteger.valueOf(Math.abs(gapPicolitres()))
                        .multiply(BigInteger.valueOf(MILLION))
                        .compareTo(
                                BigInteger.valueOf(deliveredPicolitres)
                                        .multiply(BigInteger.valueOf(partsPerMillion)))
                > 0;
    }
}
