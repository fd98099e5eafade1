package io.pumprig.controller.alarm;

/** Which part an alarm speaks of, where one alarm covers several. At most 31, kept as bits. */
public enum Source {
    ENCODER("encoder"),
    DOWNSTREAM_PRESSURE("downstream-pressure"),
    UPSTREAM_PRESSURE("upstream-pressure"),
    RESERVOIR_SENSOR("reservoir-sensor"),
    SENSOR_SUPPLY("sensor-supply"),
    MOTOR_SUPPLY("motor-supply"),
    DRIVER_UART("driver-uart"),
    DRIVER_FAULT_PIN("driver-fault-pin"),
    DRIVER_OVER_TEMPERATURE("driver-over-temperature"),
    DRIVER_SHORT("driver-short"),
    DRIVER_UNDERVOLTAGE("driver-undervoltage"),
    DRIVER_RESET("driver-reset"),
    STEP_OUTPUT("step-output"),
    STEP_COUNTER("step-counter"),
    LINE("line"),
    FLOW_SENSOR("flow-sensor"),
    BUBBLE_DETECTOR("bubble-detector"),
    PROGRAM("program"),
    STORAGE("storage"),
    CLOCK("clock"),
    ENABLE_WATCHDOG("enable-watchdog"),
    RED_LAMP("red-lamp"),
    AMBER_LAMP("amber-lamp"),
    GREEN_LAMP("green-lamp"),
    SOUNDER("sounder");

    private static final Source[] ALL = values();

    private final String label;

    Source(String label) {
        this.label = label;
    }

    /** The name in messages and reports. */
    public String label() {
        return label;
    }

    /** The source with that {@link #ordinal()}. */
    public static Source of(int ordinal) {
        return ALL[ordinal];
    }

    /** The bit of this source. */
    public int bit() {
        return 1 << ordinal();
    }

    /**
     * The labels of the set bits, separated by commas; empty for none. Allocates: not in the cycle.
     */
    public static String labels(int bits) {
        StringBuilder names = new StringBuilder();
        for (Source source : ALL) {
            if ((bits & source.bit()) != 0) {
                names.append(names.length() == 0 ? "" : ",").append(source.label);
            }
        }
        return names.toString();
    }
}
