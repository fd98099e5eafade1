package io.pumprig.hal.settings;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A decimal number as people write it: ASCII digits, a point with digits on both sides, an exponent
 * of at most 30. The same on every machine and in every locale, and exact.
 */
final class Decimal {
    /** Longest text that is looked at: no setting needs half of it. */
    static final int MAX_CHARACTERS = 64;

    /** Beyond this an exponent is a slip or an attack: a long ends at 19 digits. */
    private static final int MAX_EXPONENT = 30;

    /** Possessive, so that a digit is never given back to be taken for a unit. */
    static final String FORM = "[+-]?[0-9]++(?:\\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+";

    /** The same for a schema: ECMAScript has no possessive quantifiers. */
    static final String ECMA_FORM = "[+-]?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?";

    private static final Pattern PARTS =
            Pattern.compile("([+-]?[0-9]++(?:\\.[0-9]++)?+)(?:[eE]([+-]?[0-9]++))?+");

    private Decimal() {}

    /** Whether {@code text} has the form of a number, whatever its size. */
    static boolean isNumber(String text) {
        return text.length() <= MAX_CHARACTERS && PARTS.matcher(text).matches();
    }

    /**
     * The exact value of {@code number}, which has the form of a number.
     *
     * @param written what the file says, for the message
     */
    static BigDecimal exact(String number, String written) {
        Matcher parts = PARTS.matcher(number);
        if (!parts.matches()) {
            throw new IllegalStateException("not a number: " + number);
        }
        BigDecimal mantissa = new BigDecimal(parts.group(1));
        String exponent = parts.group(2);
        if (exponent == null) {
            return mantissa;
        }
        // Compared as a BigDecimal, since the exponent itself may have sixty digits.
        BigDecimal power = new BigDecimal(exponent);
        if (power.abs().compareTo(BigDecimal.valueOf(MAX_EXPONENT)) > 0) {
            throw new Refused(
                    Printable.of(written),
                    "an exponent of -" + MAX_EXPONENT + " to " + MAX_EXPONENT);
        }
        return mantissa.scaleByPowerOfTen(power.intValueExact());
    }
}
