package io.pumprig.controller.recording;

/**
 * The places of a frame, which is one cycle as whole numbers: its kind, how many orders it took,
 * what was answered to each {@link Call}, the state of each {@link Sensor}, each {@link Decision}.
 * The order is part of the format.
 */
public final class FrameLayout {
    /** Which {@code FrameKind} it is. */
    static final int KIND = 0;

    /** How many orders the cycle took. */
    static final int ORDERS = 1;

    /** Where calls begin. */
    static final int CALLS = 2;

    private static final Sensor[] SENSORS = Sensor.values();
    private static final int[] BEGINS = begins();

    /** Where decisions begin. */
    static final int DECISIONS = BEGINS[SENSORS.length];

    /** How many places there are. */
    public static final int SIZE = DECISIONS + Decision.count();

    private FrameLayout() {}

    private static int[] begins() {
        int[] begins = new int[SENSORS.length + 1];
        begins[0] = CALLS + Call.count();
        for (int i = 0; i < SENSORS.length; i++) {
            begins[i + 1] = begins[i] + SENSORS[i].size();
        }
        return begins;
    }

    static int begin(Sensor sensor) {
        return BEGINS[sensor.ordinal()];
    }
}
