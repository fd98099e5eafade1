package io.pumprig.controller.alarm;

/**
 * Remembers when each flow-limiting alarm was raised the last few times, each time after it had
 * been released: an alarm that an operator acknowledges again and again, while what causes it
 * stays, is a hazard of its own (SR-46). As much memory as there are alarms, and no more.
 */
final class AlarmCycling {
    /** Times remembered of each alarm: one less than are too many. */
    private final int depth;

    private final long windowNanos;
    private final long[] raisedNanos;
    private final long[] raised = new long[Alarm.count()];

    AlarmCycling(AlarmTimes times) {
        depth = times.cycles() - 1;
        windowNanos = times.cyclingNanos();
        raisedNanos = new long[Alarm.count() * depth];
    }

    /** True when to be raised now would be once too often. */
    boolean isOnceTooOften(Alarm alarm, long nanos) {
        int index = alarm.ordinal();
        return raised[index] >= depth && nanos - raisedNanos[oldest(index)] <= windowNanos;
    }

    /** The alarm was raised, having been released before. */
    void note(Alarm alarm, long nanos) {
        int index = alarm.ordinal();
        raisedNanos[oldest(index)] = nanos;
        raised[index]++;
    }

    private int oldest(int index) {
        return index * depth + (int) (raised[index] % depth);
    }
}
