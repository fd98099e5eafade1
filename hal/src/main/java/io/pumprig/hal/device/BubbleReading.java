package io.pumprig.hal.device;

import io.pumprig.hal.Outcome;

/**
 * Air or liquid at the bubble detector. The value is to be looked at whatever the outcome: a
 * detector that is doubted can still see air, and then says so. While it tests itself it sees
 * nothing, and the value stands and grows old: by two answers of 50 ms and two cycles.
 */
public final class BubbleReading extends Reading {
    private boolean airInLine;
    private boolean lastTestPassed;
    private long tests;

    /** Takes a judgement; {@code rawCode} is the pin's level, 1 for high. */
    public void took(boolean airInLine, int rawCode, long nowNanos) {
        this.airInLine = airInLine;
        tookRaw(rawCode, nowNanos);
    }

    /** A judgement that nothing vouches for, and why: counts as missed. */
    public void doubted(boolean airInLine, Outcome why) {
        this.airInLine = airInLine;
        missed(why);
    }

    /** The detector has tested itself. */
    public void tested(boolean passed) {
        lastTestPassed = passed;
        tests++;
    }

    /** True when there is air, or when the level cannot be read; false before the first value. */
    public boolean airInLine() {
        return airInLine;
    }

    /** How the last test ended; false before the first and where no test output is wired. */
    public boolean lastTestPassed() {
        return lastTestPassed;
    }

    /** Tests that came to an end, passed and failed. */
    public long tests() {
        return tests;
    }

    @Override
    int saveValues(long[] into, int at) {
        into[at] = airInLine ? 1 : 0;
        into[at + 1] = lastTestPassed ? 1 : 0;
        into[at + 2] = tests;
        return at + 3;
    }

    @Override
    int restoreValues(long[] from, int at) {
        airInLine = from[at] != 0;
        lastTestPassed = from[at + 1] != 0;
        tests = from[at + 2];
        return at + 3;
    }
}
