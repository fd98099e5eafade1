package io.pumprig.hal.settings;

import io.pumprig.hal.settings.Dimension.Unit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number with its unit, as people write it in settings and orders, to and from the whole base
 * units of the program. Exact decimal arithmetic: a value that the base unit cannot resolve is
 * refused, never rounded (psi apart, see {@link Dimension#PRESSURE}). Not for the cycle: it
 * allocates.
 */
public final class Quantity {
    private static final Pattern FORM = Pattern.compile("(" + Decimal.FORM + ") *+(\\S++)");

    /** A shown value has at most so many decimals, unless no unit can do it. */
    private static final BigInteger SHORT = BigInteger.valueOf(1_000);

    private Quantity() {}

    /**
     * The whole base units that {@code text} says, such as 250 000 000 for {@code 250 mcg/day};
     * blanks between number and unit may be left out.
     *
     * @throws IllegalArgumentException {@code found …; allowed …} when it is no number with a unit
     *     of the dimension, finer than the base unit, or beyond a long
     */
    public static long parse(Dimension dimension, String text) {
        return parse(dimension, text, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /**
     * As {@link #parse(Dimension, String)}, and within a range.
     *
     * @param min least allowed, in base units
     * @param max most allowed, in base units
     * @throws IllegalArgumentException {@code found …; allowed …}, also when it is out of range
     */
    public static long parse(Dimension dimension, String text, long min, long max) {
        if (min > max) {
            throw new IllegalArgumentException("range " + min + " to " + max);
        }
        if (text == null) {
            throw new Refused("nothing", dimension.allowed());
        }
        Matcher parts = FORM.matcher(text);
        if (text.length() > Decimal.MAX_CHARACTERS || !parts.matches()) {
            throw new Refused(Printable.of(text), dimension.allowed());
        }
        Unit unit = dimension.unit(parts.group(2));
        if (unit == null) {
            throw new Refused(Printable.of(text), dimension.allowed() + hint(dimension, parts));
        }
        BigDecimal amount = Decimal.exact(parts.group(1), text).multiply(unit.amount());
        if (!unit.isExact()) {
            amount = amount.setScale(0, RoundingMode.HALF_UP);
        }
        if (amount.compareTo(BigDecimal.valueOf(min)) < 0
                || amount.compareTo(BigDecimal.valueOf(max)) > 0) {
            throw new Refused(Printable.of(text), range(dimension, min, max));
        }
        if (amount.stripTrailingZeros().scale() > 0) {
            throw new Refused(Printable.of(text), "a multiple of 1 " + dimension.base());
        }
        return amount.longValueExact();
    }

    /**
     * {@code amount} for people: exact, in the largest unit in which it is at least 1 and has at
     * most three decimals, such as {@code 125 uL}, {@code 1.5 mL}, {@code 250 mcg/day}. {@link
     * #parse(Dimension, String)} reads it back to the same value.
     *
     * @param amount in base units
     */
    public static String format(Dimension dimension, long amount) {
        if (amount == 0) {
            return "0 " + dimension.mainUnit().name();
        }
        BigDecimal exact = BigDecimal.valueOf(amount);
        Unit unit = null;
        for (Unit candidate : dimension.shownLargestFirst()) {
            unit = candidate;
            BigInteger size = candidate.amount().toBigIntegerExact();
            boolean isWhole = exact.abs().toBigIntegerExact().compareTo(size) >= 0;
            BigInteger thousandths = exact.toBigIntegerExact().multiply(SHORT);
            if (isWhole && thousandths.mod(size).signum() == 0) {
                break;
            }
        }
        // The smallest shown unit of each dimension is a power of ten, so the quotient ends.
        BigDecimal value = exact.divide(unit.amount()).stripTrailingZeros();
        return value.toPlainString() + " " + unit.name();
    }

    /** The same number with the unit that was probably meant, or nothing. */
    private static String hint(Dimension dimension, Matcher parts) {
        String unit = dimension.nearest(parts.group(2));
        return unit == null ? "" : " (did you mean \"" + parts.group(1) + " " + unit + "\"?)";
    }

    /** A range for messages. */
    static String range(Dimension dimension, long min, long max) {
        return format(dimension, min) + " to " + format(dimension, max);
    }
}
