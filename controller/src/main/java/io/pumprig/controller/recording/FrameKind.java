package io.pumprig.controller.recording;

/** What a frame is of. */
public enum FrameKind {
    /** What was asked before the rig was looked at for the first time. */
    START,
    /** A look at the rig before the first cycle, after a restart. */
    LOOK,
    /** A cycle. */
    CYCLE,
    /** A cycle that ended with an exception, and with it the session; it decided nothing. */
    FAILED;

    private static final FrameKind[] ALL = values();

    /** The kind of that ordinal, or null. */
    static FrameKind of(long ordinal) {
        return ordinal >= 0 && ordinal < ALL.length ? ALL[(int) ordinal] : null;
    }
}
