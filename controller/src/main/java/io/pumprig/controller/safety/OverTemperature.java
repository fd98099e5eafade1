package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Gauge;
import io.pumprig.controller.alarm.Gauges;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.sample.Sample;

/**
 * The driver warns of its own heat (SR-68, F-32): the state shows it at once, and when it lasts for
 * ten seconds the pump stops, before the driver shuts its bridges down by itself (SR-67). The only
 * temperature of the pump that this rig can see; the chip warns at 120 C, so the 55 C of SR-68 are
 * passed by then whatever the case.
 */
final class OverTemperature implements Interlock {
    private final SafetyLimits limits;
    private boolean warm;
    private long warmSinceNanos;

    OverTemperature(SafetyLimits limits) {
        this.limits = limits;
    }

    @Override
    public void judge(Sample sample, Permit permit) {
        if (!sample.drive().isTemperatureWarning()) {
            warm = false;
            return;
        }
        if (!warm) {
            warm = true;
            warmSinceNanos = sample.nanos();
        }
        if (sample.nanos() - warmSinceNanos >= limits.host().hotNanos()) {
            permit.raise(Alarm.OVER_TEMPERATURE);
        }
    }

    /** Tells how far it is from tripping. */
    void measure(Sample sample, Gauges into) {
        into.set(Gauge.HOT, warm ? sample.nanos() - warmSinceNanos : 0, limits.host().hotNanos());
    }
}
