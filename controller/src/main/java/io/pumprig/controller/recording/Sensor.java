package io.pumprig.controller.recording;

/** A reading of the cycle's sample, and where its state begins in a frame. */
public enum Sensor {
    DOWNSTREAM(1, Sensor.NONE),
    UPSTREAM(1, Sensor.NONE),
    SENSOR_SUPPLY(1, Sensor.NONE),
    MOTOR_SUPPLY(1, Sensor.NONE),
    ROTOR(2, 0),
    RESERVOIR(1, Sensor.NONE),
    MOTION(3, 2),
    DRIVE(3, Sensor.NONE),
    FLOW(5, Sensor.NONE),
    BUBBLE(3, Sensor.NONE),
    BUTTON(3, Sensor.NONE);

    /** Stands for no value. */
    static final int NONE = -1;

    /** Places of a reading's state, in the order in which a reading writes it down. */
    static final int ATTEMPTS = 0;

    static final int OUTCOME = 1;
    static final int EVER_TAKEN = 2;
    static final int TAKEN_AT = 3;
    static final int MISSED = 4;
    static final int VALUES = 5;

    /** Raw code and its age behind the values. */
    private static final int BEHIND = 2;

    private final int values;
    private final int rawValue;

    /**
     * @param values how many values it has of its own
     * @param rawValue which of them is the raw code too
     */
    Sensor(int values, int rawValue) {
        this.values = values;
        this.rawValue = rawValue;
    }

    /** Places that its state takes. */
    int size() {
        return VALUES + values + BEHIND;
    }

    /** Where its state begins in a frame. */
    int field() {
        return FrameLayout.begin(this);
    }

    /** Where its raw code stands in its state. */
    int raw() {
        return VALUES + values;
    }

    /** Where the value stands that its raw code is equal to, or {@link #NONE}. */
    int rawValue() {
        return rawValue == NONE ? NONE : VALUES + rawValue;
    }
}
