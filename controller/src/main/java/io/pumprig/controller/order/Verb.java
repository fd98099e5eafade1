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
    /** An extra dose beside the program, a clinician's or the prescribed one (SR-26, SR-28). */
    BOLUS("bolus"),
    /** Ends the bolus that runs; what is left of it is dropped (SR-29). */
    BOLUS_CANCEL("bolus-cancel"),
    /** Shows a therapy to whoever may commit it: the first of two steps (SR-01). */
    THERAPY_STAGE("therapy-stage"),
    /** Puts the staged therapy into force: the second step (SR-01, SR-13). */
    THERAPY_COMMIT("therapy-commit"),
    /** The reservoir was emptied and filled again (SR-53). */
    REFILL("refill"),
    /** Fills the dead volume once (SR-62). */
    PRIME("prime"),
    /** Silences the sound for a time (SR-81). */
    AUDIO_PAUSE("audio-pause"),
    /** One alarm, or all that are listed, was seen by the operator (SR-80). */
    ALARM_ACKNOWLEDGE("alarm-acknowledge");

    private final String label;

    Verb(String label) {
        this.label = label;
    }

    /** True when its body is read by {@link OrderForms}. */
    public boolean hasForm() {
        return switch (this) {
            case BOLUS, THERAPY_STAGE, THERAPY_COMMIT, REFILL, PRIME, AUDIO_PAUSE -> true;
            default -> false;
        };
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
