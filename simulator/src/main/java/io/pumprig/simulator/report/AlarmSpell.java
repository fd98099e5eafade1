package io.pumprig.simulator.report;

import io.pumprig.controller.alarm.Alarm;

/**
 * An alarm from when it was raised to when it was gone. Times are from the beginning of the run, -1
 * for what has not happened.
 *
 * @param alarm its name
 * @param session in which it was raised
 * @param cycle in which it was raised
 */
final class AlarmSpell {
    final String alarm;
    final long session;
    final long cycle;
    final long raisedNanos;
    long causeGoneNanos = -1;
    long acknowledgedNanos = -1;
    long releasedNanos = -1;
    int times = 1;
    boolean escalated;

    /** The parts on which it was seen, or what else is known of it. */
    String detail = "";

    AlarmSpell(String alarm, long session, long cycle, long raisedNanos) {
        this.alarm = alarm;
        this.session = session;
        this.cycle = cycle;
        this.raisedNanos = raisedNanos;
    }

    /** As the alarm is declared; empty for one that this version does not know. */
    String priority() {
        Alarm known = Alarm.named(alarm);
        return known == null ? "" : known.priority(escalated).name();
    }

    /** What it does to flow, as it is declared. */
    String reaction() {
        Alarm known = Alarm.named(alarm);
        return known == null ? "" : known.reaction().label();
    }

    boolean isOpen() {
        return releasedNanos < 0;
    }
}
