package io.pumprig.controller.order;

/** Modes of the pump; exactly one is active (SR-17, therapy reference 5.1). */
public enum Mode {
    /** The programmed rate. */
    CONTINUOUS("continuous"),
    /** The smaller of the minimum rate and the program's rate, until resumed (SR-47). */
    MINIMUM_RATE("minimum-rate"),
    /** Delivers the minimum rate, as {@link #MINIMUM_RATE}, and means to be resumed soon. */
    PAUSED("paused"),
    /** Delivers nothing (SR-18). */
    STOPPED("stopped");

    private static final Mode[] ALL = values();

    private final String label;

    Mode(String label) {
        this.label = label;
    }

    /** The name in messages and files. */
    public String label() {
        return label;
    }

    /** True when the mode itself delivers nothing. */
    public boolean isSilent() {
        return this == STOPPED;
    }

    /** The mode with that {@link #ordinal()}, for records that store it as a number. */
    public static Mode of(int ordinal) {
        return ALL[ordinal];
    }
}
