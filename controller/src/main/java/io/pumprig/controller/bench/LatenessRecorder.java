package io.pumprig.controller.bench;

import io.pumprig.controller.LoopLateness;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * How late each cycle began, from a microsecond to ten seconds, at three digits. The control thread
 * records without allocating or waiting; one other thread collects.
 */
final class LatenessRecorder {
    private static final long LEAST_NANOS = 1_000;
    private static final long MOST_NANOS = 10_000_000_000L;
    private static final int DIGITS = 3;
    private static final double MEDIAN = 50;
    private static final double P99 = 99;

    private final SingleWriterRecorder recorder =
            new SingleWriterRecorder(LEAST_NANOS, MOST_NANOS, DIGITS);
    private final Histogram all = new Histogram(LEAST_NANOS, MOST_NANOS, DIGITS);
    private Histogram interval;

    /** Of the control thread alone. */
    private long latestNanos;

    /** Counts one cycle; beyond ten seconds it counts as ten. Control thread. */
    void record(long latenessNanos) {
        latestNanos = latenessNanos;
        recorder.recordValue(Math.min(latenessNanos, MOST_NANOS));
    }

    /** What was recorded last. Control thread. */
    long latestNanos() {
        return latestNanos;
    }

    /** Takes what was recorded since the last call, and tells the state of it. */
    synchronized void collect(LoopLateness into) {
        interval = recorder.getIntervalHistogram(interval);
        all.add(interval);
        if (all.getTotalCount() > 0) {
            into.tell(medianNanos(), p99Nanos(), mostNanos());
        }
    }

    /** Of all cycles collected so far; 0 before the first. */
    synchronized long medianNanos() {
        return all.getValueAtPercentile(MEDIAN);
    }

    synchronized long p99Nanos() {
        return all.getValueAtPercentile(P99);
    }

    synchronized long mostNanos() {
        return all.getMaxValue();
    }

    /** Cycles collected so far. */
    synchronized long cycles() {
        return all.getTotalCount();
    }
}
