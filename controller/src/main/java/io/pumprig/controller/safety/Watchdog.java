package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Gauge;
import io.pumprig.controller.alarm.Gauges;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.sample.Sample;

/**
 * The loop stood still for more than a second (SR-71, F-36): no kick came meanwhile, so the
 * hardware watchdog has released the motor, and where the rotor is now nobody watched. The motor
 * stays stopped until somebody has looked. The time before the first cycle is start-up, not a gap;
 * that the enable does not follow a kick is a {@link DriverFault}, which sees the driver's own pin.
 */
final class Watchdog implements Interlock {
    private static final int PERIODS = 10;

    private final SafetyLimits limits;

    Watchdog(SafetyLimits limits) {
        this.limits = limits;
    }

    @Override
    public void judge(Sample sample, Permit permit) {
        if (sample.elapsedNanos() > standstillNanos(sample)
                && sample.elapsedNanos() != sample.sinceStartNanos()) {
            permit.raise(Alarm.WATCHDOG);
        }
    }

    /** On an emulated board a few slow cycles take longer than a second. */
    private long standstillNanos(Sample sample) {
        return Math.max(limits.host().standstillNanos(), PERIODS * sample.periodNanos());
    }

    /** Tells how far it is from tripping. */
    void measure(Sample sample, Gauges into) {
        into.set(Gauge.GAP, sample.elapsedNanos(), standstillNanos(sample));
    }
}
