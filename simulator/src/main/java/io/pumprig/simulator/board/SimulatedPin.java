package io.pumprig.simulator.board;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.board.OutputPin;

/** One GPIO, output or input as it was opened; what it is wired to is the board's business. */
final class SimulatedPin implements OutputPin, InputPin {
    private final SimulatedBoard board;
    private final int gpio;

    /** Level last driven, as output. */
    boolean high;

    boolean safeHigh;
    boolean isOutput;
    boolean isOpen;

    SimulatedPin(SimulatedBoard board, int gpio) {
        this.board = board;
        this.gpio = gpio;
    }

    @Override
    public Outcome set(boolean newHigh) {
        high = newHigh;
        board.driven(gpio, newHigh);
        return Outcome.OK;
    }

    @Override
    public Level level() {
        return board.isInputHigh(gpio) ? Level.HIGH : Level.LOW;
    }
}
