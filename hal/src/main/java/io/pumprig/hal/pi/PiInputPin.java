package io.pumprig.hal.pi;

import io.pumprig.hal.board.InputPin;

/** An input that reads {@link Level#UNKNOWN} once the board has closed, its line being freed. */
final class PiInputPin implements InputPin {
    private final InputPin line;
    private boolean ended;

    PiInputPin(InputPin line) {
        this.line = line;
    }

    @Override
    public synchronized Level level() {
        return ended ? Level.UNKNOWN : line.level();
    }

    /** Reads the line no more. */
    synchronized void end() {
        ended = true;
    }
}
