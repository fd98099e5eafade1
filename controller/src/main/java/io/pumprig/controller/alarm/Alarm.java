package io.pumprig.controller.alarm;

import static io.pumprig.controller.alarm.Alarm.Boluses.ALLOWED;
import static io.pumprig.controller.alarm.Alarm.Boluses.BLOCKED;
import static io.pumprig.controller.alarm.Priority.HIGH;
import static io.pumprig.controller.alarm.Priority.LOW;
import static io.pumprig.controller.alarm.Priority.MEDIUM;
import static io.pumprig.controller.alarm.Reaction.KEEP_PROGRAM;
import static io.pumprig.controller.alarm.Reaction.MINIMUM_RATE;
import static io.pumprig.controller.alarm.Reaction.ZERO_FLOW;

import java.util.Arrays;
import java.util.List;

/**
 * Every alarm of the controller with its priority, field class and reaction (therapy reference
 * 5.3). At most 63, since a set of alarms is kept as the bits of a long.
 */
public enum Alarm {
    /** More moved than the program allows (SR-20, SR-74). */
    OVER_DELIVERY(HIGH, true, ZERO_FLOW, BLOCKED),
    /** Motion that nobody commanded (F-18, SR-74). */
    MOTOR_RUNAWAY(HIGH, true, ZERO_FLOW, BLOCKED),
    /** Flow without commanded steps: the driver stays energised, the operator clamps (SR-38). */
    FREE_FLOW(HIGH, true, ZERO_FLOW, BLOCKED),
    /** Motion or flow backwards (SR-37). */
    REVERSE_FLOW(HIGH, true, ZERO_FLOW, BLOCKED),
    /** The outlet does not take what is pumped (SR-55, SR-58). */
    OCCLUSION_DOWNSTREAM(HIGH, true, ZERO_FLOW, BLOCKED),
    /** The inlet does not give what is pumped (SR-56). */
    OCCLUSION_UPSTREAM(HIGH, true, ZERO_FLOW, BLOCKED),
    /** The head would run dry (SR-48, SR-51). */
    RESERVOIR_EMPTY(HIGH, true, ZERO_FLOW, BLOCKED),
    /** Pulses go out and the rotor stands (SR-63, SR-65). */
    MOTOR_STALL(HIGH, true, ZERO_FLOW, BLOCKED),
    /** The rotor lost whole electrical cycles and goes on (SR-64). */
    MISSED_STEPS(MEDIUM, false, KEEP_PROGRAM, BLOCKED),
    /** The emergency stop is pressed (SR-43). */
    EMERGENCY_STOP(HIGH, true, ZERO_FLOW, BLOCKED),
    /** The motor driver is shut down, reset, or does not answer (SR-67). */
    DRIVER_FAULT(HIGH, true, ZERO_FLOW, BLOCKED),
    /** The controller began again on the state of an earlier session (SR-93). */
    RESTARTED(HIGH, true, ZERO_FLOW, BLOCKED),
    /** The same alarm came, was cleared and came again, too often (SR-46). */
    ALARM_CYCLING(HIGH, true, ZERO_FLOW, BLOCKED),
    /** A self-test found something, before delivery or in its course (SR-69, SR-70). */
    SELF_TEST_FAILED(HIGH, true, ZERO_FLOW, BLOCKED),
    /** The stored therapy cannot be read (SR-15). */
    MEMORY_FAULT(HIGH, true, ZERO_FLOW, BLOCKED),
    /** Drug library or settings are not what they were (SR-05). */
    CONFIG_CORRUPT(HIGH, true, ZERO_FLOW, BLOCKED),
    /** The loop stood still and the watchdog took the motor away (SR-71). */
    WATCHDOG(HIGH, true, ZERO_FLOW, BLOCKED),
    /** The replacement date has passed (SR-94). */
    END_OF_SERVICE(HIGH, true, ZERO_FLOW, BLOCKED),
    /** The only protection against a hazard is stale, stuck or implausible (SR-72). */
    SENSOR_FAULT(HIGH, true, MINIMUM_RATE, BLOCKED),
    /** The same on a channel that has another beside it (SR-72). */
    SENSOR_DEGRADED(LOW, false, KEEP_PROGRAM, ALLOWED),
    /** Less arrived than was pumped: flow is kept; critical if it lasts (SR-21, SR-22). */
    UNDER_DELIVERY(MEDIUM, false, KEEP_PROGRAM, ALLOWED),
    /** Time to refill (SR-50, SR-52). */
    RESERVOIR_LOW(LOW, false, KEEP_PROGRAM, BLOCKED),
    /** Ledger and weight disagree (SR-49). */
    RESERVOIR_DISCREPANCY(MEDIUM, false, KEEP_PROGRAM, BLOCKED),
    /** The reservoir holds more than its capacity (SR-53). */
    RESERVOIR_OVERFILL(MEDIUM, true, ZERO_FLOW, BLOCKED),
    /** Priming did not finish in its volume or time (SR-61). */
    PRIMING_FAILED(MEDIUM, true, ZERO_FLOW, BLOCKED),
    /** Air in the line, in one bubble or in a day (SR-60). */
    AIR_IN_LINE(MEDIUM, true, ZERO_FLOW, BLOCKED),
    /** The cassette door is open (F-47). */
    HEAD_OPEN(MEDIUM, true, ZERO_FLOW, BLOCKED),
    /** The motor driver is too hot to go on (SR-68). */
    OVER_TEMPERATURE(MEDIUM, true, ZERO_FLOW, BLOCKED),
    /** The cycle is late again and again (SR-35). */
    TICK_OVERRUN(MEDIUM, false, MINIMUM_RATE, BLOCKED),
    /** Paused, and nobody resumed; HIGH and critical at the limit (SR-44, SR-85). */
    PAUSED_TOO_LONG(MEDIUM, false, KEEP_PROGRAM, BLOCKED),
    /** Stopped or idle, and nobody resumed; HIGH and critical at the limit (SR-44, SR-85). */
    STOPPED_TOO_LONG(MEDIUM, false, KEEP_PROGRAM, BLOCKED),
    /** The rolling dose limit is reached; leaves when the window clears (SR-25). */
    MAX_DOSE(LOW, false, MINIMUM_RATE, BLOCKED),
    /** Pressure over its phase-aware baseline: an occlusion may be on its way (SR-57). */
    OCCLUSION_TREND(LOW, false, KEEP_PROGRAM, BLOCKED),
    /** A supply is out of its band (SR-91). */
    SUPPLY_OUT_OF_RANGE(LOW, false, KEEP_PROGRAM, ALLOWED),
    /** Delivery runs on the backup supply (SR-91, SR-92). */
    ON_BACKUP(LOW, false, KEEP_PROGRAM, ALLOWED),
    /** The backup supply is nearly used up (SR-92). */
    BATTERY_LOW(MEDIUM, false, KEEP_PROGRAM, BLOCKED),
    /** The demand button is held down and asks for nothing (SR-73). */
    BUTTON_STUCK(LOW, false, KEEP_PROGRAM, BLOCKED),
    /** Buzzer or lamps failed their test (F-48). */
    ANNUNCIATOR_FAILED(LOW, false, KEEP_PROGRAM, BLOCKED),
    /** The room leaves the conditions in which measurements count (F-31). */
    AMBIENT_EXCURSION(LOW, false, KEEP_PROGRAM, BLOCKED),
    /** UTC jumped against the monotonic clock, which alone drives drug (SR-32, F-38). */
    CLOCK_STEPPED(LOW, false, KEEP_PROGRAM, ALLOWED),
    /**
     * The broker cannot be reached; the pump runs alone (SR-98). Of the host: never in a permit.
     */
    LINK_LOST(LOW, false, KEEP_PROGRAM, ALLOWED),
    /** The journal cannot be written (SR-90). Of the host: never in a permit. */
    LOG_FAILURE(LOW, false, KEEP_PROGRAM, ALLOWED);

    private static final Alarm[] ALL = values();

    private static final long BLOCKING = blocking();

    /** The flow-limiting alarms, as bits. */
    static final long LATCHING = latching();

    private final Priority priority;
    private final boolean critical;
    private final Reaction reaction;
    private final Boluses boluses;

    /** What the alarm does to boluses (SR-27). */
    enum Boluses {
        ALLOWED,
        BLOCKED
    }

    Alarm(Priority priority, boolean critical, Reaction reaction, Boluses boluses) {
        this.priority = priority;
        this.critical = critical;
        this.reaction = reaction;
        this.boluses = boluses;
    }

    /** The priority with which it is raised; {@link Alarms#priority} tells the one it has now. */
    public Priority priority() {
        return priority;
    }

    /**
     * Field class: critical alarms sound two tones, others one an hour (therapy reference 1). As it
     * is raised; {@link Alarms#isCritical} tells what it is now.
     */
    public boolean isCritical() {
        return critical;
    }

    /** True for an alarm that becomes worse when nobody acts on it (therapy reference 5.3). */
    public boolean escalates() {
        return this == PAUSED_TOO_LONG || this == STOPPED_TOO_LONG || this == UNDER_DELIVERY;
    }

    /** The priority before or after it became worse (SR-44). */
    public Priority priority(boolean escalated) {
        return escalated && this != UNDER_DELIVERY ? HIGH : priority;
    }

    /** The field class before or after it became worse (SR-44). */
    public boolean isCritical(boolean escalated) {
        return critical || escalated;
    }

    public Reaction reaction() {
        return reaction;
    }

    /** While it is listed no bolus begins, and one that runs is ended in the same cycle (SR-27). */
    public boolean blocksBoluses() {
        return boluses == Boluses.BLOCKED;
    }

    /** Flow-limiting alarms latch until the cause is gone and the operator acknowledged (SR-80). */
    public boolean latches() {
        return reaction != KEEP_PROGRAM;
    }

    /** An event of the host, outside the permit and the trace: where it runs, not what it pumps. */
    public boolean isOfHost() {
        return this == LINK_LOST || this == LOG_FAILURE;
    }

    private static long blocking() {
        long bits = 0;
        for (Alarm alarm : ALL) {
            bits |= alarm.blocksBoluses() ? alarm.bit() : 0;
        }
        return bits;
    }

    private static long latching() {
        long bits = 0;
        for (Alarm alarm : ALL) {
            bits |= alarm.latches() ? alarm.bit() : 0;
        }
        return bits;
    }

    /** True when one of {@code alarms}, given as bits, blocks boluses. */
    public static boolean blockBoluses(long alarms) {
        return (alarms & BLOCKING) != 0;
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

    /** The names of all alarms, in their order. */
    public static List<String> names() {
        return Arrays.stream(ALL).map(Alarm::name).toList();
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
