package io.pumprig.simulator.trace;

import java.util.Arrays;

/** Bits into bytes, the highest bit of a value and of a byte first. One thread. */
final class BitWriter {
    private byte[] bytes = new byte[1 << 15];
    private int size;
    private long waiting;
    private int waitingBits;

    /** The lowest {@code count} bits of {@code value}; 0 to 64. */
    void bits(long value, int count) {
        if (count > Integer.SIZE) {
            few(value >>> Integer.SIZE, count - Integer.SIZE);
            few(value, Integer.SIZE);
        } else {
            few(value, count);
        }
    }

    /** At most 32, so that they find place beside seven that wait. */
    private void few(long value, int count) {
        waiting = waiting << count | value & (1L << count) - 1;
        waitingBits += count;
        while (waitingBits >= Byte.SIZE) {
            waitingBits -= Byte.SIZE;
            put((byte) (waiting >>> waitingBits));
        }
    }

    private void put(byte b) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        bytes[size++] = b;
    }

    /** Fills the last byte with zeros. */
    void align() {
        few(0, -waitingBits & 7);
    }

    /** What was written; valid until the next write, whole after {@link #align}. */
    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
        waiting = 0;
        waitingBits = 0;
    }
}
