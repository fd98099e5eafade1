package io.pumprig.simulator.fault;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import java.math.BigDecimal;

/**
 * One parameter of a fault type: a plain number, or a quantity with its unit.
 *
 * @param name as written
 * @param unit how the value is to be read
 * @param least smallest value, in the unit of {@link Unit}
 * @param most largest value
 * @param otherwise the value when it is left out, as it would be written
 * @param meaning one sentence for people
 */
public record FaultParameter(
        String name, Unit unit, double least, double most, String otherwise, String meaning) {

    /** How a parameter is written and what its value counts. */
    public enum Unit {
        /** A number without dimension. */
        NUMBER("a number"),
        /** A number without dimension and fraction. */
        WHOLE("a whole number"),
        /** A volume rate such as {@code 1 mL/h}; counts microlitres per hour. */
        FLOW("a flow such as 1 mL/h"),
        /** A change of pressure such as {@code 10 kPa/h}; counts kilopascals per hour. */
        PRESSURE_RATE("a pressure rate such as 10 kPa/h");

        private final String form;

        Unit(String form) {
            this.form = form;
        }

        /** The form in words. */
        public String form() {
            return form;
        }
    }

    private static final double PICOLITRES_PER_DAY_IN_MICROLITRE_PER_HOUR = 24_000_000.0;
    private static final int MOST_CHARACTERS = 40;

    /** What is allowed, in words. */
    public String allowed() {
        return unit.form() + " from " + number(least) + " to " + number(most) + unitLabel();
    }

    private String unitLabel() {
        return switch (unit) {
            case NUMBER, WHOLE -> "";
            case FLOW -> " uL/h";
            case PRESSURE_RATE -> " kPa/h";
        };
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /**
     * The value of {@code text}, or of the default when it is null.
     *
     * @throws FaultRefused when it is no such value
     */
    double value(String text) throws FaultRefused {
        String written = text == null ? otherwise : text.strip();
        double value;
        try {
            value = read(written);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw refusal(written);
        }
        if (!(value >= least && value <= most)) {
            throw refusal(written);
        }
        return value;
    }

    private double read(String written) {
        if (written.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(written);
        }
        return switch (unit) {
            case NUMBER -> new BigDecimal(written).doubleValue();
            case WHOLE -> new BigDecimal(written).longValueExact();
            case FLOW ->
                    Quantity.parse(Dimension.FLOW, written)
                            / PICOLITRES_PER_DAY_IN_MICROLITRE_PER_HOUR;
            case PRESSURE_RATE -> pascalsPerHour(written) / 1_000.0;
        };
    }

    private static long pascalsPerHour(String written) {
        if (!written.endsWith("/h")) {
            throw new IllegalArgumentException(written);
        }
        return Quantity.parse(Dimension.PRESSURE, written.substring(0, written.length() - 2));
    }

    private FaultRefused refusal(String written) {
        return new FaultRefused(
                FaultRefused.Why.BAD_PARAM, "params." + name, "`" + written + "`", allowed());
    }
}
