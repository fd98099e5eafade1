package io.pumprig.controller.blocks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link PackedWriter} wrote. Each method throws where the bytes do not say such. */
public final class PackedReader {
    private static final int MORE = 0x80;

    private final byte[] bytes;
    private int at;

    public PackedReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * @throws IllegalArgumentException when the bytes end, or it is longer than 64 bits
     */
    public long count() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (at == bytes.length) {
                throw ended();
            }
            byte next = bytes[at++];
            value |= (next & 0x7FL) << shift;
            if ((next & MORE) == 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than 64 bits");
    }

    /** A count that is at most {@code most}. */
    public int countUpTo(int most) {
        long value = count();
        if (value < 0 || value > most) {
            throw new IllegalArgumentException("found " + value + "; allowed up to " + most);
        }
        return (int) value;
    }

    public long number() {
        long folded = count();
        return folded >>> 1 ^ -(folded & 1);
    }

    public String text() {
        int length = countUpTo(bytes.length - at);
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** A column of {@code size} numbers. */
    public void column(long[] column, int size) {
        Arrays.fill(column, 0);
        int count = countUpTo(size);
        int[] at = new int[count];
        int last = -1;
        for (int i = 0; i < count; i++) {
            // A later row than the last: none is named twice.
            last += 1 + countUpTo(size - 2 - last);
            at[i] = last;
        }
        for (int i = 0; i < count; i++) {
            column[at[i]] = number();
        }
    }

    private static IllegalArgumentException ended() {
        return new IllegalArgumentException("its values end too early");
    }
}
