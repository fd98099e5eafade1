package io.pumprig.controller.alarm;

import static io.pumprig.controller.alarm.Priority.HIGH;
import static io.pumprig.controller.alarm.Priority.LOW;
import static io.pumprig.controller.alarm.Priority.MEDIUM;
import static io.pumprig.controller.alarm.Reaction.KEEP_PROGRAM;
import static io.pumprig.controller.alarm.Reaction.MINIMUM_RATE;
import static io.pumprig.controller.alarm.Reaction.ZERO_FLOW;

/**
 * Every alarm of the controller with its priority, field class and reaction (therapy reference
 * 5.3). At most 63, since a set of alarms is kept as the bits of a long.
 */
public enum Alarm {
    /** More moved than the program allows (SR-20, SR-74). */
    OVER_DELIVERY(HIGH, true, ZERO_FLOW),
    /** Motion that nobody commanded (F-18, SR-74). */
    MOTOR_RUNAWAY(HIGH, true, ZERO_FLOW),
    /** The outlet does not take what is pumped (SR-55, SR-58). */
    OCCLUSION_DOWNSTREAM(HIGH, true, ZERO_FLOW),
    /** The head would run dry (SR-48, SR-51). */
    RESERVOIR_EMPTY(HIGH, true, ZERO_FLOW),
    /** Pulses go out and the rotor stands (SR-63, SR-65). */
    MOTOR_STALL(HIGH, true, ZERO_FLOW),
    /** The rotor lost whole electrical cycles and goes on (SR-64). */
    MISSED_STEPS(MEDIUM, false, KEEP_PROGRAM),
    /** The emergency stop is pressed (SR-43). */
    EMERGENCY_STOP(HIGH, true, ZERO_FLOW),
    /** The motor driver is shut down, reset, or does not answer (SR-67). */
    DRIVER_FAULT(HIGH, true, ZERO_FLOW),
    /** The controller began again on the state of an earlier session (SR-93). */
    RESTARTED(HIGH, true, ZERO_FLOW),
    /** The only protection against a hazard is stale, stuck or implausible (SR-72). */
    SENSOR_FAULT(HIGH, true, MINIMUM_RATE),
    /** The same on a channel that has another beside it (SR-72). */
    SENSOR_DEGRADED(LOW, false, KEEP_PROGRAM),
    /** Time to refill (SR-50). */
    RESERVOIR_LOW(LOW, false, KEEP_PROGRAM),
    /** Ledger and weight disagree (SR-49). */
    RESERVOIR_DISCREPANCY(MEDIUM, false, KEEP_PROGRAM),
    /** The cassette door is open (F-47). */
    HEAD_OPEN(MEDIUM, true, ZERO_FLOW),
    /** The cycle is late again and again (SR-35). */
    TICK_OVERRUN(MEDIUM, false, MINIMUM_RATE),
    /** A supply is out of its band (SR-91). */
    SUPPLY_OUT_OF_RANGE(LOW, false, KEEP_PROGRAM),
    /** Air in the line, in one bubble or in a day (SR-60). */
    AIR_IN_LINE(MEDIUM, true, ZERO_FLOW),
    /** The demand button is held down and asks for nothing (SR-73). */
    BUTTON_STUCK(LOW, false, KEEP_PROGRAM),
    /**
     * The broker cannot be reached; the pump runs alone (SR-98). Of the host: never in a permit.
     */
    LINK_LOST(LOW, false, KEEP_PROGRAM),
    /** The journal cannot be written (SR-90). Of the host: never in a permit. */
    LOG_FAILURE(LOW, false, KEEP_PROGRAM);

    private static final Alarm[] ALL = values();

    private final Priority priority;
    private final boolean critical;
    private final Reaction reaction;

    Alarm(Priority priority, boolean critical, Reaction reaction) {
        this.priority = priority;
        this.critical = critical;
        this.reaction = reaction;
    }

    public Priority priority() {
        return priority;
    }

    /** Field class: critical alarms sound two tones, others one an hour (therapy reference 1). */
    public boolean isCritical() {
        return critical;
    }

    public Reaction reaction() {
        return reaction;
    }

    /** Flow-limiting alarms latch until the cause is gone and the operator acknowledged (SR-80). */
    public boolean latches() {
        return reaction != KEEP_PROGRAM;
    }

    /** An event of the host, outside the permit and the trace: where it runs, not what it pumps. */
    public boolean isOfHost() {
        return this == LINK_LOST || this == LOG_FAILURE;
    }

    /** The bit of this alarm in a set. */
    public long bit() {
        return 1L << ordinal();
    }

    /** The alarm with that {@link #ordinal()}. */
    public static Alarm of(int ordinal) {
        return ALL[ordinal];
    }

    /** How many alarms there are. */
    public static int count() {
        return ALL.length;
    }

    /** The alarm of that name, or null. */
    public static Alarm named(String name) {
        for (Alarm alarm : ALL) {
            if (alarm.name().equals(name)) {
                return alarm;
            }
        }
        return null;
    }
}
