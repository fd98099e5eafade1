package io.pumprig.hardware.bench;

import io.pumprig.hal.RigClock;
import io.pumprig.hardware.BoardBetween;
import io.pumprig.simulator.board.SimulatedBoard;
import java.util.concurrent.locks.LockSupport;

/**
 * A simulated board whose pauses take a part of the host's time too, so that threads beside the
 * control thread get their turn. Its clock may be read by any thread.
 */
final class PacedBoard extends BoardBetween implements RigClock {
    private final RigClock simulated;
    private final long speed;
    private volatile long nanos;

    PacedBoard(SimulatedBoard board, long speed) {
        super(board);
        simulated = board.clock();
        this.speed = speed;
        nanos = simulated.nanos();
    }

    @Override
    public RigClock clock() {
        return this;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public long utcMillis() {
        return simulated.utcMillis();
    }

    @Override
    public void pause(long pauseNanos) {
        simulated.pause(pauseNanos);
        nanos = simulated.nanos();
        LockSupport.parkNanos(pauseNanos / speed);
    }
}
