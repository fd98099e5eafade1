package io.pumprig.controller.event;

import java.util.Locale;

/** Kinds of events; the lower-case name is the last level of the topic {@code event/{kind}}. */
public enum EventKind {
    /** An alarm: raised, escalated, cause-gone, acknowledged, released. */
    ALARM,
    /** The mode of the pump changed. */
    MODE,
    /** An order was carried out or refused. */
    ORDER,
    /** A therapy was staged, committed, overridden or dropped; a reservoir was refilled. */
    THERAPY,
    /** A bolus or a prime began or ended; the value is its drug in picograms. */
    BOLUS,
    /** A fault of the simulated world: scheduled, active, cleared, expired. */
    FAULT,
    /** The cycle ran late, or time was not accounted for. */
    OVERRUN,
    /** The controller started, restarted, tested itself, or stopped. */
    SESSION,
    /** A message that could not be understood. */
    PROTOCOL;

    private final String topic = name().toLowerCase(Locale.ROOT);

    /** The name in topics and records. */
    public String topic() {
        return topic;
    }
}
