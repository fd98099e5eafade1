package io.pumprig.simulator.chip;

/** A chip on an I2C bus. Transfers take no virtual time. */
public interface I2cPart {

    /**
     * A write transfer up to STOP or repeated start.
     *
     * @return false when the chip does not acknowledge one of the bytes
     */
    boolean write(byte[] bytes, int length, long nanos);

    /**
     * A read transfer of {@code length} bytes to the start of {@code into}.
     *
     * @return false when the chip does not acknowledge its address for reading: it has nothing
     */
    boolean read(byte[] into, int length, long nanos);

    /** A general call with one byte of data. Most parts do not listen. */
    void generalCall(int command, long nanos);

    /** Power-up or brown-out at the plant's noted time: all that was written to it is lost. */
    void reset();
}
