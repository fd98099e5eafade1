package io.pumprig.hal.board;

import io.pumprig.hal.Outcome;

/**
 * One I2C bus, as controller. Callable in the cycle: a transfer is bounded and allocates nothing.
 */
public interface I2cBus {

    /** Writes {@code length} bytes from the start of {@code bytes}, ended by STOP. */
    Outcome write(int address, byte[] bytes, int length);

    /**
     * Writes {@code writeLength} bytes, then, after a repeated start, reads {@code readLength}
     * bytes to the start of {@code into}. A {@code writeLength} of 0 is a plain read: the address
     * is called for reading alone. On any other outcome than OK the content of {@code into} is not
     * to be used.
     */
    Outcome writeRead(int address, byte[] bytes, int writeLength, byte[] into, int readLength);
}
