package io.pumprig.controller.trend;

import java.util.Locale;

/**
 * What a row of a trend says, each in a column of its own; the unit is the last word of the name.
 * Sums are those at the row's last cycle, everything else is of the row's time.
 */
public enum TrendColumn {
    /** The rig's monotonic time of the last cycle. */
    NANOS(true, "ns"),
    /** Its calendar. */
    UTC_MILLIS(true, "ms since 1970"),
    /** Number of the last cycle. */
    CYCLE(true, ""),
    /** Drug ordered so far. */
    ORDERED_PICOGRAMS(true, "pg"),
    /** Drug that the controller believes to have left the tip. */
    BELIEVED_PICOGRAMS(true, "pg"),
    /** Ordered so far. */
    ORDERED_MICROSTEPS(true, "microsteps"),
    /** Sent to the motor so far. */
    DELIVERED_MICROSTEPS(true, "microsteps"),
    /** Of these: the rotor did not move. */
    NOT_MOVED_MICROSTEPS(false, "microsteps"),
    /** Of the delivered: nobody saw them. */
    UNCERTAIN_MICROSTEPS(false, "microsteps"),
    /** Dose rate that the last cycle let through. */
    RATE_PICOGRAMS_PER_DAY(false, "pg/day"),
    /** Place of the mode in the list of modes at the head of the file. */
    MODE(false, ""),
    /** Place of the strictest reaction in the list of reactions. */
    REACTION(false, ""),
    /** Alarms that were listed in some cycle, bits in the order of the list of alarms. */
    LISTED_ALARMS(false, "bits"),
    /** Alarms that some cycle raised. */
    RAISED_ALARMS(false, "bits"),
    LEAST_DOWNSTREAM_PASCALS(false, "Pa"),
    MEAN_DOWNSTREAM_PASCALS(false, "Pa"),
    MOST_DOWNSTREAM_PASCALS(false, "Pa"),
    LEAST_UPSTREAM_PASCALS(false, "Pa"),
    MEAN_UPSTREAM_PASCALS(false, "Pa"),
    MOST_UPSTREAM_PASCALS(false, "Pa"),
    /** By the flow sensor, where air did not spoil it. */
    MEAN_FLOW_PICOLITRES_PER_MINUTE(false, "pL/min"),
    /** By weight. */
    MEAN_RESERVOIR_PICOLITRES(false, "pL"),
    /** How late the latest cycle began. */
    MOST_LATE_NANOS(false, "ns"),
    /** What the simulated plant knows: volume that left the tip so far. */
    TRUE_TIP_PICOLITRES(true, "pL"),
    /** Drug in it. */
    TRUE_TIP_PICOGRAMS(true, "pg"),
    /** Pressure in the line. */
    TRUE_LINE_PASCALS(false, "Pa"),
    /** What the reservoir holds. */
    TRUE_RESERVOIR_PICOLITRES(true, "pL");

    /** Stands in a column for what was not measured, or is not known on a bench. */
    public static final long ABSENT = Integer.MIN_VALUE;

    private static final TrendColumn[] ALL = values();

    private final boolean rises;
    private final String unit;

    /**
     * @param rises whether it goes on as it went: its change is foreseen, not its value
     */
    TrendColumn(boolean rises, String unit) {
        this.rises = rises;
        this.unit = unit;
    }

    /** Its name in the file. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What its numbers count; empty for a number or a place. */
    public String unit() {
        return unit;
    }

    boolean rises() {
        return rises;
    }

    /** How many there are; behind them stand the counts of {@link Lateness}. */
    static int count() {
        return ALL.length;
    }
}
