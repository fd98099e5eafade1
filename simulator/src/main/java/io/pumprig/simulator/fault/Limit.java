package io.pumprig.simulator.fault;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By when something has to be seen, counted from its onset.
 *
 * @param kind what is counted
 * @param amount picolitres, nanoseconds or cycles
 */
public record Limit(Kind kind, long amount) {
    /** How a limit is written, in words. */
    public static final String ALLOWED =
            "a volume commanded such as 10 uL, a volume that truly flowed such as 3 uL flowed, a"
                    + " time such as 5 min, or cycles such as 1 cycle";

    private static final Pattern CYCLES = Pattern.compile("([0-9]{1,9}) cycles?");
    private static final String FLOWED = " flowed";

    /** What a limit counts. */
    public enum Kind {
        /** Volume that the controller commanded. */
        COMMANDED,
        /** Volume that truly left the reservoir, or came back to it. */
        FLOWED,
        /** Simulated time. */
        TIME,
        /** Cycles of the controller, the one of the onset not counted. */
        CYCLES
    }

    public Limit {
        if (amount < 0) {
            throw new IllegalArgumentException("limit " + amount);
        }
    }

    /**
     * Reads {@code 10 uL}, {@code 3 uL flowed}, {@code 5 min}, {@code 1 cycle}.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    public static Limit parse(String text) {
        Matcher cycles = CYCLES.matcher(text);
        if (cycles.matches()) {
            return new Limit(Kind.CYCLES, Long.parseLong(cycles.group(1)));
        }
        if (text.endsWith(FLOWED)) {
            String volume = text.substring(0, text.length() - FLOWED.length());
            return new Limit(Kind.FLOWED, Quantity.parse(Dimension.VOLUME, volume));
        }
        try {
            return new Limit(Kind.TIME, Quantity.parse(Dimension.TIME, text));
        } catch (IllegalArgumentException e) {
            return new Limit(Kind.COMMANDED, Quantity.parse(Dimension.VOLUME, text));
        }
    }

    /** As it is written. */
    @Override
    public String toString() {
        return switch (kind) {
            case COMMANDED -> Quantity.format(Dimension.VOLUME, amount);
            case FLOWED -> Quantity.format(Dimension.VOLUME, amount) + FLOWED;
            case TIME -> Quantity.format(Dimension.TIME, amount);
            case CYCLES -> amount + (amount == 1 ? " cycle" : " cycles");
        };
    }
}
