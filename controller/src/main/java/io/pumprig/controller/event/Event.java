package io.pumprig.controller.event;

/**
 * One thing that happened. A holder, filled again and again; read it before asking for the next.
 *
 * <p>{@code seq} counts what was raised since the session began, from 1, so that a gap is a counted
 * drop. {@code subject} is what it happened to (alarm, mode, verb, fault key), {@code phase} what
 * happened to it, {@code value} a number that belongs to the kind (sources, cause, effects), {@code
 * detail} free words or null.
 */
public final class Event {
    long seq;
    EventKind kind;
    long cycle;
    long nanos;
    String subject;
    String phase;
    long value;
    String detail;

    public long seq() {
        return seq;
    }

    public EventKind kind() {
        return kind;
    }

    /** The cycle in which it happened; 0 before the first. */
    public long cycle() {
        return cycle;
    }

    /** The rig's monotonic time of that cycle. */
    public long nanos() {
        return nanos;
    }

    public String subject() {
        return subject;
    }

    public String phase() {
        return phase;
    }

    public long value() {
        return value;
    }

    /** More words, or null. */
    public String detail() {
        return detail;
    }

    void copyFrom(Event other) {
        seq = other.seq;
        kind = other.kind;
        cycle = other.cycle;
        nanos = other.nanos;
        subject = other.subject;
        phase = other.phase;
        value = other.value;
        detail = other.detail;
    }
}
