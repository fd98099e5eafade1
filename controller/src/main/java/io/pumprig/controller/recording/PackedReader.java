package io.pumprig.controller.recording;

import java.nio.charset.StandardCharsets;

/** Reads what {@link PackedWriter} wrote. Each method throws where the bytes do not say such. */
final class PackedReader {
    private static final int MORE = 0x80;

    private final byte[] bytes;
    private int at;

    PackedReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * @throws IllegalArgumentException when the bytes end, or it is longer than 64 bits
     */
    long count() {
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
    int countUpTo(int most) {
        long value = count();
        if (value < 0 || value > most) {
            throw new IllegalArgumentException("found " + value + "; allowed up to " + most);
        }
        return (int) value;
    }

    long number() {
        long folded = count();
        return folded >>> 1 ^ -(folded & 1);
    }

    String text() {
        int length = countUpTo(bytes.length - at);
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    private static IllegalArgumentException ended() {
        return new IllegalArgumentException("its values end too early");
    }
}
