package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.AlarmTimes;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.sample.Sample;

/**
 * An under-delivery that lasts becomes critical (therapy reference 5.3): flow is kept, so that time
 * alone tells whether anybody acts. Judged after the interlocks that raise it.
 */
final class UnresolvedTime implements Interlock {
    private final AlarmTimes times;
    private boolean present;
    private long sinceNanos;

    UnresolvedTime(AlarmTimes times) {
        this.times = times;
    }

    @Override
    public void judge(Sample sample, Permit permit) {
        boolean now = (permit.raised() & Alarm.UNDER_DELIVERY.bit()) != 0;
        if (now && !present) {
            sinceNanos = sample.nanos();
        }
        present = now;
        if (now && sample.nanos() - sinceNanos >= times.unresolvedNanos()) {
            permit.escalate(Alarm.UNDER_DELIVERY);
        }
    }
}
