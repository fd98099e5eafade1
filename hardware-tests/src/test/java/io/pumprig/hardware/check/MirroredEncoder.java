package io.pumprig.hardware.check;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.board.I2cBus;
import io.pumprig.hardware.BoardBetween;

/**
 * A board whose rotor turns the other way, as seen by the encoder: one coil's wires are swapped.
 */
final class MirroredEncoder extends BoardBetween {
    private static final int ENCODER = 0x36;
    private static final int RAW_ANGLE = 0x0C;

    MirroredEncoder(Board board) {
        super(board);
    }

    @Override
    public I2cBus i2c(String name) {
        I2cBus bus = super.i2c(name);
        return new I2cBus() {
            @Override
            public Outcome write(int address, byte[] bytes, int length) {
                return bus.write(address, bytes, length);
            }

            @Override
            public Outcome writeRead(
                    int address, byte[] bytes, int writeLength, byte[] into, int readLength) {
                Outcome outcome = bus.writeRead(address, bytes, writeLength, into, readLength);
                if (address == ENCODER && bytes[0] == RAW_ANGLE) {
                    into[0] = (byte) (~into[0] & 0x0F);
                    into[1] = (byte) ~into[1];
                }
                return outcome;
            }
        };
    }
}
