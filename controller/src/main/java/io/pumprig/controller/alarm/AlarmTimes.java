package io.pumprig.controller.alarm;

/**
 * How alarms behave in time. Defaults are settings, not literals; each names its requirement.
 *
 * @param remindNanos time paused or stopped after which the pump reminds (SR-44)
 * @param criticalNanos time paused or stopped after which the reminder becomes critical (SR-44)
 * @param unresolvedNanos time after which an under-delivery that lasts becomes critical (therapy
 *     reference 5.3)
 * @param cycles how often one alarm may be raised within {@code cyclingNanos}: with this time it is
 *     ALARM_CYCLING (SR-46)
 * @param cyclingNanos the time over which those are counted (SR-46)
 * @param audioPauseNanos the longest audio pause (SR-81)
 * @param mergeNanos time within which repeats of one alarm are one, with a count (SR-85)
 */
public record AlarmTimes(
        long remindNanos,
        long criticalNanos,
        long unresolvedNanos,
        int cycles,
        long cyclingNanos,
        long audioPauseNanos,
        long mergeNanos) {
    private static final long MINUTE_NANOS = 60_000_000_000L;

    public AlarmTimes {
        require(remindNanos > 0, "remindNanos");
        require(criticalNanos > remindNanos, "criticalNanos");
        require(unresolvedNanos > 0, "unresolvedNanos");
        require(cycles >= 2 && cycles <= 100, "cycles");
        require(cyclingNanos > 0, "cyclingNanos");
        // Never longer than the requirement allows: silence is the hazard here.
        require(audioPauseNanos > 0 && audioPauseNanos <= 10 * MINUTE_NANOS, "audioPauseNanos");
        require(mergeNanos >= 0 && mergeNanos <= MINUTE_NANOS, "mergeNanos");
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException(what + " is out of its limits");
        }
    }

    /** The defaults of the requirements. */
    public static AlarmTimes defaults() {
        return new AlarmTimes(
                10 * MINUTE_NANOS,
                60 * MINUTE_NANOS,
                30 * MINUTE_NANOS,
                3,
                10 * MINUTE_NANOS,
                10 * MINUTE_NANOS,
                10_000_000_000L);
    }
}
