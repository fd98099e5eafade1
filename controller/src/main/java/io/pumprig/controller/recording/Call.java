package io.pumprig.controller.recording;

/**
 * What the controller asks during a cycle and cannot know by itself. Each has one place in a frame;
 * an answer that is given more than once in a cycle is kept beside it.
 */
public enum Call {
    /** The rig's monotonic time. */
    NANOS,
    /** The rig's calendar, ms since 1970. */
    UTC_MILLIS,
    /** What the journal's lease allows, microsteps. */
    LEASE_MICROSTEPS,
    /** The verdict on the program's own files, by its ordinal. */
    PROGRAM,
    /** Whether the journal could be written, 1 or 0. */
    WRITTEN,
    /** What became of a kick of the enable watchdog: an outcome by its ordinal. */
    KICKED,
    /** What became of the motor's command: an outcome by its ordinal. */
    APPLIED,
    /** Pulses of it that went out. */
    TAKEN_MICROSTEPS,
    /** Outputs of the annunciator that took no level, as bits. */
    SHOWN,
    /** The same of a level that was given again. */
    REPEATED,
    /** Pulses sent since bring-up. */
    SENT_MICROSTEPS,
    /** The emergency stop, 1 for danger. */
    E_STOP,
    /** The door, 1 for danger. */
    DOOR,
    /** Whether the bus of the sensors is being freed, 1 or 0. */
    BUS_RECOVERY,
    /** At the start: how long no controller had run. */
    STOPPED_NANOS;

    private static final Call[] ALL = values();

    /** How many there are. */
    static int count() {
        return ALL.length;
    }

    /** The call of that ordinal. */
    static Call of(int ordinal) {
        return ALL[ordinal];
    }

    /** Its place in a frame. */
    int field() {
        return FrameLayout.CALLS + ordinal();
    }

    long bit() {
        return 1L << ordinal();
    }
}
