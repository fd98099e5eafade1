package io.pumprig.controller.order;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.SettingsException;
import io.pumprig.hal.settings.SettingsNode;

/**
 * A refill as it is entered: what was taken out of the reservoir, and what was filled in. An entry
 * above the reservoir's capacity is refused, since an overfilled reservoir presses (SR-53).
 *
 * @param removedPicolitres what was left in the reservoir and was taken out
 * @param filledPicolitres what was filled in
 * @param picogramsPerNanolitre concentration of what was filled in
 */
public record RefillEntry(
        long removedPicolitres, long filledPicolitres, long picogramsPerNanolitre) {
    /** Least that counts as a refill: 0.1 mL. */
    private static final long LEAST_FILLED_PICOLITRES = 100_000_000L;

    public RefillEntry {
        if (removedPicolitres < 0 || filledPicolitres <= 0 || picogramsPerNanolitre <= 0) {
            throw new IllegalArgumentException(
                    "not a refill: "
                            + removedPicolitres
                            + " pL out, "
                            + filledPicolitres
                            + " pL of "
                            + picogramsPerNanolitre
                            + " mcg/mL in");
        }
    }

    /**
     * Reads the body of a {@code refill} request, {@code removed}, {@code filled} and {@code
     * concentration}, each with its unit.
     *
     * @param source what complaints call it
     * @param capacityPicolitres what the reservoir holds; neither volume may be more
     * @throws SettingsException naming key, what was found and what is allowed
     */
    public static RefillEntry parse(String source, String text, long capacityPicolitres) {
        return of(SettingsNode.parse(source, text), capacityPicolitres);
    }

    /** The same where the body stands in a file. */
    static RefillEntry of(SettingsNode root, long capacityPicolitres) {
        root.keys(OrderSchema.REFILL);
        RefillEntry entry = of(root, capacityPicolitres, TherapyFile.concentration(root));
        root.done();
        return entry;
    }

    /** A refill that comes with a therapy, whose concentration it has (SR-12). */
    static RefillEntry bridge(
            SettingsNode node, long capacityPicolitres, long picogramsPerNanolitre) {
        node.keys(OrderSchema.BRIDGE);
        return of(node, capacityPicolitres, picogramsPerNanolitre);
    }

    private static RefillEntry of(
            SettingsNode node, long capacityPicolitres, long picogramsPerNanolitre) {
        return new RefillEntry(
                node.quantity("removed", Dimension.VOLUME, 0, capacityPicolitres),
                node.quantity(
                        "filled", Dimension.VOLUME, LEAST_FILLED_PICOLITRES, capacityPicolitres),
                picogramsPerNanolitre);
    }

    /**
     * What was taken out against what should have been there.
     *
     * @param expectedPicolitres what the ledger leaves in the reservoir
     * @param deliveredPicolitres what it delivered since the last refill
     */
    public Reconciliation against(long expectedPicolitres, long deliveredPicolitres) {
        return new Reconciliation(expectedPicolitres, removedPicolitres, deliveredPicolitres);
    }
}
