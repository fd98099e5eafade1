package io.pumprig.hal.gravimetry;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Division that rounds once, to the nearest whole number, halves away from zero. */
final class Nearest {
    private Nearest() {}

    /**
     * {@code above / below}.
     *
     * @throws ArithmeticException when it does not fit into a long
     */
    static long quotient(BigInteger above, BigInteger below) {
        return new BigDecimal(above)
                .divide(new BigDecimal(below), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
