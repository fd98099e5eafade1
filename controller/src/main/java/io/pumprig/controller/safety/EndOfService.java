package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.sample.Sample;

/**
 * The pump is worn out at a date that is known (SR-94): for 90 days before it an event a day, and
 * the state, announce the stop; at the date it comes. The date is turned into a time of the
 * monotonic clock once, at the start, so that no step of the calendar stops a therapy or lets one
 * go on (SR-32).
 */
final class EndOfService implements Interlock {
    /** Time before the stop in which it is announced. */
    static final long ANNOUNCED_DAYS = 90;

    private static final long NANOS_PER_DAY = 86_400_000_000_000L;
    private static final long MILLIS_PER_DAY = 86_400_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** Further away than any session lasts; nanoseconds of it fit. */
    private static final long FAR_MILLIS = 36_500L * MILLIS_PER_DAY;

    private final SafetyLimits limits;
    private final EventRing events;
    private boolean begun;
    private boolean far;
    private long endNanos;
    private long announcedDays = Long.MAX_VALUE;
    private long daysLeft = Long.MAX_VALUE;

    EndOfService(SafetyLimits limits, EventRing events) {
        this.limits = limits;
        this.events = events;
    }

    @Override
    public void judge(Sample sample, Permit permit) {
        if (!begun) {
            begin(sample);
        }
        if (far) {
            return;
        }
        long leftNanos = endNanos - sample.nanos();
        if (leftNanos <= 0) {
            daysLeft = 0;
            permit.raise(Alarm.END_OF_SERVICE);
            return;
        }
        daysLeft = (leftNanos - 1) / NANOS_PER_DAY + 1;
        if (daysLeft <= ANNOUNCED_DAYS && daysLeft < announcedDays) {
            announcedDays = daysLeft;
            events.add(
                    EventKind.SESSION,
                    sample.cycle(),
                    sample.nanos(),
                    "service",
                    "replacement-due",
                    daysLeft,
                    null);
        }
    }

    private void begin(Sample sample) {
        begun = true;
        long end = limits.host().endOfServiceUtcMillis();
        far = end > sample.utcMillis() && end - sample.utcMillis() > FAR_MILLIS;
        if (!far) {
            endNanos = sample.nanos() + (end - sample.utcMillis()) * NANOS_PER_MILLI;
        }
    }

    /** Days until the stop, begun ones counted; {@link Long#MAX_VALUE} when it is far away. */
    long daysLeft() {
        return daysLeft;
    }
}
