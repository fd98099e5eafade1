package io.pumprig.hal.chip;

/** The lines of one family of balances: how a request is written, what an answer says. */
interface BalanceLines {

    /**
     * The line that asks for it, terminator included, or null when the family has no such thing.
     */
    byte[] request(BalanceRequest request);

    /** False when the balance carries the request out and says nothing. */
    boolean answers(BalanceRequest request);

    /**
     * Takes a line apart into {@code into}, which was cleared; what fits nowhere leaves it garbled.
     *
     * @param line one line without CR and LF
     * @param asked what was asked last
     */
    void read(byte[] line, int length, BalanceRequest asked, BalanceAnswer into);
}
