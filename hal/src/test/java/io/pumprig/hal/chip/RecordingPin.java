package io.pumprig.hal.chip;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.OutputPin;

/** An output pin that counts its rising edges and can be told to fail. */
public final class RecordingPin implements OutputPin {
    private boolean high;
    private long risingEdges;
    private long calls;
    private Outcome outcome = Outcome.OK;

    /** A pin that the board opened at this level. */
    public RecordingPin(boolean high) {
        this.high = high;
    }

    @Override
    public Outcome set(boolean high) {
        calls++;
        if (outcome.isOk()) {
            risingEdges += high && !this.high ? 1 : 0;
            this.high = high;
        }
        return outcome;
    }

    /** From now on each call ends like this, and changes nothing unless it is OK. */
    public void answers(Outcome outcome) {
        this.outcome = outcome;
    }

    public boolean isHigh() {
        return high;
    }

    public long risingEdges() {
        return risingEdges;
    }

    public long calls() {
        return calls;
    }
}
