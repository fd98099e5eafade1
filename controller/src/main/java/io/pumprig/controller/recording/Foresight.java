package io.pumprig.controller.recording;

import io.pumprig.hal.Outcome;
import java.util.Arrays;

/**
 * What a frame most probably holds, given the one before and the places of its own that come first:
 * a field that is as foreseen costs nothing in a recording. Who writes and who reads foresee the
 * same, so the rules here are part of the format. One thread.
 */
final class Foresight {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final Sensor[] SENSORS = Sensor.values();

    /** How a field is foreseen. */
    private enum Rule {
        /** As before. */
        SAME,
        /** One more. */
        NEXT,
        /** A period later. */
        PERIOD,
        /** Later by what the monotonic time grew, in whole milliseconds. */
        MILLIS,
        /** True once it was taken. */
        EVER_TAKEN,
        /** As old, when the sample is stamped, as the last one was. */
        TAKEN_AT,
        /** None after a value was taken, else one more for each attempt. */
        MISSED,
        /** As the value that is the raw code too. */
        RAW,
        /** When a raw code that changed was taken. */
        RAW_SINCE,
        /** Further by as much as the angle. */
        TRAVEL
    }

    private final long periodNanos;
    private final Rule[] rules = new Rule[FrameLayout.SIZE];

    /** The sensor of each field that is one's. */
    private final Sensor[] sensors = new Sensor[FrameLayout.SIZE];

    private final long[] before = new long[FrameLayout.SIZE];
    private final long[] ageNanos = new long[SENSORS.length];

    /**
     * @param periodNanos the session's cycle
     */
    Foresight(long periodNanos) {
        this.periodNanos = periodNanos;
        Arrays.fill(rules, Rule.SAME);
        rules[Call.NANOS.field()] = Rule.PERIOD;
        rules[Call.UTC_MILLIS.field()] = Rule.MILLIS;
        rules[Decision.CYCLE.field()] = Rule.NEXT;
        for (Sensor sensor : SENSORS) {
            int begin = sensor.field();
            for (int i = 0; i < sensor.size(); i++) {
                sensors[begin + i] = sensor;
            }
            rules[begin + Sensor.EVER_TAKEN] = Rule.EVER_TAKEN;
            rules[begin + Sensor.TAKEN_AT] = Rule.TAKEN_AT;
            rules[begin + Sensor.MISSED] = Rule.MISSED;
            rules[begin + sensor.raw()] = Rule.RAW;
            rules[begin + sensor.raw() + 1] = Rule.RAW_SINCE;
        }
        rules[Sensor.ROTOR.field() + Sensor.VALUES + 1] = Rule.TRAVEL;
    }

    /**
     * What {@code field} is foreseen to be, where all places of {@code now} before it are known.
     */
    long of(int field, long[] now) {
        return switch (rules[field]) {
            case SAME -> before[field];
            case NEXT -> before[field] + 1;
            case PERIOD -> before[field] + periodNanos;
            case MILLIS -> before[field] + millisSince(now);
            case TRAVEL -> before[field] + now[field - 1] - before[field - 1];
            default -> ofSensor(field, sensors[field], now);
        };
    }

    /** To the nearest millisecond. */
    private long millisSince(long[] now) {
        int nanos = Call.NANOS.field();
        return Math.floorDiv(now[nanos] - before[nanos] + NANOS_PER_MILLI / 2, NANOS_PER_MILLI);
    }

    private long ofSensor(int field, Sensor sensor, long[] now) {
        int begin = sensor.field();
        boolean taken = isTaken(begin, now);
        return switch (rules[field]) {
            case EVER_TAKEN -> taken ? 1 : before[field];
            case TAKEN_AT ->
                    taken ? now[Call.NANOS.field()] - ageNanos[sensor.ordinal()] : before[field];
            case MISSED ->
                    taken
                            ? 0
                            : before[field]
                                    + now[begin + Sensor.ATTEMPTS]
                                    - before[begin + Sensor.ATTEMPTS];
            case RAW ->
                    taken && sensor.rawValue() != Sensor.NONE
                            ? now[begin + sensor.rawValue()]
                            : before[field];
            default ->
                    taken && isChanged(begin, sensor, now)
                            ? now[begin + Sensor.TAKEN_AT]
                            : before[field];
        };
    }

    private boolean isTaken(int begin, long[] now) {
        return now[begin + Sensor.ATTEMPTS] != before[begin + Sensor.ATTEMPTS]
                && now[begin + Sensor.OUTCOME] == Outcome.OK.ordinal();
    }

    private boolean isChanged(int begin, Sensor sensor, long[] now) {
        return now[begin + sensor.raw()] != before[begin + sensor.raw()]
                || before[begin + Sensor.EVER_TAKEN] == 0;
    }

    /** The frame is known: the next one is foreseen from here. */
    void saw(long[] now) {
        for (Sensor sensor : SENSORS) {
            int begin = sensor.field();
            if (isTaken(begin, now)) {
                ageNanos[sensor.ordinal()] = now[Call.NANOS.field()] - now[begin + Sensor.TAKEN_AT];
            }
        }
        System.arraycopy(now, 0, before, 0, before.length);
    }
}
