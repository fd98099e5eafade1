package io.pumprig.hal.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.pumprig.hal.DeviceVectors;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.I2cBus;

/**
 * An SLF3S-0600F that answers literal frames of the data sheet for as long as it is asked: 12.3
 * uL/min, or air. A command that it was not told of fails the test.
 */
final class LiteralSlf3s implements I2cBus {
    private static final byte[] PRODUCT =
            DeviceVectors.bytes("07 03 7C 03 04 68 00 00 81 00 00 81 00 12 A0 D6 87 F2");
    private static final byte[] FORWARD = DeviceVectors.bytes("00 7B 93 12 5C 35 00 00 81");
    private static final byte[] AIR = DeviceVectors.bytes("FF FD CE 12 2A 6B 00 01 B0");

    private boolean absent;
    private boolean air;
    private boolean measuring;
    private boolean identifying;

    /** Off its wires: nothing is acknowledged, and it measures no more when it comes back. */
    void absent(boolean absent) {
        this.absent = absent;
        measuring &= !absent;
    }

    /** Air in the sensor. */
    void air(boolean present) {
        air = present;
    }

    @Override
    public Outcome write(int address, byte[] bytes, int length) {
        assertEquals(0x08, address);
        assertEquals(2, length);
        if (absent) {
            return Outcome.NO_ACKNOWLEDGE;
        }
        int command = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
        switch (command) {
            case 0x3FF9 -> measuring = false;
            case 0x367C -> identifying = false;
            case 0xE102 -> identifying = true;
            case 0x3608 -> measuring = true;
            default -> fail("not told of command " + command);
        }
        return Outcome.OK;
    }

    @Override
    public Outcome writeRead(
            int address, byte[] bytes, int writeLength, byte[] into, int readLength) {
        assertEquals(0x08, address);
        assertEquals(0, writeLength);
        if (absent || !identifying && !measuring) {
            return Outcome.NO_ACKNOWLEDGE;
        }
        byte[] answer = measuring ? air ? AIR : FORWARD : PRODUCT;
        System.arraycopy(answer, 0, into, 0, readLength);
        return Outcome.OK;
    }
}
