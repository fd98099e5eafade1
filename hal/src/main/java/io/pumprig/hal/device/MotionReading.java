package io.pumprig.hal.device;

/**
 * The drive's own account of motion: pulses that the driver chip saw (MSCNT, unwrapped) beside the
 * pulses that had been sent when it was asked. Equal on a healthy rig.
 */
public final class MotionReading extends Reading {
    private long sentMicrosteps;
    private long seenMicrosteps;
    private int positionCounts;

    /**
     * Takes an answer.
     *
     * @param sentMicrosteps pulses sent since bring-up at the moment of the question
     * @param seenMicrosteps pulses seen since bring-up by the driver chip, unwrapped
     * @param positionCounts position within the electrical cycle, 0-1023, as the chip said
     */
    public void took(long sentMicrosteps, long seenMicrosteps, int positionCounts, long nowNanos) {
        this.sentMicrosteps = sentMicrosteps;
        this.seenMicrosteps = seenMicrosteps;
        this.positionCounts = positionCounts;
        tookRaw(positionCounts, nowNanos);
    }

    public long sentMicrosteps() {
        return sentMicrosteps;
    }

    public long seenMicrosteps() {
        return seenMicrosteps;
    }

    /** Position within the electrical cycle (4 full steps), 0-1023. */
    public int positionCounts() {
        return positionCounts;
    }

    @Override
    int saveValues(long[] into, int at) {
        into[at] = sentMicrosteps;
        into[at + 1] = seenMicrosteps;
        into[at + 2] = positionCounts;
        return at + 3;
    }

    @Override
    int restoreValues(long[] from, int at) {
        sentMicrosteps = from[at];
        seenMicrosteps = from[at + 1];
        positionCounts = (int) from[at + 2];
        return at + 3;
    }
}
