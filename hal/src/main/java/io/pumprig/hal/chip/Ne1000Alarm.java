package io.pumprig.hal.chip;

/** Why an NE-1000 stopped itself (device reference 7.1). */
public enum Ne1000Alarm {
    /** It did not. */
    NONE,
    /** Its power was interrupted; whether its volume counters were kept is not known. */
    POWER_INTERRUPTED,
    /** Its motor stalled. */
    STALLED,
    /** Nobody spoke to it for the time of safe mode. */
    SILENCE,
    /** Its pumping program is wrong. */
    PROGRAM_ERROR,
    /** Its pumping program has no such phase. */
    PHASE_OUT_OF_RANGE
}
