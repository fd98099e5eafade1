package io.pumprig.hal.chip;

/**
 * Step pulses seen by the driver chip, unwrapped from MSCNT, beside the pulses that were sent
 * (device reference 1.8).
 *
 * <p>MSCNT tells pulses modulo one electrical cycle only. It is therefore not the move since the
 * last answer that is taken the shortest way, but its difference from the pulses sent since, so
 * that an outage of any length leaves the count right as long as fewer than half a cycle went
 * astray.
 */
final class Tmc2209Position {
    private final int countsPerPulse;
    private boolean based;
    private int counts;
    private long sentMicrosteps;
    private long seenMicrosteps;

    Tmc2209Position(int countsPerPulse) {
        this.countsPerPulse = countsPerPulse;
    }

    /** Forgets the base: the next answer starts again with as many pulses seen as were sent. */
    void rebase() {
        based = false;
    }

    /** True when an answer has set the base. */
    boolean isBased() {
        return based;
    }

    /** True when {@code answer} is no whole number of pulses from the last: MRES was lost. */
    boolean isOffGrid(int answer) {
        return based && (answer - counts) % countsPerPulse != 0;
    }

    /**
     * Takes an answer. Pulses that went out while it was under way may or may not be in it; as many
     * of them are counted as sent as the answer shows.
     *
     * @param sentAtQuestion pulses sent when the question was first put
     * @param sentAtAnswer pulses sent when the answer was taken
     * @return true when seen and sent now differ by another number than before
     */
    boolean take(int answer, long sentAtQuestion, long sentAtAnswer) {
        if (!based) {
            based = true;
            counts = answer;
            sentMicrosteps = sentAtQuestion;
            seenMicrosteps = sentAtQuestion;
            return false;
        }
        long sent = sentAtQuestion - sentMicrosteps;
        int predicted = (int) (counts + sent * countsPerPulse & 1023);
        int more = Tmc2209Conversions.pulsesBetween(predicted, answer, countsPerPulse);
        long meanwhile = Math.max(0, Math.min(more, sentAtAnswer - sentAtQuestion));
        counts = answer;
        sentMicrosteps = sentAtQuestion + meanwhile;
        seenMicrosteps += sent + more;
        return more != meanwhile;
    }

    int counts() {
        return counts;
    }

    long sentMicrosteps() {
        return sentMicrosteps;
    }

    long seenMicrosteps() {
        return seenMicrosteps;
    }
}
