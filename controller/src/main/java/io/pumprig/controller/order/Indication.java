package io.pumprig.controller.order;

/** Why the drug is given: how far a dose may be changed depends on it (SR-09). */
public enum Indication {
    SPINAL("spinal"),
    CEREBRAL("cerebral"),
    CHILD("child");

    private final String label;

    Indication(String label) {
        this.label = label;
    }

    /** The name in therapy files. */
    public String label() {
        return label;
    }

    /** The indication of that label; null for none. */
    public static Indication labelled(String label) {
        for (Indication indication : values()) {
            if (indication.label.equals(label)) {
                return indication;
            }
        }
        return null;
    }
}
