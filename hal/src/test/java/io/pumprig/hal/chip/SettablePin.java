package io.pumprig.hal.chip;

import io.pumprig.hal.board.InputPin;

/** An input pin at the level that the test sets. */
public final class SettablePin implements InputPin {
    private Level level;

    /** A pin at this level. */
    public SettablePin(Level level) {
        this.level = level;
    }

    /** Changes the level. */
    public void set(Level level) {
        this.level = level;
    }

    @Override
    public Level level() {
        return level;
    }
}
