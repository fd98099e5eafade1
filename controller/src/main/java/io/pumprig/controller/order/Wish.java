package io.pumprig.controller.order;

import java.util.List;

/**
 * What an order asks for beyond its verb, read and checked by {@link OrderForms} before the cycle
 * sees it. Immutable, for any thread.
 */
public sealed interface Wish {

    /**
     * An extra dose.
     *
     * @param demand the one that is prescribed for asking; its dose and time are the prescription's
     * @param picograms dose, of one that a clinician orders
     * @param durationNanos time over which it is given
     * @param override who goes beyond the soft limit and why, or null (SR-04)
     */
    record Bolus(boolean demand, long picograms, long durationNanos, LimitOverride override)
            implements Wish {}

    /**
     * A therapy that is to be committed in a second step (SR-01).
     *
     * @param therapy made ready for the planner
     * @param bridge the refill with drug of another concentration that comes with it, or null
     * @param findings what its limits say of it (SR-03, SR-04)
     */
    record Stage(PreparedTherapy therapy, RefillEntry bridge, List<LimitFinding> findings)
            implements Wish {
        public Stage {
            findings = List.copyOf(findings);
        }
    }

    /**
     * The second step.
     *
     * @param hash of the values that were shown when it was staged
     * @param override who goes beyond soft limits and why, or null (SR-04)
     */
    record Commit(String hash, LimitOverride override) implements Wish {}

    /** The reservoir was emptied and filled again with drug of the same concentration (SR-53). */
    record Refill(RefillEntry entry) implements Wish {}

    /**
     * Fills the dead volume once (SR-62).
     *
     * @param picolitres what is to be filled
     */
    record Prime(long picolitres) implements Wish {}

    /** Silence for a time (SR-81). */
    record AudioPause(long durationNanos) implements Wish {}

    /** What was asked for cannot be read or may not be: it is recorded and answered, no more. */
    record Refused(Code code, String reason) implements Wish {}
}
