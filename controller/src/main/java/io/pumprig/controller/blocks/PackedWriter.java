package io.pumprig.controller.blocks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes in which small numbers are short: seven bits a byte, the lowest first, the top bit set
 * where more follow; a signed number is folded first, so that -1 is as short as 1.
 */
public final class PackedWriter {
    private static final int MORE = 0x80;

    private byte[] bytes = new byte[1 << 16];
    private int size;

    /** A number that is not negative, or all 64 bits of one. */
    public PackedWriter count(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            put((byte) (rest & 0x7F | MORE));
            rest >>>= 7;
        }
        put((byte) rest);
        return this;
    }

    /** A number that may be negative. */
    public PackedWriter number(long value) {
        return count(value << 1 ^ value >> 63);
    }

    public PackedWriter text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        count(encoded.length);
        for (byte b : encoded) {
            put(b);
        }
        return this;
    }

    /** All that another one holds. */
    public PackedWriter append(PackedWriter other) {
        for (int i = 0; i < other.size; i++) {
            put(other.bytes[i]);
        }
        return this;
    }

    /**
     * The first {@code size} numbers of a column of which most are zero: how many are not, how many
     * rows are between each of them and the one before, and what they are.
     */
    public PackedWriter column(long[] column, int size) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += column[i] == 0 ? 0 : 1;
        }
        count(count);
        int last = -1;
        for (int i = 0; i < size; i++) {
            if (column[i] != 0) {
                count(i - last - 1);
                last = i;
            }
        }
        for (int i = 0; i < size; i++) {
            if (column[i] != 0) {
                number(column[i]);
            }
        }
        return this;
    }

    private void put(byte b) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        bytes[size++] = b;
    }

    public int size() {
        return size;
    }

    /** What was written; valid until the next write. */
    public byte[] bytes() {
        return bytes;
    }

    public void clear() {
        size = 0;
    }
}
