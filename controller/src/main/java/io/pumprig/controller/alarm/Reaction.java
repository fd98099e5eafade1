package io.pumprig.controller.alarm;

/** What an alarm does to flow, from the mildest to the strictest (SR-41, SR-78). */
public enum Reaction {
    /** Therapy goes on as programmed. */
    KEEP_PROGRAM("keep-program"),
    /** The smaller of the configured minimum rate and the program's rate (SR-47). */
    MINIMUM_RATE("minimum-rate"),
    /** No step pulse; the coils keep the holding current (SR-18). */
    ZERO_FLOW("zero-flow");

    private final String label;

    Reaction(String label) {
        this.label = label;
    }

    /** The name in messages and reports. */
    public String label() {
        return label;
    }

    /** The stricter of the two. */
    public Reaction stricter(Reaction other) {
        return ordinal() >= other.ordinal() ? this : other;
    }
}
