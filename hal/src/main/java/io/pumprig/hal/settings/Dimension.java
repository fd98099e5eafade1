package io.pumprig.hal.settings;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A kind of quantity, the unit in which the program counts it, and the units in which people may
 * write it. Wherever {@code mcg} or {@code u} is a unit's beginning, {@code ug}, {@code µg} and
 * {@code µ} (U+00B5 or U+03BC) mean the same. Upper and lower case matter, since {@code mg} and
 * {@code Mg} differ by a thousand million.
 *
 * <p>Drug is always shown in micrograms and never in milligrams, so that two reports cannot be
 * misread against each other by a factor of a thousand.
 */
public enum Dimension {
    /** Time, in nanoseconds; a day is 24 h. */
    TIME(
            "ns",
            shown("s", 1_000_000_000L),
            shown("ns", 1),
            shown("us", 1_000),
            shown("ms", 1_000_000),
            shown("min", 60_000_000_000L),
            shown("h", 3_600_000_000_000L),
            shown("d", 86_400_000_000_000L),
            alias("day", 86_400_000_000_000L),
            alias("days", 86_400_000_000_000L)),

    /** Volume, in picolitres. */
    VOLUME(
            "pL",
            shown("uL", 1_000_000),
            shown("pL", 1),
            shown("nL", 1_000),
            shown("mL", 1_000_000_000L),
            shown("L", 1_000_000_000_000L)),

    /** Flow of volume, in picolitres per day: an hour's flow times 24, a minute's times 1440. */
    FLOW(
            "pL/day",
            shown("uL/day", 1_000_000),
            taken("uL/h", 24_000_000),
            shown("mL/day", 1_000_000_000L),
            taken("mL/h", 24_000_000_000L),
            taken("nL/h", 24_000),
            taken("uL/min", 1_440_000_000L)),

    /** Drug per time, in picograms per day. */
    DOSE_RATE(
            "pg/day",
            shown("mcg/day", 1_000_000),
            taken("mg/day", 1_000_000_000L),
            taken("mcg/h", 24_000_000)),

    /** Amount of drug, in picograms. */
    MASS(
            "pg",
            shown("mcg", 1_000_000),
            taken("mg", 1_000_000_000L),
            shown("ng", 1_000),
            shown("pg", 1)),

    /** Drug in a volume, in picograms per nanolitre, which is mcg/mL. */
    CONCENTRATION("mcg/mL", shown("mcg/mL", 1), taken("mg/mL", 1_000)),

    /**
     * Pressure, in pascals. A psi is 6894.757293168 Pa, which is no whole number, so psi alone is
     * rounded: half up, to the nearest pascal.
     */
    PRESSURE(
            "Pa",
            shown("kPa", 1_000),
            shown("Pa", 1),
            new Unit("psi", new BigDecimal("6894.757293168"), true, false)),

    /** Volume stored per pressure, in picolitres per kilopascal. */
    COMPLIANCE("pL/kPa", shown("uL/kPa", 1_000_000), shown("nL/kPa", 1_000)),

    /** Length, in micrometres. */
    LENGTH("um", shown("cm", 10_000), shown("mm", 1_000), shown("um", 1), taken("m", 1_000_000)),

    /** A part of a whole, in parts per million; more than the whole is allowed. */
    SHARE("ppm", shown("%", 10_000), shown("ppm", 1)),

    /** Weight on the balance or the load cell, in micrograms. */
    WEIGHT("mcg", shown("g", 1_000_000), shown("mg", 1_000), shown("mcg", 1));

    /**
     * One way of writing a quantity.
     *
     * @param amount how many base units it is
     * @param listed whether messages name it; a second spelling is taken silently
     * @param shown whether values are shown in it
     */
    record Unit(String name, BigDecimal amount, boolean listed, boolean shown) {
        /** A whole number of base units: values in it are exact or refused. */
        boolean isExact() {
            return amount.stripTrailingZeros().scale() <= 0;
        }
    }

    private final String base;
    private final List<Unit> units;
    private final List<Unit> shownLargestFirst;
    private final String allowed;

    Dimension(String base, Unit... units) {
        this.base = base;
        this.units = List.of(units);
        List<Unit> sorted = new ArrayList<>();
        for (Unit unit : units) {
            if (unit.shown()) {
                sorted.add(unit);
            }
        }
        sorted.sort(Comparator.comparing(Unit::amount).reversed());
        this.shownLargestFirst = List.copyOf(sorted);
        this.allowed =
                "a number with one of "
                        + this.units.stream()
                                .filter(Unit::listed)
                                .map(Unit::name)
                                .collect(Collectors.joining(", "));
    }

    private static Unit shown(String name, long amount) {
        return new Unit(name, BigDecimal.valueOf(amount), true, true);
    }

    private static Unit taken(String name, long amount) {
        return new Unit(name, BigDecimal.valueOf(amount), true, false);
    }

    private static Unit alias(String name, long amount) {
        return new Unit(name, BigDecimal.valueOf(amount), false, false);
    }

    /** The unit of which the program counts whole ones, such as {@code pL}. */
    String base() {
        return base;
    }

    /** The unit for a zero, which fits every unit. */
    Unit mainUnit() {
        return units.get(0);
    }

    List<Unit> shownLargestFirst() {
        return shownLargestFirst;
    }

    /** What a value of this kind looks like, for messages. */
    String allowed() {
        return allowed;
    }

    /**
     * The unit that {@code written}, which is none of this dimension, was probably meant to be, or
     * null: one in other letters such as {@code ml}, the only one that it abbreviates or is longer
     * than, such as {@code mcg/d} and {@code hours}, or the nearest word. What is a unit of another
     * dimension is no slip of the pen, and gets no advice: {@code mcg} is not nearly {@code mcg/h}.
     */
    String nearest(String written) {
        for (Dimension other : values()) {
            if (other.unit(written) != null) {
                return null;
            }
        }
        List<String> names = units.stream().filter(Unit::listed).map(Unit::name).toList();
        String lower = plain(written).toLowerCase(Locale.ROOT);
        List<String> same = names.stream().filter(lower::equalsIgnoreCase).toList();
        if (!same.isEmpty()) {
            return same.size() == 1 ? same.get(0) : null;
        }
        List<String> begun =
                names.stream()
                        .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(lower))
                        .toList();
        if (!begun.isEmpty()) {
            return begun.size() == 1 ? begun.get(0) : null;
        }
        return names.stream()
                .filter(name -> lower.startsWith(name.toLowerCase(Locale.ROOT)))
                .max(Comparator.comparing(String::length))
                .orElseGet(() -> misspelt(lower, names));
    }

    /** No letter exchanged: {@code mcg/s} is another unit than {@code mcg/h}, not a slip. */
    private static String misspelt(String lower, List<String> names) {
        String near = Spelling.nearest(lower, names);
        if (near == null) {
            return null;
        }
        StringBuilder left = new StringBuilder(near.toLowerCase(Locale.ROOT));
        int besides = 0;
        for (int i = 0; i < lower.length(); i++) {
            int at = left.indexOf(lower.substring(i, i + 1));
            if (at < 0) {
                besides++;
            } else {
                left.deleteCharAt(at);
            }
        }
        return besides + left.length() <= 1 ? near : null;
    }

    /** {@code written} with one spelling for micro. */
    private static String plain(String written) {
        String name = written.replace('\u00b5', 'u').replace('\u03bc', 'u');
        return name.startsWith("ug") ? "mcg" + name.substring(2) : name;
    }

    /** Every spelling of every unit, as alternatives of a regular expression of ECMAScript. */
    String ecmaUnits() {
        return units.stream()
                .map(Unit::name)
                .map(
                        name ->
                                name.startsWith("mcg")
                                        ? "(?:mcg|[u\u00b5\u03bc]g)" + name.substring(3)
                                        : name.replace("u", "[u\u00b5\u03bc]"))
                .collect(Collectors.joining("|"));
    }

    /** The unit that {@code written} means, or null. */
    Unit unit(String written) {
        String name = plain(written);
        for (Unit unit : units) {
            if (unit.name().equals(name)) {
                return unit;
            }
        }
        return null;
    }
}
