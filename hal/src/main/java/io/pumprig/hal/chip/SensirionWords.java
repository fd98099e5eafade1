package io.pumprig.hal.chip;

/**
 * Sensirion's answers: words of two bytes, most significant first, each followed by its CRC-8 with
 * the polynomial 0x31, no reflection, no final XOR (device reference 5.1, 5.3).
 *
 * <p>The generations differ in the start value. From 0xFF no bus that floats or is held passes;
 * from 0x00 a run of zeros does, so there something else has to prove the sensor.
 */
final class SensirionWords {
    /** Start value of the SF06 generation. */
    static final int SF06 = 0xFF;

    /** Start value of the SF04 generation. */
    static final int SF04 = 0x00;

    /** Bytes of a word with its CRC. */
    static final int LENGTH = 3;

    private static final int POLYNOMIAL = 0x31;

    private SensirionWords() {}

    /** CRC of one word. */
    static int crc(byte high, byte low, int start) {
        return enter(enter(start, high), low);
    }

    private static int enter(int crc, byte octet) {
        int shifted = crc ^ octet & 0xFF;
        for (int bit = 0; bit < 8; bit++) {
            shifted = shifted << 1 ^ ((shifted & 0x80) == 0 ? 0 : POLYNOMIAL);
        }
        return shifted & 0xFF;
    }

    /** Number of the first of {@code words} whose CRC is wrong, -1 when all are right. */
    static int badWord(byte[] bytes, int words, int start) {
        for (int i = 0; i < words; i++) {
            int at = i * LENGTH;
            if (crc(bytes[at], bytes[at + 1], start) != (bytes[at + 2] & 0xFF)) {
                return i;
            }
        }
        return -1;
    }

    /** Word {@code number}, unsigned; {@code (short)} makes it signed. */
    static int word(byte[] bytes, int number) {
        int at = number * LENGTH;
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }
}
