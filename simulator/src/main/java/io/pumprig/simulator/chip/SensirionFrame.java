package io.pumprig.simulator.chip;

/**
 * Words of Sensirion's sensors as they leave the chip, each with its CRC (device reference 5.1,
 * 5.3): polynomial x^8 + x^5 + x^4 + 1. Computed here by long division of the word and eight zeros
 * by the nine bits of the polynomial, the start value added to the first byte: the same code by
 * another way than the drivers'.
 */
final class SensirionFrame {
    static final int SF06_START = 0xFF;
    static final int SF04_START = 0x00;

    private static final int DIVISOR = 0x131;
    private static final int DIVIDEND_BITS = 24;
    private static final int REMAINDER_BITS = 8;

    private SensirionFrame() {}

    /** Puts a word and its CRC at word {@code number} of a frame. */
    static void put(byte[] frame, int number, int word, int start) {
        int at = 3 * number;
        frame[at] = (byte) (word >> 8);
        frame[at + 1] = (byte) word;
        frame[at + 2] = (byte) remainder(word & 0xFFFF ^ start << 8);
    }

    private static int remainder(int word) {
        int rest = word << REMAINDER_BITS;
        for (int bit = DIVIDEND_BITS - 1; bit >= REMAINDER_BITS; bit--) {
            if ((rest >> bit & 1) == 1) {
                rest ^= DIVISOR << bit - REMAINDER_BITS;
            }
        }
        return rest;
    }

    /** Hands out the first {@code length} bytes; beyond the frame nobody pulls the line down. */
    static void copy(byte[] frame, int frameLength, byte[] into, int length) {
        for (int i = 0; i < length; i++) {
            into[i] = i < frameLength ? frame[i] : (byte) 0xFF;
        }
    }
}
