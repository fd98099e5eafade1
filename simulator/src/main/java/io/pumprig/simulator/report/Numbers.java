package io.pumprig.simulator.report;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as pages and tables write them. */
final class Numbers {
    private static final MathContext SHORT = new MathContext(6);
    private static final MathContext LONG = new MathContext(9);
    private static final double NANOS_PER_HOUR = 3.6e12;
    private static final double PPM_PER_CENT = 1e4;
    private static final long SECOND = 1_000_000_000L;

    private Numbers() {}

    /** Six digits at most, without an exponent; empty for nothing. */
    static String text(double value) {
        return text(value, SHORT);
    }

    /** Nine digits: for sums, whose differences count. */
    static String exact(double value) {
        return text(value, LONG);
    }

    private static String text(double value, MathContext digits) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "";
        }
        BigDecimal rounded = new BigDecimal(value).round(digits);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** The same as a number for JSON; null for nothing. */
    static Number json(double value) {
        String text = exact(value);
        return text.isEmpty() ? null : new BigDecimal(text);
    }

    /** Nanoseconds in hours. */
    static double hours(long nanos) {
        return nanos / NANOS_PER_HOUR;
    }

    /** Millionths in percent. */
    static double percent(long partsPerMillion) {
        return partsPerMillion / PPM_PER_CENT;
    }

    /** A time as it is written, to the second where it is longer. */
    static String time(long nanos) {
        long rounded = nanos >= SECOND ? (nanos + SECOND / 2) / SECOND * SECOND : nanos;
        return Quantity.format(Dimension.TIME, rounded);
    }
}
