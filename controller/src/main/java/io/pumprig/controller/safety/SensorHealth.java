package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Gauge;
import io.pumprig.controller.alarm.Gauges;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.device.Reading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A sensor that is stale, missed three times, out of range or stuck is a fault, not a reading
 * (SR-72). Where it is the only protection for a hazard the reaction is the minimum rate, where
 * another stands beside it the program goes on. An angle that stands still is not judged here: a
 * rotor at rest is just that, and motion is judged by {@link RotorMotion}. Of the motor driver's
 * readings only the age is judged here; what a missed one means, {@link DriverFault} says.
 */
final class SensorHealth implements Interlock {
    private static final int MISSES = 3;

    /** However slow the cycle is, a reading may miss its turn twice. */
    private static final int TURNS = 3;

    /** Cycles from one turn of a reading to the next, where the cycle alone sets the pace. */
    private static final int EVERY_CYCLE = 1;

    private static final int DOWNSTREAM_CYCLES = 2;
    private static final int BUBBLE_CYCLES = 2;
    private static final int DRIVER_CYCLES = 4;
    private static final int SLOW_CYCLES = 6;

    private static final int NEVER_MISSES = Integer.MAX_VALUE;
    private static final long NEVER_STUCK = Long.MAX_VALUE;

    /** Three times the period in which each sensor is read, as wired in the rig's schedules. */
    private static final long ENCODER_MAX_AGE_NANOS = 150_000_000L;

    /** While its bus is being freed. */
    private static final long ENCODER_MAX_BLIND_NANOS = 500_000_000L;

    private static final long DOWNSTREAM_MAX_AGE_NANOS = 300_000_000L;
    private static final long RESERVOIR_MAX_AGE_NANOS = 300_000_000L;
    private static final long FLOW_MAX_AGE_NANOS = 300_000_000L;

    /** While the detector tests itself its value stands: two answers of 50 ms and some cycles. */
    private static final long BUBBLE_MAX_AGE_NANOS = 200_000_000L;

    private static final long SLOW_MAX_AGE_NANOS = 900_000_000L;

    /**
     * A question to the driver ends, answered or not, well within this, its retries included; a
     * driver that is silent about even that would blind the second channel unseen.
     */
    private static final long DRIVER_MAX_AGE_NANOS = 900_000_000L;

    private final SafetyLimits limits;

    /** One line for each sensor; made of the first sample, since the readings stay the same. */
    private Watch[] watches;

    /** When the readings were last gone through, and how long they stay sound by themselves. */
    private long judgedNanos;

    private long soundNanos = -1;

    SensorHealth(SafetyLimits limits) {
        this.limits = limits;
    }

    /** What makes one reading a fault, and how that is called. */
    private record Watch(
            Reading reading,
            long maxAgeNanos,
            int cycles,
            int misses,
            long stuckNanos,
            Alarm alarm,
            Source source) {

        /** How much of the time that it may be old, or the same, is used up, in permille. */
        long usedPermille(Sample sample) {
            long age = Math.min(reading.ageNanos(sample.nanos()), sample.sinceStartNanos());
            long unchanged = reading.rawUnchangedNanos(sample.nanos());
            return Math.min(
                    1_000,
                    Math.max(
                            permille(age, allowedNanos(sample)),
                            stuckNanos == NEVER_STUCK ? 0 : permille(unchanged, stuckNanos)));
        }

        /** Of times that may be as long as a long can hold. */
        private static long permille(long part, long whole) {
            return part / (whole / 1_000);
        }

        private long allowedNanos(Sample sample) {
            return Math.max(maxAgeNanos, TURNS * cycles * sample.periodNanos());
        }

        /** Nanoseconds for which it stays sound if nothing is missed; negative when it is not. */
        long soundFor(Sample sample) {
            if (reading.missedInARow() >= misses) {
                return -1;
            }
            // Nothing can be older than the loop: each gets its time from the start on.
            long age = Math.min(reading.ageNanos(sample.nanos()), sample.sinceStartNanos());
            long unchanged = reading.rawUnchangedNanos(sample.nanos());
            return Math.min(allowedNanos(sample) - age, stuckNanos - 1 - unchanged);
        }
    }

    private Watch[] watches(Sample sample) {
        long stuck = limits.host().stuckNanos();
        List<Watch> all = new ArrayList<>();
        if (sample.isFlowFitted()) {
            all.add(only(sample.flow(), FLOW_MAX_AGE_NANOS, NEVER_STUCK, Source.FLOW_SENSOR));
        }
        if (sample.isBubbleFitted()) {
            all.add(
                    only(
                            sample.bubble(),
                            BUBBLE_MAX_AGE_NANOS,
                            BUBBLE_CYCLES,
                            NEVER_STUCK,
                            Source.BUBBLE_DETECTOR));
        }
        Collections.addAll(
                all,
                only(sample.rotor(), ENCODER_MAX_AGE_NANOS, NEVER_STUCK, Source.ENCODER),
                only(
                        sample.downstream(),
                        DOWNSTREAM_MAX_AGE_NANOS,
                        DOWNSTREAM_CYCLES,
                        stuck,
                        Source.DOWNSTREAM_PRESSURE),
                only(sample.reservoir(), RESERVOIR_MAX_AGE_NANOS, stuck, Source.RESERVOIR_SENSOR),
                driver(sample.motion(), Source.STEP_COUNTER),
                driver(sample.drive(), Source.DRIVER_UART),
                redundant(sample.upstream(), stuck, Source.UPSTREAM_PRESSURE),
                redundant(sample.sensorSupply(), NEVER_STUCK, Source.SENSOR_SUPPLY),
                redundant(sample.motorSupply(), NEVER_STUCK, Source.MOTOR_SUPPLY));
        return all.toArray(Watch[]::new);
    }

    /** The only protection against a hazard. */
    private static Watch only(Reading reading, long maxAgeNanos, long stuckNanos, Source source) {
        return only(reading, maxAgeNanos, EVERY_CYCLE, stuckNanos, source);
    }

    private static Watch only(
            Reading reading, long maxAgeNanos, int cycles, long stuckNanos, Source source) {
        return new Watch(
                reading, maxAgeNanos, cycles, MISSES, stuckNanos, Alarm.SENSOR_FAULT, source);
    }

    private static Watch driver(Reading reading, Source source) {
        return new Watch(
                reading,
                DRIVER_MAX_AGE_NANOS,
                DRIVER_CYCLES,
                NEVER_MISSES,
                NEVER_STUCK,
                Alarm.SENSOR_FAULT,
                source);
    }

    private static Watch redundant(Reading reading, long stuckNanos, Source source) {
        return new Watch(
                reading,
                SLOW_MAX_AGE_NANOS,
                SLOW_CYCLES,
                MISSES,
                stuckNanos,
                Alarm.SENSOR_DEGRADED,
                source);
    }

    /**
     * Each reading says how long it stays sound if nothing is missed; until the first of these
     * times is over, and as long as nothing was missed, there is nothing to find.
     */
    @Override
    public void judge(Sample sample, Permit permit) {
        if (sample.nanos() - judgedNanos > soundNanos || isSomethingMissed(sample)) {
            goThrough(sample, permit);
        }
    }

    /** Tells how far it is from tripping. */
    void measure(Sample sample, Gauges into) {
        if (watches == null) {
            return;
        }
        long only = 0;
        long spare = 0;
        for (int i = 0; i < watches.length; i++) {
            long used = watches[i].usedPermille(sample);
            if (watches[i].alarm == Alarm.SENSOR_FAULT) {
                only = Math.max(only, used);
            } else {
                spare = Math.max(spare, used);
            }
        }
        into.set(Gauge.SENSOR_AGE, only, 1_000);
        into.set(Gauge.SPARE_SENSOR_AGE, spare, 1_000);
    }

    private void goThrough(Sample sample, Permit permit) {
        if (watches == null) {
            watches = watches(sample);
        }
        judgedNanos = sample.nanos();
        long soundest = Long.MAX_VALUE;
        for (int i = 0; i < watches.length; i++) {
            Watch watch = watches[i];
            long sound = watch.soundFor(sample);
            if (sound < 0) {
                Alarm alarm = isBeingFreed(watch, sample) ? Alarm.SENSOR_DEGRADED : watch.alarm;
                permit.raise(alarm, watch.source);
            }
            soundest = Math.min(soundest, sound);
        }
        soundNanos = soundest;
    }

    /**
     * A held bus gets one recovery before it is a fault (F-41), of 2 s at most. The encoder, the
     * only proof of motion, has to be back before: in 500 ms the ceiling of 1000 uL/h (SR-07) moves
     * 0.14 uL that it does not see, in 2 s 0.56 uL, where 2 uL is the most that may go unknown
     * (SR-37, SR-38). The driver's counter goes on meanwhile.
     */
    private static boolean isBeingFreed(Watch watch, Sample sample) {
        if (watch.source == Source.ENCODER
                && watch.reading.ageNanos(sample.nanos()) > ENCODER_MAX_BLIND_NANOS) {
            return false;
        }
        return sample.isBusRecovering()
                && watch.source != Source.STEP_COUNTER
                && watch.source != Source.DRIVER_UART
                && watch.source != Source.BUBBLE_DETECTOR;
    }

    private static boolean isSomethingMissed(Sample sample) {
        return (sample.rotor().missedInARow()
                        | sample.downstream().missedInARow()
                        | sample.reservoir().missedInARow()
                        | sample.upstream().missedInARow()
                        | sample.sensorSupply().missedInARow()
                        | sample.motorSupply().missedInARow()
                        | sample.flow().missedInARow()
                        | sample.bubble().missedInARow())
                != 0;
    }
}
