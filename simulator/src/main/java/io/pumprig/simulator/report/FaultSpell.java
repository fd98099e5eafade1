package io.pumprig.simulator.report;

import java.util.List;

/**
 * A fault of the simulated world, and what the controller made of it. Times are from the beginning
 * of the run, -1 for what has not happened.
 *
 * @param key its name
 * @param what type, target and parameters in words
 * @param preset the entry of the catalogue that it is, or empty
 * @param requirements that its declaration says it exercises
 * @param activeNanos when it began
 * @param endNanos when it ended
 * @param end how it ended, or how far it had come
 * @param effects how many reads, steps or amounts it altered; -1 while that is not told
 * @param alarm by which it has to be found, or empty
 * @param limit by when, as declared
 * @param reason why no alarm can be asked for, or empty
 * @param found when the alarm came, or null
 * @param verdict in words
 */
record FaultSpell(
        String key,
        String what,
        String preset,
        List<String> requirements,
        long activeNanos,
        long endNanos,
        String end,
        long effects,
        String alarm,
        String limit,
        String reason,
        Found found,
        Verdict verdict) {

    /**
     * From the onset of the fault to its alarm.
     *
     * @param atNanos when, from the beginning of the run
     * @param nanos after the onset
     * @param cycles after the onset
     * @param commandedMicrolitres sent to the head meanwhile; NaN where no trend tells
     * @param flowedMicrolitres what truly left the reservoir, or came back; NaN likewise
     */
    record Found(
            long atNanos,
            long nanos,
            long cycles,
            double commandedMicrolitres,
            double flowedMicrolitres) {}

    /** What is to be thought of it. */
    enum Verdict {
        WITHIN("found within its limit", true, true),
        LATE("found after its limit", false, true),
        NOT_FOUND("not found", false, true),
        BEFORE("the alarm was listed when it began", true, false),
        NOT_OBSERVABLE("no alarm can be asked for", true, true),
        NEVER_ACTIVE("never became active", true, false),
        NO_LIMIT("its limit is not known here", true, false),
        PENDING("not found when the run ended, before its limit", true, false),
        ENDED("was gone before it had to be found", true, false);

        private final String words;
        private final boolean good;
        private final boolean decided;

        Verdict(String words, boolean good, boolean decided) {
            this.words = words;
            this.good = good;
            this.decided = decided;
        }

        String words() {
            return words;
        }

        /** False for what somebody has to look at. */
        boolean isGood() {
            return good;
        }

        /** False where the run ended, or began, so that nothing can be said. */
        boolean isDecided() {
            return decided;
        }
    }
}
