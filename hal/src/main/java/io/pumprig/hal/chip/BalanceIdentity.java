package io.pumprig.hal.chip;

import io.pumprig.hal.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Who a balance says that it is: serial number, and model and software as far as it tells them.
 * What it said first holds; another number later is another balance.
 */
final class BalanceIdentity {
    static final int SERIAL_NUMBER = 0;
    static final int MODEL = 1;
    static final int SOFTWARE = 2;

    private static final BalanceRequest[] QUESTIONS = {
        BalanceRequest.SERIAL_NUMBER, BalanceRequest.MODEL, BalanceRequest.SOFTWARE
    };

    private final BalanceLines lines;
    private final byte[][] told = new byte[QUESTIONS.length][];
    private int next;

    BalanceIdentity(BalanceLines lines) {
        this.lines = lines;
    }

    /** What is to be asked now. */
    BalanceRequest question() {
        return QUESTIONS[next];
    }

    /** Begins with the first question again. */
    void restart() {
        next = SERIAL_NUMBER;
    }

    /** Goes on to the next question of this dialect; false when that was the last. */
    boolean hasMore() {
        for (int i = next + 1; i < QUESTIONS.length; i++) {
            if (lines.request(QUESTIONS[i]) != null) {
                next = i;
                return true;
            }
        }
        restart();
        return false;
    }

    /**
     * Takes how the question ended: only the serial number must be told.
     *
     * @return OK, or why it is not known who answers
     */
    Outcome take(Outcome outcome, BalanceAnswer answer) {
        boolean mayBeMissing = next != SERIAL_NUMBER;
        if (outcome == Outcome.INVALID && mayBeMissing) {
            return Outcome.OK;
        }
        if (!outcome.isOk()) {
            return outcome;
        }
        if (answer.textLength() == 0) {
            return mayBeMissing ? Outcome.OK : Outcome.INVALID;
        }
        byte[] known = told[next];
        if (known == null) {
            told[next] = Arrays.copyOf(answer.text(), answer.textLength());
            return Outcome.OK;
        }
        boolean same = Arrays.equals(known, 0, known.length, answer.text(), 0, answer.textLength());
        return same ? Outcome.OK : Outcome.INVALID;
    }

    /** What was told first; empty when nothing was. Allocates. */
    String text(int index) {
        byte[] known = told[index];
        return known == null ? "" : new String(known, StandardCharsets.US_ASCII);
    }
}
