package io.pumprig.controller.journal;

/**
 * An event as the journal keeps it.
 *
 * @param session id of the session
 * @param seq count within the session, from 1; a gap is a loss
 * @param kind lower-case name of the kind
 * @param subject what it happened to, or null
 * @param phase what happened, or null
 * @param value number that belongs to the kind
 * @param detail in words, or null
 * @param cycle the control cycle
 * @param nanos the rig's monotonic clock
 * @param utcMillis the rig's UTC
 */
public record RecordedEvent(
        String session,
        long seq,
        String kind,
        String subject,
        String phase,
        long value,
        String detail,
        long cycle,
        long nanos,
        long utcMillis) {}
