package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Gauge;
import io.pumprig.controller.alarm.Gauges;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.sample.Sample;

/**
 * Air at the bubble detector or in the flow cell (SR-60, F-05, F-06): a detector knows presence
 * only, so a bubble's volume is what was commanded while it was seen. One bubble of 10 uL stops,
 * and so does any that passes once 50 uL have passed in 24 h. Where the air has gone the cause is
 * gone: what to do about it is for the operator, who has to acknowledge.
 */
final class AirInLine implements Interlock {
    private static final int BUCKETS = 24;
    private static final long BUCKET_NANOS = 3_600_000_000_000L;

    /** What {@link #save} writes: the hours, which of them is now, and how old that is. */
    static final int SAVED_LONGS = BUCKETS + 3;

    private final SafetyLimits limits;
    private final long singleMicrosteps;
    private final long dailyMicrosteps;

    /** Microsteps that brought air, hour by hour; the day is the hours that are full, and this. */
    private final long[] hourly = new long[BUCKETS + 1];

    private int hour;
    private long hourSinceNanos;
    private long daily;
    private long bubble;
    private long seenMicrosteps;
    private boolean begun;

    AirInLine(SafetyLimits limits) {
        this.limits = limits;
        singleMicrosteps = limits.head().microstepsWithin(limits.air().singlePicolitres());
        dailyMicrosteps = limits.head().microstepsWithin(limits.air().dailyPicolitres());
    }

    @Override
    public void judge(Sample sample, Permit permit) {
        if (sample.bubble().airInLine() || sample.flow().isAirInLine()) {
            pass(sample, permit);
        } else {
            bubble = 0;
            begun = false;
        }
    }

    private void pass(Sample sample, Permit permit) {
        roll(sample.nanos());
        long passed = begun ? sample.sentMicrosteps() - seenMicrosteps : 0;
        begun = true;
        seenMicrosteps = sample.sentMicrosteps();
        bubble += passed;
        hourly[hour] += passed;
        daily += passed;
        if (bubble >= singleMicrosteps || daily >= dailyMicrosteps) {
            permit.raise(Alarm.AIR_IN_LINE);
        }
    }

    /** Tells how far it is from tripping. */
    void measure(Gauges into) {
        into.set(Gauge.BUBBLE, limits.head().picolitresOf(bubble), limits.air().singlePicolitres());
        into.set(
                Gauge.AIR_OF_THE_DAY,
                limits.head().picolitresOf(daily),
                limits.air().dailyPicolitres());
    }

    /** Writes the day into {@code into}, which has {@link #SAVED_LONGS}. Allocates nothing. */
    void save(long[] into, long nowNanos) {
        System.arraycopy(hourly, 0, into, 0, hourly.length);
        into[hourly.length] = hour;
        into[hourly.length + 1] = daily == 0 ? 0 : nowNanos - hourSinceNanos;
    }

    /**
     * Goes on with a day that was saved {@code stoppedNanos} ago. What was in the detector then is
     * a bubble of its own.
     */
    void restore(long[] from, long nowNanos, long stoppedNanos) {
        System.arraycopy(from, 0, hourly, 0, hourly.length);
        hour = (int) from[hourly.length];
        hourSinceNanos = nowNanos - from[hourly.length + 1] - stoppedNanos;
        daily = 0;
        for (int i = 0; i < hourly.length; i++) {
            daily += hourly[i];
        }
        roll(nowNanos);
    }

    private void roll(long nowNanos) {
        if (daily == 0) {
            hourSinceNanos = nowNanos;
        }
        for (int i = 0; i < hourly.length && nowNanos - hourSinceNanos >= BUCKET_NANOS; i++) {
            hourSinceNanos += BUCKET_NANOS;
            hour = (hour + 1) % hourly.length;
            daily -= hourly[hour];
            hourly[hour] = 0;
        }
        if (nowNanos - hourSinceNanos >= BUCKET_NANOS) {
            hourSinceNanos = nowNanos;
        }
    }
}
