package io.pumprig.simulator.fault;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import java.math.BigDecimal;

/**
 * One parameter of a fault type: a plain number, or a quantity with its unit.
 *
 * @param name as written
 * @param unit how the value is written and what it counts
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
        NUMBER("a number", "", null, 1, ""),
        /** A number without dimension and fraction. */
        WHOLE("a whole number", "", null, 1, ""),
        /** A volume; counts microlitres. */
        VOLUME("a volume such as 20 uL", "uL", Dimension.VOLUME, 1e6, ""),
        /** A volume rate; counts microlitres per hour. */
        FLOW("a flow such as 1 mL/h", "uL/h", Dimension.FLOW, 24e6, ""),
        /** A concentration; counts micrograms per millilitre. */
        CONCENTRATION(
                "a concentration such as 500 mcg/mL", "mcg/mL", Dimension.CONCENTRATION, 1, ""),
        /** A weight; counts grams. */
        WEIGHT("a weight such as 1 g", "g", Dimension.WEIGHT, 1e6, ""),
        /** A change of weight; counts grams per hour. */
        WEIGHT_RATE("a rate of weight such as 1 g/h", "g/h", Dimension.WEIGHT, 1e6, "/h"),
        /** A change of pressure; counts kilopascals per hour. */
        PRESSURE_RATE("a pressure rate such as 10 kPa/h", "kPa/h", Dimension.PRESSURE, 1e3, "/h"),
        /** A time; counts milliseconds. */
        TIME("a time such as 20 ms", "ms", Dimension.TIME, 1e6, "");

        private final String form;
        private final String label;
        private final Dimension dimension;
        private final double baseUnits;
        private final String suffix;

        Unit(String form, String label, Dimension dimension, double baseUnits, String suffix) {
            this.form = form;
            this.label = label;
            this.dimension = dimension;
            this.baseUnits = baseUnits;
            this.suffix = suffix;
        }

        /** The form in words. */
        public String form() {
            return form;
        }

        /** The unit of its values, empty for a plain number. */
        public String label() {
            return label;
        }

        /** False for a plain number. */
        public boolean isQuantity() {
            return dimension != null;
        }

        /** A value as it is written. */
        private String text(double value) {
            return switch (this) {
                case NUMBER -> Double.toString(value);
                case WHOLE -> Long.toString((long) value);
                default -> Quantity.format(dimension, Math.round(value * baseUnits)) + suffix;
            };
        }

        private double quantity(String written) {
            if (!written.endsWith(suffix)) {
                throw new IllegalArgumentException(written);
            }
            String amount = written.substring(0, written.length() - suffix.length());
            return Quantity.parse(dimension, amount) / baseUnits;
        }
    }

    private static final int MOST_CHARACTERS = 40;

    /** What is allowed, in words. */
    public String allowed() {
        String range = unit.form() + " from " + number(least) + " to " + number(most);
        return unit.isQuantity() ? range + " " + unit.label() : range;
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

    /** A value as it would be written, so that it is read as the same. */
    String text(double value) {
        return unit.text(value);
    }

    private double read(String written) {
        if (written.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(written);
        }
        return switch (unit) {
            case NUMBER -> new BigDecimal(written).doubleValue();
            case WHOLE -> new BigDecimal(written).longValueExact();
            default -> unit.quantity(written);
        };
    }

    private FaultRefused refusal(String written) {
        return new FaultRefused(
                FaultRefused.Why.BAD_PARAM, "params." + name, "`" + written + "`", allowed());
    }
}
