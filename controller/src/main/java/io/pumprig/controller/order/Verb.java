package io.pumprig.controller.order;

/** What an operator can order; the label is the last level of the topic {@code cmd/{verb}}. */
public enum Verb {
    /** Changes nothing; the answer tells the state. */
    PING("ping"),
    /** Minimum rate, meant to be resumed. */
    PAUSE("pause"),
    /** Back to the committed program; withheld volume stays withheld (SR-36). */
    RESUME("resume"),
    /** Nothing any more. */
    STOP("stop"),
    /** The calibrated minimum until resumed (SR-47). */
    MINIMUM_RATE("minimum-rate"),
    /** One alarm, or all that are listed, was seen by the operator (SR-80). */
    ALARM_ACKNOWLEDGE("alarm-acknowledge");

    private final String label;

    Verb(String label) {
        this.label = label;
    }

    /** The name in topics. */
    public String label() {
        return label;
    }

    /** The verb of that label, or null. */
    public static Verb labelled(String label) {
        for (Verb verb : values()) {
            if (verb.label.equals(label)) {
                return verb;
            }
        }
        return null;
    }
}
