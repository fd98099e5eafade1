package io.pumprig.hardware;

import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.board.I2cBus;
import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.board.OutputPin;
import io.pumprig.hal.board.SerialLine;

/** A board that hands everything on to another one; who extends it alters what it has to. */
public abstract class BoardBetween implements Board {
    private final Board board;

    protected BoardBetween(Board board) {
        this.board = board;
    }

    @Override
    public String backend() {
        return board.backend();
    }

    @Override
    public RigClock clock() {
        return board.clock();
    }

    @Override
    public I2cBus i2c(String name) {
        return board.i2c(name);
    }

    @Override
    public SerialLine serial(String path, int baud) {
        return board.serial(path, baud);
    }

    @Override
    public OutputPin output(int gpio, boolean safeHigh) {
        return board.output(gpio, safeHigh);
    }

    @Override
    public InputPin input(int gpio) {
        return board.input(gpio);
    }

    @Override
    public void close() {
        board.close();
    }
}
