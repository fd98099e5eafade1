package io.pumprig.hal.chip;

/**
 * Decimal text of an instrument as whole numbers, exactly: digits and how many of them stand behind
 * the point. Never by way of binary fractions, which do not hold a step of 10 ug (device reference
 * 6.1).
 */
final class TextDecimal {
    /** No number, or one that does not fit. */
    static final long NONE = Long.MIN_VALUE;

    /** So many digits always fit. */
    private static final int MOST_DIGITS = 18;

    private TextDecimal() {}

    /**
     * The digits of {@code [+-]digits[.digits]} without the point; {@link #NONE} when the text is
     * anything else or has more than 18 digits.
     */
    static long mantissa(byte[] text, int from, int to) {
        boolean signed = from < to && (text[from] == '-' || text[from] == '+');
        boolean pointSeen = false;
        int digits = 0;
        long value = 0;
        for (int i = signed ? from + 1 : from; i < to; i++) {
            int digit = text[i] - '0';
            if (text[i] == '.' && !pointSeen && digits > 0) {
                pointSeen = true;
            } else if (digit >= 0 && digit <= 9 && digits < MOST_DIGITS) {
                value = value * 10 + digit;
                digits++;
            } else {
                return NONE;
            }
        }
        if (digits == 0 || text[to - 1] == '.') {
            return NONE;
        }
        return signed && text[from] == '-' ? -value : value;
    }

    /** Digits behind the point of a text that has a {@link #mantissa}. */
    static int decimals(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] == '.') {
                return to - 1 - i;
            }
        }
        return 0;
    }

    /**
     * {@code mantissa * 10^exponent}, or {@link #NONE} when that is not a whole number or does not
     * fit: nothing is ever rounded.
     */
    static long scaled(long mantissa, int exponent) {
        long value = mantissa;
        for (int i = 0; i < exponent; i++) {
            if (value > Long.MAX_VALUE / 10 || value < -Long.MAX_VALUE / 10) {
                return NONE;
            }
            value *= 10;
        }
        for (int i = 0; i > exponent; i--) {
            if (value % 10 != 0) {
                return NONE;
            }
            value /= 10;
        }
        return value;
    }
}
