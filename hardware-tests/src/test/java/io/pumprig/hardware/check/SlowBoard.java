package io.pumprig.hardware.check;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.board.I2cBus;
import io.pumprig.hal.board.SerialLine;
import io.pumprig.hardware.BoardBetween;

/**
 * A board on which each transfer takes as long as on an emulated one: on I2C as given, on a serial
 * line 5 ms.
 */
final class SlowBoard extends BoardBetween {
    private static final long SERIAL_NANOS = 5_000_000;

    private final long transferNanos;

    SlowBoard(Board board, long transferNanos) {
        super(board);
        this.transferNanos = transferNanos;
    }

    @Override
    public I2cBus i2c(String name) {
        I2cBus bus = super.i2c(name);
        return new I2cBus() {
            @Override
            public Outcome write(int address, byte[] bytes, int length) {
                clock().pause(transferNanos);
                return bus.write(address, bytes, length);
            }

            @Override
            public Outcome writeRead(
                    int address, byte[] bytes, int writeLength, byte[] into, int readLength) {
                clock().pause(transferNanos);
                return bus.writeRead(address, bytes, writeLength, into, readLength);
            }
        };
    }

    @Override
    public SerialLine serial(String path, int baud) {
        SerialLine line = super.serial(path, baud);
        return new SerialLine() {
            @Override
            public Outcome write(byte[] bytes, int length) {
                clock().pause(SERIAL_NANOS);
                return line.write(bytes, length);
            }

            @Override
            public int read(byte[] into, int offset) {
                return line.read(into, offset);
            }
        };
    }
}
