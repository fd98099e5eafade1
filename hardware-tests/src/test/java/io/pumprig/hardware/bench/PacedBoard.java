package io.pumprig.hardware.bench;

import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.board.I2cBus;
import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.board.OutputPin;
import io.pumprig.hal.board.SerialLine;
import io.pumprig.simulator.board.SimulatedBoard;
import java.util.concurrent.locks.LockSupport;

/**
 * A simulated board whose pauses take a part of the host's time too, so that threads beside the
 * control thread get their turn. Its clock may be read by any thread.
 */
final class PacedBoard implements Board, RigClock {
    private final SimulatedBoard board;
    private final long speed;
    private volatile long nanos;

    PacedBoard(SimulatedBoard board, long speed) {
        this.board = board;
        this.speed = speed;
        nanos = board.clock().nanos();
    }

    @Override
    public String backend() {
        return board.backend();
    }

    @Override
    public RigClock clock() {
        return this;
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

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public long utcMillis() {
        return board.clock().utcMillis();
    }

    @Override
    public void pause(long pauseNanos) {
        board.clock().pause(pauseNanos);
        nanos = board.clock().nanos();
        LockSupport.parkNanos(pauseNanos / speed);
    }
}
