package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.AlarmTimes;
import io.pumprig.controller.alarm.Gauge;
import io.pumprig.controller.alarm.Gauges;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.sample.Sample;
import java.util.function.Supplier;

/**
 * A pump that is paused or delivers nothing reminds, and becomes critical (SR-44): whoever ordered
 * it may have forgotten, and withdrawal begins unseen. What counts is the time since the pump last
 * followed a program: to change from paused to stopped and back is no therapy and begins nothing
 * anew.
 */
final class DwellTime implements Interlock {
    private final Supplier<Mode> mode;
    private final AlarmTimes times;
    private boolean dwells;
    private long sinceNanos;

    DwellTime(Supplier<Mode> mode, AlarmTimes times) {
        this.mode = mode;
        this.times = times;
    }

    @Override
    public void judge(Sample sample, Permit permit) {
        Mode now = mode.get();
        boolean paused = now == Mode.PAUSED;
        if (!paused && !now.isSilent()) {
            dwells = false;
            return;
        }
        if (!dwells) {
            dwells = true;
            sinceNanos = sample.nanos();
        }
        long nanos = sample.nanos() - sinceNanos;
        if (nanos >= times.remindNanos()) {
            Alarm reminder = paused ? Alarm.PAUSED_TOO_LONG : Alarm.STOPPED_TOO_LONG;
            permit.raise(reminder);
            if (nanos >= times.criticalNanos()) {
                permit.escalate(reminder);
            }
        }
    }

    /** Tells how far it is from tripping. */
    void measure(Sample sample, Gauges into) {
        Mode now = mode.get();
        long nanos = dwells ? sample.nanos() - sinceNanos : 0;
        into.set(Gauge.PAUSED, now == Mode.PAUSED ? nanos : 0, times.remindNanos());
        into.set(Gauge.STOPPED, now.isSilent() ? nanos : 0, times.remindNanos());
    }
}
