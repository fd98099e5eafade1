package io.pumprig.hal.pi;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.I2cBus;
import java.io.Closeable;
import java.io.IOException;

/**
 * One I2C bus of the Pi. A length of 0 to write leaves that message out, for parts that are read
 * without a register.
 *
 * <p>A transfer lasts at most the adapter's time-out of 10 ms (device reference 9.3); the driver of
 * a Pi 5 may before that wait 20 ms for its own controller to come to rest. Then the bus counts as
 * held: for 50 ms every transfer is refused with {@link Outcome#BUS_STUCK} and costs nothing, so
 * that a held bus takes one time-out of the cycle in fifty milliseconds, not one a chip.
 */
final class PiI2cBus implements I2cBus, Closeable {
    private static final long HOLD_OFF_NANOS = 50_000_000;

    private final I2cTransfer transfer;
    private final Closeable file;
    private final RigClock clock;
    private boolean held;
    private long heldSinceNanos;
    private boolean closed;

    /**
     * @param file closed with the bus; what {@code transfer} runs on
     */
    PiI2cBus(I2cTransfer transfer, Closeable file, RigClock clock) {
        this.transfer = transfer;
        this.file = file;
        this.clock = clock;
    }

    @Override
    public Outcome write(int address, byte[] bytes, int length) {
        return writeRead(address, bytes, length, bytes, 0);
    }

    @Override
    public synchronized Outcome writeRead(
            int address, byte[] bytes, int writeLength, byte[] into, int readLength) {
        if (closed) {
            return Outcome.BUS_ERROR;
        }
        if (held && clock.nanos() - heldSinceNanos < HOLD_OFF_NANOS) {
            return Outcome.BUS_STUCK;
        }
        int errno = transfer.run(address, bytes, writeLength, into, readLength);
        Outcome outcome = outcomeOf(errno);
        held = outcome == Outcome.BUS_STUCK;
        if (held) {
            heldSinceNanos = clock.nanos();
        }
        return outcome;
    }

    /** Device reference 9.3; ENXIO is what other controllers say for a missing acknowledge. */
    static Outcome outcomeOf(int errno) {
        return switch (errno) {
            case 0 -> Outcome.OK;
            case Errno.EREMOTEIO, Errno.ENXIO -> Outcome.NO_ACKNOWLEDGE;
            case Errno.ETIMEDOUT, Errno.EAGAIN -> Outcome.BUS_STUCK;
            default -> Outcome.BUS_ERROR;
        };
    }

    /** Waits for a transfer under way, then gives the bus back; later transfers fail. */
    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            file.close();
        }
    }
}
