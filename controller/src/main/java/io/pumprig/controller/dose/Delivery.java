package io.pumprig.controller.dose;

/** What delivered volume was for; the ledger keeps each apart (SR-39). */
public enum Delivery {
    /** The program, or the minimum rate. */
    BASAL("basal"),
    /** A timed or a demand bolus. */
    BOLUS("bolus"),
    /** Filling of the dead volume (SR-62). */
    PRIME("prime"),
    /** The program, while drug of the old concentration is still in the line (SR-12). */
    BRIDGE("bridge");

    private final String label;

    Delivery(String label) {
        this.label = label;
    }

    /** The name in messages and reports. */
    public String label() {
        return label;
    }
}
