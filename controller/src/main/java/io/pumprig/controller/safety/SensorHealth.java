package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.device.Reading;

/**
 * A sensor that is stale, missed three times, out of range or stuck is a fault, not a reading
 * (SR-72). Where it is the only protection for a hazard the reaction is the minimum rate, where
 * another stands beside it the program goes on. An angle that stands still is not judged here: a
 * rotor at rest is just that, and motion is judged by {@link RotorMotion}. Of the motor driver's
 * readings only the age is judged here; what a missed one means, {@link DriverFault} says.
 */
final class SensorHealth implements Interlock {
    private static final int MISSES = 3;
    private static final long NEVER_STUCK = Long.MAX_VALUE;

    /** Three times the period in which each sensor is read, as wired in the rig's schedules. */
    private static final long ENCODER_MAX_AGE_NANOS = 150_000_000L;

    private static final long DOWNSTREAM_MAX_AGE_NANOS = 300_000_000L;
    private static final long RESERVOIR_MAX_AGE_NANOS = 300_000_000L;
    private static final long SLOW_MAX_AGE_NANOS = 900_000_000L;

    /**
     * A question to the driver ends, answered or not, well within this, its retries included; a
     * driver that is silent about even that would blind the second channel unseen.
     */
    private static final long DRIVER_MAX_AGE_NANOS = 900_000_000L;

    private final SafetyLimits limits;

    SensorHealth(SafetyLimits limits) {
        this.limits = limits;
    }

    @Override
    public void judge(Sample sample, Permit permit) {
        if (isBad(sample.rotor(), sample, ENCODER_MAX_AGE_NANOS, NEVER_STUCK)) {
            permit.raise(Alarm.SENSOR_FAULT, Source.ENCODER);
        }
        if (isOld(sample.motion(), sample, DRIVER_MAX_AGE_NANOS)) {
            permit.raise(Alarm.SENSOR_FAULT, Source.STEP_COUNTER);
        }
        if (isOld(sample.drive(), sample, DRIVER_MAX_AGE_NANOS)) {
            permit.raise(Alarm.SENSOR_FAULT, Source.DRIVER_UART);
        }
        long stuck = limits.stuckNanos();
        if (isBad(sample.downstream(), sample, DOWNSTREAM_MAX_AGE_NANOS, stuck)) {
            permit.raise(Alarm.SENSOR_FAULT, Source.DOWNSTREAM_PRESSURE);
        }
        if (isBad(sample.reservoir(), sample, RESERVOIR_MAX_AGE_NANOS, stuck)) {
            permit.raise(Alarm.SENSOR_FAULT, Source.RESERVOIR_SENSOR);
        }
        if (isBad(sample.upstream(), sample, SLOW_MAX_AGE_NANOS, stuck)) {
            permit.raise(Alarm.SENSOR_DEGRADED, Source.UPSTREAM_PRESSURE);
        }
        if (isBad(sample.sensorSupply(), sample, SLOW_MAX_AGE_NANOS, NEVER_STUCK)) {
            permit.raise(Alarm.SENSOR_DEGRADED, Source.SENSOR_SUPPLY);
        }
        if (isBad(sample.motorSupply(), sample, SLOW_MAX_AGE_NANOS, NEVER_STUCK)) {
            permit.raise(Alarm.SENSOR_DEGRADED, Source.MOTOR_SUPPLY);
        }
    }

    private static boolean isBad(
            Reading reading, Sample sample, long maxAgeNanos, long stuckNanos) {
        return isOld(reading, sample, maxAgeNanos)
                || reading.missedInARow() >= MISSES
                || stuckNanos != NEVER_STUCK
                        && reading.rawUnchangedNanos(sample.nanos()) >= stuckNanos;
    }

    private static boolean isOld(Reading reading, Sample sample, long maxAgeNanos) {
        // Nothing can be older than the loop: a sensor gets its three periods from the start on.
        return Math.min(reading.ageNanos(sample.nanos()), sample.sinceStartNanos()) > maxAgeNanos;
    }
}
