package io.pumprig.hal.device;

import io.pumprig.hal.Outcome;

/**
 * What every reading of a sensor has: how the last attempt ended, when the value was taken, how
 * often in a row it was missed, and since when the raw code has not changed (SR-72). A holder made
 * once and filled again and again by one thread.
 */
public abstract class Reading {
    private Outcome outcome = Outcome.NOT_READY;
    private boolean everTaken;
    private long takenAtNanos;
    private int missedInARow;
    private long attempts;
    private int raw = Integer.MIN_VALUE;
    private long rawSinceNanos;

    /** A new value was taken; {@code rawCode} is what the chip said, before any arithmetic. */
    protected final void tookRaw(int rawCode, long nowNanos) {
        if (rawCode != raw || !everTaken) {
            raw = rawCode;
            rawSinceNanos = nowNanos;
        }
        everTaken = true;
        outcome = Outcome.OK;
        takenAtNanos = nowNanos;
        missedInARow = 0;
        attempts++;
    }

    /**
     * An attempt to take a value failed: the last good one stays, and grows old. {@code why} is a
     * failure, not {@link Outcome#PENDING}.
     */
    public final void missed(Outcome why) {
        assert why.isFailure() : why;
        outcome = why;
        missedInARow++;
        attempts++;
    }

    /** How the last finished attempt ended; {@link Outcome#NOT_READY} before the first. */
    public final Outcome outcome() {
        return outcome;
    }

    /** True once a value was taken. A value that was never read is a fault too. */
    public final boolean wasEverTaken() {
        return everTaken;
    }

    /** When the value was taken, on the rig's monotonic clock. */
    public final long takenAtNanos() {
        return takenAtNanos;
    }

    /** Age of the value at {@code nowNanos}; {@link Long#MAX_VALUE} when there is none. */
    public final long ageNanos(long nowNanos) {
        return everTaken ? nowNanos - takenAtNanos : Long.MAX_VALUE;
    }

    /** Failed attempts since the last value was taken. */
    public final int missedInARow() {
        return missedInARow;
    }

    /** Finished attempts so far, good and failed; a change says that the sensor was asked. */
    public final long attempts() {
        return attempts;
    }

    /** The code of the chip behind the value, for the record and for the check on stuck sensors. */
    public final int raw() {
        return raw;
    }

    /**
     * How long the raw code has been the same, seen at {@code nowNanos}; 0 before the first value.
     */
    public final long rawUnchangedNanos(long nowNanos) {
        return everTaken ? nowNanos - rawSinceNanos : 0;
    }

    /**
     * Writes down the whole state, for a recording: attempts, outcome, whether ever taken, when,
     * missed in a row, the values of this kind of reading, raw code, since when it is unchanged.
     * Callable in the cycle: neither blocks nor allocates.
     *
     * @param at where in {@code into} it begins
     * @return where it ended
     */
    public final int save(long[] into, int at) {
        into[at] = attempts;
        into[at + 1] = outcome.ordinal();
        into[at + 2] = everTaken ? 1 : 0;
        into[at + 3] = takenAtNanos;
        into[at + 4] = missedInARow;
        int end = saveValues(into, at + 5);
        into[end] = raw;
        into[end + 1] = rawSinceNanos;
        return end + 2;
    }

    /**
     * Takes over a state that {@link #save} wrote down, in place of this one. Callable in the
     * cycle.
     *
     * @param at where in {@code from} it begins
     * @return where it ended
     */
    public final int restore(long[] from, int at) {
        attempts = from[at];
        outcome = Outcome.of((int) from[at + 1]);
        everTaken = from[at + 2] != 0;
        takenAtNanos = from[at + 3];
        missedInARow = (int) from[at + 4];
        int end = restoreValues(from, at + 5);
        raw = (int) from[end];
        rawSinceNanos = from[end + 1];
        return end + 2;
    }

    /** Writes the values of this kind of reading; gives the place behind them. */
    abstract int saveValues(long[] into, int at);

    /** Takes over what {@link #saveValues} wrote; gives the place behind it. */
    abstract int restoreValues(long[] from, int at);
}
