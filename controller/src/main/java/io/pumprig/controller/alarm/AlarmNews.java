package io.pumprig.controller.alarm;

import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;

/**
 * What is told of alarms as events, and what of it is one with what was told just before (SR-85).
 */
final class AlarmNews {
    private final EventRing events;
    private final long mergeNanos;
    private final long[] toldNanos = new long[Alarm.count()];

    /** Told as raised at least once in this session. */
    private long told;

    /** Present again, and not told again yet. */
    private long merged;

    AlarmNews(EventRing events, AlarmTimes times) {
        this.events = events;
        this.mergeNanos = times.mergeNanos();
    }

    /** True when the alarm was told as raised so recently that its return is the same. */
    boolean isRecent(Alarm alarm, long nanos) {
        return (told & alarm.bit()) != 0 && nanos - toldNanos[alarm.ordinal()] < mergeNanos;
    }

    /** The alarm is present again, which is not told for the time being. */
    void merge(Alarm alarm) {
        merged |= alarm.bit();
    }

    /** Ends that; true when there was something to end. */
    boolean unmerge(Alarm alarm) {
        boolean was = (merged & alarm.bit()) != 0;
        merged &= ~alarm.bit();
        return was;
    }

    /** Alarms that returned and have stayed, as bits: time to tell. */
    long overdue(long nanos) {
        long overdue = 0;
        for (long rest = merged; rest != 0; rest &= rest - 1) {
            Alarm alarm = Alarm.of(Long.numberOfTrailingZeros(rest));
            overdue |= isRecent(alarm, nanos) ? 0 : alarm.bit();
        }
        return overdue;
    }

    void tellRaised(Alarm alarm, long cycle, long nanos, long value, String detail) {
        told |= alarm.bit();
        toldNanos[alarm.ordinal()] = nanos;
        merged &= ~alarm.bit();
        tell(alarm, "raised", cycle, nanos, value, detail);
    }

    /** Sources travel as bits and words as they are, so that telling allocates nothing. */
    void tell(Alarm alarm, String phase, long cycle, long nanos, long value, String detail) {
        events.add(EventKind.ALARM, cycle, nanos, alarm.name(), phase, value, detail);
    }
}
