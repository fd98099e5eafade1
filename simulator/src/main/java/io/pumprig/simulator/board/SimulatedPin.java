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
        if (!board.pinsAreDisturbed) {
            high = newHigh;
            board.driven(gpio, newHigh);
            return Outcome.OK;
        }
        board.watch().before(Operation.PIN_WRITE, gpio);
        boolean taken = !board.pinFaults().refuses(gpio);
        if (taken) {
            high = newHigh;
            board.driven(gpio, newHigh);
        }
        board.watch().after(Operation.PIN_WRITE, gpio);
        return taken ? Outcome.OK : Outcome.BUS_ERROR;
    }

    @Override
    public Level level() {
        if (!board.pinsAreDisturbed) {
            return board.isInputHigh(gpio) ? Level.HIGH : Level.LOW;
        }
        board.watch().before(Operation.PIN_READ, gpio);
        Level level = Level.UNKNOWN;
        if (!board.pinFaults().hides(gpio)) {
            level = board.isInputHigh(gpio) ? Level.HIGH : Level.LOW;
        }
        board.watch().after(Operation.PIN_READ, gpio);
        return level;
    }
}
