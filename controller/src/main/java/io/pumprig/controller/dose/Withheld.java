package io.pumprig.controller.dose;

/** Why volume that was due did not move. Each is booked apart, and none is caught up (SR-36). */
public enum Withheld {
    /** An alarm allowed no flow. */
    ZERO_FLOW("zero-flow"),
    /** An alarm allowed the minimum rate only. */
    MINIMUM_RATE("minimum-rate"),
    /** The loop did not run: a restart, or a gap between cycles. */
    TIME_GAP("time-gap"),
    /** The durable lease was used up. */
    LEASE("lease"),
    /** The drive did not take the pulses. */
    DRIVE("drive"),
    /** The power-on self-test ran. */
    SELF_TEST("self-test"),
    /** Pulses went out and the rotor is proved not to have followed. */
    NOT_MOVED("not-moved");

    private final String label;

    Withheld(String label) {
        this.label = label;
    }

    /** The name in messages and reports. */
    public String label() {
        return label;
    }
}
