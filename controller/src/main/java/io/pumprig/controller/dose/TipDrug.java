package io.pumprig.controller.dose;

/**
 * The drug at the catheter's tip: the scale in force, and how much drug was ordered and has left.
 * After a change of concentration it is the old one until the dead volume has moved, which is the
 * bridge of the therapy reference 8.6. Control thread only.
 */
final class TipDrug {
    private static final long NO_BRIDGE = TherapyMemory.NO_BRIDGE;

    private final DeliveryLedger ledger;
    private final DrugAccount ordered = new DrugAccount();
    private final DrugAccount believed = new DrugAccount();
    private DoseScale scale;
    private long bridgeEndMicrosteps = NO_BRIDGE;

    TipDrug(DoseScale scale, DeliveryLedger ledger) {
        this.scale = scale;
        this.ledger = ledger;
    }

    DoseScale scale() {
        return scale;
    }

    /** Another concentration follows in the line, {@code microsteps} behind the tip. */
    void bridge(long microsteps) {
        bridgeEndMicrosteps = ledger.believed() + microsteps;
    }

    boolean isBridging() {
        return bridgeEndMicrosteps != NO_BRIDGE;
    }

    /** True when the drug that followed is at the tip, and {@link #change} is due. */
    boolean isBridgeOver() {
        return isBridging() && ledger.believed() >= bridgeEndMicrosteps;
    }

    /** Microsteps that still have to move until the new drug is at the tip; 0 for none. */
    long bridgeLeftMicrosteps() {
        return isBridging() ? Math.max(0, bridgeEndMicrosteps - ledger.believed()) : 0;
    }

    /** Ends the bridge: the drug of {@code next} is at the tip. */
    void change(DoseScale next, long orderedMicrosteps) {
        // What a prime or a long cycle moved beyond the dead volume was the new drug.
        long beyond = ledger.believed() - bridgeEndMicrosteps;
        ordered.change(orderedMicrosteps - beyond, scale);
        believed.change(bridgeEndMicrosteps, scale);
        bridgeEndMicrosteps = NO_BRIDGE;
        scale = next;
    }

    /** Drug in all that was ordered so far, rounded down to a picogram. */
    long orderedPicograms(long orderedMicrosteps) {
        return ordered.picograms(orderedMicrosteps, scale);
    }

    /** Drug that is believed to have left the tip, rounded down to a picogram. */
    long believedPicograms() {
        return believed.picograms(ledger.believed(), scale);
    }

    void save(TherapyMemory memory) {
        memory.tipPicogramsPerNanolitre = scale.picogramsPerNanolitre();
        memory.bridgeEndMicrosteps = bridgeEndMicrosteps;
        memory.orderedBaseMicrosteps = ordered.baseMicrosteps();
        memory.orderedBasePicograms = ordered.basePicograms();
        memory.believedBaseMicrosteps = believed.baseMicrosteps();
        memory.believedBasePicograms = believed.basePicograms();
    }

    void restore(TherapyMemory memory) {
        if (memory.tipPicogramsPerNanolitre != scale.picogramsPerNanolitre()) {
            scale = new DoseScale(scale.head(), memory.tipPicogramsPerNanolitre);
        }
        bridgeEndMicrosteps = memory.bridgeEndMicrosteps;
        ordered.restore(memory.orderedBaseMicrosteps, memory.orderedBasePicograms);
        believed.restore(memory.believedBaseMicrosteps, memory.believedBasePicograms);
    }
}
