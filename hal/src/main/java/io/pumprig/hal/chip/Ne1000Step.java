package io.pumprig.hal.chip;

/**
 * What an NE-1000 is being told or asked, the word for it, and what comes after when all went well.
 */
enum Ne1000Step {
    SAFE("SAF10"),
    SAFE_FROM_BASIC("SAF10"),
    STATUS(""),
    STOP("STP"),
    STOP_AGAIN("STP"),
    STOPPED(""),
    VERSION("VER"),
    COUNTER("DIS"),
    DIAMETER("DIA"),
    DIAMETER_BACK("DIA"),
    VOLUME_UNIT("VOLUL"),
    DIRECTION("DIRINF"),
    RATE("RAT"),
    RATE_BACK("RAT"),
    READY(""),
    CLEAR("CLDINF"),
    VOLUME("VOL"),
    VOLUME_BACK("VOL"),
    RUN("RUN"),
    RUNNING("DIS"),
    FAILED("");

    private final byte[] word;

    Ne1000Step(String word) {
        this.word = Ne1000Text.word(word);
    }

    /** What the command begins with; empty for a plain question. */
    byte[] word() {
        return word;
    }

    /** The step after one that only has to be proved: of the bring-up, or of a burst up to RUN. */
    Ne1000Step following() {
        return switch (this) {
            case VERSION -> COUNTER;
            case COUNTER -> DIAMETER;
            case DIAMETER -> DIAMETER_BACK;
            case DIAMETER_BACK -> VOLUME_UNIT;
            case VOLUME_UNIT -> DIRECTION;
            case DIRECTION -> RATE;
            case RATE -> RATE_BACK;
            case CLEAR -> VOLUME;
            case VOLUME -> VOLUME_BACK;
            default -> RUN;
        };
    }
}
