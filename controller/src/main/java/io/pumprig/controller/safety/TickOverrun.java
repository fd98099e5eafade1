package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Gauge;
import io.pumprig.controller.alarm.Gauges;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.sample.Sample;

/**
 * Counts cycles that began more than half a period late, and escalates: one is logged, three in a
 * row are an alarm (SR-35), which leaves when a second's worth of cycles was on time.
 */
final class TickOverrun implements Interlock {
    private static final int IN_A_ROW = 3;
    private static final long QUIET_NANOS = 1_000_000_000L;

    private long late;
    private int inARow;
    private long worstNanos;
    private boolean overrun;
    private long lateNanos;

    @Override
    public void judge(Sample sample, Permit permit) {
        long latenessNanos = sample.elapsedNanos() - sample.periodNanos();
        if (latenessNanos > sample.periodNanos() / 2) {
            late++;
            inARow++;
            worstNanos = Math.max(worstNanos, latenessNanos);
            lateNanos = sample.nanos();
            overrun |= inARow >= IN_A_ROW;
        } else {
            inARow = 0;
            overrun &= sample.nanos() - lateNanos < QUIET_NANOS;
        }
        if (overrun) {
            permit.raise(Alarm.TICK_OVERRUN);
        }
    }

    /** Tells how far it is from tripping. */
    void measure(Gauges into) {
        into.set(Gauge.LATE_IN_A_ROW, Math.min(inARow, IN_A_ROW), IN_A_ROW);
    }

    /** Cycles that began late so far. */
    long late() {
        return late;
    }

    /** The worst lateness of a cycle's start. */
    long worstNanos() {
        return worstNanos;
    }
}
