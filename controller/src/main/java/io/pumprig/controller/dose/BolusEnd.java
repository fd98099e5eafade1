package io.pumprig.controller.dose;

/** How a bolus or a prime ended; whatever was left of it is dropped (SR-29). */
public enum BolusEnd {
    /** All of it was due in its time. */
    COMPLETED("completed"),
    /** Somebody cancelled it. */
    CANCELLED("cancelled"),
    /** An alarm, a change of mode or a restart ended it (SR-27). */
    INTERRUPTED("interrupted"),
    /** A prime that was not through in time (SR-61). */
    FAILED("failed");

    private final String label;

    BolusEnd(String label) {
        this.label = label;
    }

    /** The name in events. */
    public String label() {
        return label;
    }
}
