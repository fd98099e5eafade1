package io.pumprig.simulator.fault;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.order.Code;
import java.util.Set;

/**
 * What a controller has to make of a fault: an alarm in time, or nothing, since no part of the rig
 * can see it (then a request may have to be refused all the same).
 *
 * @param alarm the alarm by which it has to be found, or null
 * @param limit by when; null without alarm
 * @param reason why no alarm can be asked for; null with one
 * @param answer the code with which a request of this fault has to be refused, or null
 * @param companions alarms that may come with it, and are no false ones
 * @param excessPicolitres volume that may reach the tip beyond what was commanded before the alarm
 *     acts; what the physics of the fault cost
 */
public record Expectation(
        Alarm alarm,
        Limit limit,
        String reason,
        Code answer,
        Set<Alarm> companions,
        long excessPicolitres) {
    /** Stands for an alarm where none can be asked for. */
    public static final String NOT_OBSERVABLE = "NOT_OBSERVABLE";

    /** Excess of a fault that no reaction of the pump can end. */
    public static final long UNBOUNDED = 1_000_000;

    public Expectation {
        if ((alarm == null) != (limit == null) || (alarm == null) == (reason == null)) {
            throw new IllegalArgumentException("an alarm with its limit, or a reason");
        }
        companions = Set.copyOf(companions);
    }

    /** Whether an alarm is asked for. */
    public boolean isObservable() {
        return alarm != null;
    }

    /** The alarm's name, or {@link #NOT_OBSERVABLE}. */
    public String alarmName() {
        return alarm == null ? NOT_OBSERVABLE : alarm.name();
    }

    /** Whether {@code raised} is what is asked for, or may come with it. */
    public boolean covers(Alarm raised) {
        return raised == alarm || companions.contains(raised);
    }
}
