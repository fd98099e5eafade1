package io.pumprig.hal.pi;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.OutputPin;

/**
 * An output that knows its safe level. Once it was made safe for good it stays so: a control thread
 * that is still running when the board closes cannot drive it again, nor touch a line that Pi4J has
 * freed.
 */
final class PiOutputPin implements OutputPin {
    private final OutputPin line;
    private final boolean safeHigh;
    private boolean ended;

    PiOutputPin(OutputPin line, boolean safeHigh) {
        this.line = line;
        this.safeHigh = safeHigh;
    }

    @Override
    public synchronized Outcome set(boolean high) {
        return ended ? Outcome.BUS_ERROR : line.set(high);
    }

    /** Drives the safe level, and refuses every other from then on. */
    synchronized Outcome makeSafe() {
        if (ended) {
            return Outcome.OK;
        }
        ended = true;
        return line.set(safeHigh);
    }
}
