package io.pumprig.controller.alarm;

/**
 * What an interlock measures before it trips, so that a client can show how far a hazard is away.
 * An alarm that is there or not, such as an emergency stop, has none.
 */
public enum Gauge {
    LINE_PRESSURE(Alarm.OCCLUSION_DOWNSTREAM, "line pressure", "kPa", 3),
    LINE_STORES(Alarm.OCCLUSION_DOWNSTREAM, "stored in the line", "uL", 6),
    PRESSURE_TREND(Alarm.OCCLUSION_TREND, "rise of a minute's mean", "kPa", 6),
    SUCTION(Alarm.OCCLUSION_UPSTREAM, "suction that flow does not explain", "kPa", 3),
    UNCOMMANDED(Alarm.MOTOR_RUNAWAY, "motion that nobody sent", "microsteps", 0),
    ALLOWANCE(Alarm.OVER_DELIVERY, "motion beyond the program", "uL", 6),
    FLOW_ABOVE(Alarm.OVER_DELIVERY, "flow sensor above what was sent", "%", 1),
    FLOW_BELOW(Alarm.UNDER_DELIVERY, "flow sensor below what was sent", "%", 1),
    STROKES(Alarm.UNDER_DELIVERY, "pulse of a stroke, of the usual", "%", 1, true),
    FREE_FLOW(Alarm.FREE_FLOW, "flow that nobody pushed", "uL", 6),
    TURNED_BACK(Alarm.REVERSE_FLOW, "rotor behind its furthest", "encoder counts", 0),
    FLOWED_BACK(Alarm.REVERSE_FLOW, "flowed back", "uL", 6),
    STANDS(Alarm.MOTOR_STALL, "sent while the rotor stands", "microsteps", 0),
    LAGS(Alarm.MISSED_STEPS, "rotor behind what was sent", "encoder counts", 0),
    UNSEEN(Alarm.DRIVER_FAULT, "sent and not counted by MSCNT", "microsteps", 0),
    HOT(Alarm.OVER_TEMPERATURE, "driver warns of its heat", "s", 9),
    RESERVOIR_EMPTY(Alarm.RESERVOIR_EMPTY, "content", "mL", 9, true),
    RESERVOIR_LOW(Alarm.RESERVOIR_LOW, "content", "mL", 9, true),
    RESERVOIR_OVERFILL(Alarm.RESERVOIR_OVERFILL, "content", "mL", 9),
    RESERVOIR_GAP(Alarm.RESERVOIR_DISCREPANCY, "between ledger and weight", "mL", 9),
    BUBBLE(Alarm.AIR_IN_LINE, "this bubble", "uL", 6),
    AIR_OF_THE_DAY(Alarm.AIR_IN_LINE, "air in 24 h", "uL", 6),
    SENSOR_AGE(Alarm.SENSOR_FAULT, "oldest reading, of what it may be", "%", 1),
    SPARE_SENSOR_AGE(Alarm.SENSOR_DEGRADED, "oldest reading, of what it may be", "%", 1),
    SENSOR_SUPPLY(Alarm.SUPPLY_OUT_OF_RANGE, "sensor supply off its middle", "V", 3),
    MOTOR_SUPPLY(Alarm.SUPPLY_OUT_OF_RANGE, "motor supply off its middle", "V", 3),
    LATE_IN_A_ROW(Alarm.TICK_OVERRUN, "late cycles in a row", "cycles", 0),
    GAP(Alarm.WATCHDOG, "since the cycle before", "ms", 6),
    PAUSED(Alarm.PAUSED_TOO_LONG, "paused", "s", 9),
    STOPPED(Alarm.STOPPED_TOO_LONG, "stopped", "s", 9);

    private static final Gauge[] ALL = values();

    private final Alarm alarm;
    private final String measure;
    private final String unit;
    private final int decimals;
    private final boolean tripsBelow;

    Gauge(Alarm alarm, String measure, String unit, int decimals) {
        this(alarm, measure, unit, decimals, false);
    }

    Gauge(Alarm alarm, String measure, String unit, int decimals, boolean tripsBelow) {
        this.alarm = alarm;
        this.measure = measure;
        this.unit = unit;
        this.decimals = decimals;
        this.tripsBelow = tripsBelow;
    }

    /** What it trips. */
    public Alarm alarm() {
        return alarm;
    }

    /** What is measured, in a few words. */
    public String measure() {
        return measure;
    }

    /** Unit of {@link Gauges#value} divided by ten to the power of {@link #decimals()}. */
    public String unit() {
        return unit;
    }

    /** How many digits of a value stand behind the point. */
    public int decimals() {
        return decimals;
    }

    /** True when it trips below the mark, false above. */
    public boolean tripsBelow() {
        return tripsBelow;
    }

    /** How many there are. */
    public static int count() {
        return ALL.length;
    }

    /** The gauge with that {@link #ordinal()}. */
    public static Gauge of(int ordinal) {
        return ALL[ordinal];
    }
}
