package io.pumprig.hal.chip;

import java.nio.charset.StandardCharsets;

/**
 * The command text for an NE-1000: its address, a word, and perhaps a number of at most four digits
 * and one point (device reference 7.1). Written into one array, again and again.
 */
final class Ne1000Text {
    private static final int LONGEST = 32;
    private static final int FOUR_DIGITS = 9_999;

    private final byte[] bytes = new byte[LONGEST];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Begins a command for the pump at {@code address}. */
    Ne1000Text to(int address) {
        length = 0;
        if (address >= 10) {
            add((byte) ('0' + address / 10));
        }
        add((byte) ('0' + address % 10));
        return this;
    }

    Ne1000Text word(byte[] word) {
        for (byte letter : word) {
            add(letter);
        }
        return this;
    }

    /** Writes {@code thousandths / 1000} with as many decimals as four digits leave. */
    Ne1000Text number(int thousandths) {
        int decimals = decimals(thousandths);
        int digits = thousandths;
        for (int i = decimals; i < 3; i++) {
            digits /= 10;
        }
        int scale = 1_000;
        for (int places = 3; scale > 0; places--, scale /= 10) {
            boolean leading = places > decimals && digits < scale;
            if (!leading) {
                add((byte) ('0' + digits / scale % 10));
            }
            if (places == decimals && decimals > 0) {
                add((byte) '.');
            }
        }
        return this;
    }

    /** Whether {@link #number} would write all of it. */
    static boolean fitsFourDigits(int thousandths) {
        int dropped = 1;
        for (int i = decimals(thousandths); i < 3; i++) {
            dropped *= 10;
        }
        return thousandths % dropped == 0 && thousandths / dropped <= FOUR_DIGITS;
    }

    private static int decimals(int thousandths) {
        int decimals = 3;
        for (int rest = thousandths; rest > FOUR_DIGITS && decimals > 0; rest /= 10) {
            decimals--;
        }
        return decimals;
    }

    private void add(byte letter) {
        bytes[length++] = letter;
    }

    static byte[] word(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }
}
