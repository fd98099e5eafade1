package io.pumprig.controller.order;

/** Modes of the pump; exactly one is active (SR-17, therapy reference 5.1). */
public enum Mode {
    /** Driver disabled, before the loop began and after it ended. */
    OFF("off"),
    /** The power-on self-test runs; nothing but its jog moves (SR-69). */
    SELF_TEST("self-test"),
    /** Ready, and no therapy is committed. */
    IDLE("idle"),
    /** A single, volume-limited fill of the dead volume; the program waits (SR-62). */
    PRIMING("priming"),
    /** The programmed rate. */
    CONTINUOUS("continuous"),
    /** The programmed 24-hour pattern (SR-33). */
    PATTERN("pattern"),
    /** The programmed ramp from one daily dose to another (SR-09). */
    TAPER("taper"),
    /** A bolus that was ordered runs beside the program. */
    BOLUS_TIMED("bolus-timed"),
    /** A bolus that was asked for by button or demand order runs beside the program (SR-26). */
    BOLUS_DEMAND("bolus-demand"),
    /** The program runs, on drug of the old concentration that is still in the line (SR-12). */
    BRIDGING("bridging"),
    /** The smaller of the minimum rate and the program's rate, until resumed (SR-47). */
    MINIMUM_RATE("minimum-rate"),
    /** Delivers the minimum rate, as {@link #MINIMUM_RATE}, and means to be resumed soon. */
    PAUSED("paused"),
    /** Delivers nothing (SR-18). */
    STOPPED("stopped"),
    /** Delivers nothing, since what is stored or tested is not to be trusted (SR-15, SR-69). */
    SAFE_STATE("safe-state");

    private static final Mode[] ALL = values();

    private final String label;

    Mode(String label) {
        this.label = label;
    }

    /** The name in messages and files. */
    public String label() {
        return label;
    }

    /** True when the mode itself delivers nothing; leaving it raises flow (SR-18, SR-47). */
    public boolean isSilent() {
        return this == OFF || this == IDLE || this == STOPPED || this == SAFE_STATE;
    }

    /** True while the program runs, alone or with something beside it. */
    public boolean isProgram() {
        return this == CONTINUOUS
                || this == PATTERN
                || this == TAPER
                || this == BRIDGING
                || isBolus();
    }

    /** True while a bolus runs beside the program. */
    public boolean isBolus() {
        return this == BOLUS_TIMED || this == BOLUS_DEMAND;
    }

    /** The mode with that {@link #ordinal()}, for records that store it as a number. */
    public static Mode of(int ordinal) {
        return ALL[ordinal];
    }
}
