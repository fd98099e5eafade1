package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.sample.Sample;

/**
 * The calendar jumped against the monotonic clock (SR-32, F-38): time was set, by a person or by a
 * server. Drug follows the monotonic clock and nothing changes; the jump is told, with its size in
 * milliseconds, and stays listed for a minute. A clock that is drawn in gently, 500 ppm at most, is
 * 5 us in a cycle.
 */
final class ClockStep implements Interlock {
    private static final long SHOWN_NANOS = 60_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final SafetyLimits limits;
    private final EventRing events;
    private boolean begun;
    private long utcMillis;
    private boolean stepped;
    private long steppedNanos;

    ClockStep(SafetyLimits limits, EventRing events) {
        this.limits = limits;
        this.events = events;
    }

    @Override
    public void judge(Sample sample, Permit permit) {
        long passedMillis = sample.utcMillis() - utcMillis;
        utcMillis = sample.utcMillis();
        if (begun) {
            look(passedMillis, sample);
        }
        begun = true;
        if (stepped) {
            permit.raise(Alarm.CLOCK_STEPPED);
        }
    }

    private void look(long passedMillis, Sample sample) {
        // A calendar set by centuries must not overflow; its jump is large enough in milliseconds.
        long jumpMillis = passedMillis - sample.elapsedNanos() / NANOS_PER_MILLI;
        if (Math.abs(jumpMillis) > limits.host().clockStepNanos() / NANOS_PER_MILLI) {
            stepped = true;
            steppedNanos = sample.nanos();
            events.add(
                    EventKind.OVERRUN,
                    sample.cycle(),
                    sample.nanos(),
                    "calendar",
                    "stepped",
                    jumpMillis,
                    null);
        } else if (stepped && sample.nanos() - steppedNanos > SHOWN_NANOS) {
            stepped = false;
        }
    }
}
