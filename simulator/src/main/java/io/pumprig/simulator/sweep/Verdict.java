package io.pumprig.simulator.sweep;

/** What one run of a sweep came to; one letter each, capital for a failure. */
public enum Verdict {
    /** The alarm came within its limit, with its reaction. */
    FOUND('.', false, "found within its limit"),
    /** No alarm can be asked for; it acted, and the truth is within the stated physics. */
    UNSEEN('u', false, "cannot be seen; truth as stated"),
    /** A healthy run in which nothing was raised. */
    SILENT('s', false, "healthy and silent"),
    /** The limit was not reached before the run ended. */
    OPEN('o', false, "open: the limit was not reached"),
    /** Such a run has no such target. */
    NOT_APPLICABLE('-', false, "n/a: needs a broker"),
    /** More drug left the tip than program, uncertainty and stated physics allow. */
    OVER_DOSE('O', true, "over-dose"),
    /** Less left the tip than was due, beyond the limit and without the alarm. */
    UNDER_DOSE('U', true, "silent under-dose"),
    /** The limit passed and the alarm never came. */
    MISSING('M', true, "missing alarm"),
    /** The alarm came after its limit. */
    LATE('L', true, "late alarm"),
    /** In the cycle of an alarm the flow was not what that alarm allows. */
    WRONG_REACTION('R', true, "wrong reaction"),
    /** An alarm that is neither expected nor a companion. */
    FALSE_ALARM('F', true, "false alarm"),
    /** An exception, or no cycle any more. */
    HANG('H', true, "hang or exception"),
    /** The fault altered nothing. */
    NO_EFFECT('N', true, "no effect"),
    /** The run was not sound before its fault, or its healthy twin raised an alarm. */
    BASE('B', true, "base failed"),
    /** Something that holds in every run did not. */
    INVARIANT('I', true, "invariant broken");

    private final char letter;
    private final boolean failure;
    private final String meaning;

    Verdict(char letter, boolean failure, String meaning) {
        this.letter = letter;
        this.failure = failure;
        this.meaning = meaning;
    }

    /** Its place in the matrix. */
    public char letter() {
        return letter;
    }

    /** Whether the sweep fails by it. */
    public boolean isFailure() {
        return failure;
    }

    /** In words, for the legend. */
    public String meaning() {
        return meaning;
    }
}
