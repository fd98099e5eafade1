package io.pumprig.simulator.trace;

/** Reads what {@link BitWriter} wrote. */
final class BitReader {
    private final byte[] bytes;
    private int at;
    private long waiting;
    private int waitingBits;

    BitReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The next {@code count} bits, 0 to 64.
     *
     * @throws IllegalArgumentException when there are no more
     */
    long bits(int count) {
        return count > Integer.SIZE
                ? few(count - Integer.SIZE) << Integer.SIZE | few(Integer.SIZE)
                : few(count);
    }

    private long few(int count) {
        while (waitingBits < count) {
            if (at == bytes.length) {
                throw new IllegalArgumentException("its values end too early");
            }
            waiting = waiting << Byte.SIZE | bytes[at++] & 0xFF;
            waitingBits += Byte.SIZE;
        }
        waitingBits -= count;
        return waiting >>> waitingBits & (1L << count) - 1;
    }

    /** True when nothing but the filling of the last byte is left. */
    boolean isAtEnd() {
        return at == bytes.length && waitingBits < Byte.SIZE;
    }
}
