package io.pumprig.controller.order;

/** How a request ended, as answers say it. */
public enum Code {
    OK,
    /** The same id was answered before; nothing was done again. */
    DUPLICATE,
    /** The state is not the one that the request was meant for. */
    CONFLICT,
    UNKNOWN_VERB,
    UNKNOWN_TARGET,
    /** Known, but not by this rig. */
    UNSUPPORTED,
    BAD_PARAM,
    /** The moment that was asked for has passed. */
    TOO_LATE,
    /** Retained, expired, or meant for another session. */
    STALE,
    /** Fault injection and time control exist in the simulator only (SR-97). */
    DENIED_ON_BENCH,
    /** It would raise flow, which takes two steps (SR-99). */
    NEEDS_CONFIRM,
    RATE_LIMITED,
    BUSY,
    INTERNAL
}
