package io.pumprig.hal.chip;

/** One line of a balance, taken apart. A holder made once and filled by a {@link BalanceLines}. */
final class BalanceAnswer {
    enum Status {
        /** No line of this dialect. */
        GARBLED,
        /** At rest; with a weight unless it answers a command. */
        STABLE,
        /** Not at rest. */
        DYNAMIC,
        /** Above the weighing range. */
        OVERLOAD,
        /** Below the weighing range. */
        UNDERLOAD,
        /** Cannot now: busy, or not stable in the balance's own time. */
        NOT_EXECUTABLE,
        /** Done. */
        DONE,
        /** More lines of the same answer follow. */
        MORE,
        /** A parameter was refused. */
        BAD_PARAMETER,
        /** The command is not known. */
        SYNTAX_ERROR,
        /** Parity or framing on the way to the balance. */
        TRANSMISSION_ERROR,
        /** Known, and cannot be executed. */
        LOGICAL_ERROR,
        /** The balance names an error of its own. */
        DEVICE_ERROR
    }

    /** The line names no unit, as SBI does while the load moves. */
    static final int NO_UNIT = Integer.MIN_VALUE;

    /** The line names a unit that is no decimal part of a gram. */
    static final int FOREIGN_UNIT = Integer.MAX_VALUE;

    static final int LONGEST = 80;

    private final byte[] text = new byte[LONGEST];
    private int textLength;
    private Status status = Status.GARBLED;
    private boolean hasWeight;
    private long mantissa;
    private int decimals;
    private int unitExponent;
    private boolean answering;
    private boolean greeting;

    /** Nothing is known of the next line yet. */
    void clear() {
        status = Status.GARBLED;
        hasWeight = false;
        textLength = 0;
        answering = false;
        greeting = false;
        unitExponent = NO_UNIT;
    }

    /** Takes a status alone. */
    void took(Status newStatus) {
        status = newStatus;
    }

    /** Takes a weight of {@code mantissa} digits, so many of them behind the point. */
    void took(Status newStatus, long newMantissa, int newDecimals, int newUnitExponent) {
        status = newStatus;
        hasWeight = true;
        mantissa = newMantissa;
        decimals = newDecimals;
        unitExponent = newUnitExponent;
    }

    /** Takes text; what is beyond {@link #LONGEST} is cut off. */
    void took(Status newStatus, byte[] line, int from, int to) {
        status = newStatus;
        textLength = Math.min(to - from, LONGEST);
        System.arraycopy(line, from, text, 0, textLength);
    }

    /** The line belongs to what was asked. */
    void answering(boolean isAnswering) {
        answering = isAnswering;
    }

    /** The line is the one that a balance sends by itself when it was switched on. */
    void greeting(boolean isGreeting) {
        greeting = isGreeting;
    }

    Status status() {
        return status;
    }

    boolean isAnswering() {
        return answering;
    }

    boolean isGreeting() {
        return greeting;
    }

    boolean hasWeight() {
        return hasWeight;
    }

    /** Digits of the weight, without the point. */
    long mantissa() {
        return mantissa;
    }

    /** Digits behind the point. */
    int decimals() {
        return decimals;
    }

    /** Power of ten of a microgram that is one unit, {@link #NO_UNIT} or {@link #FOREIGN_UNIT}. */
    int unitExponent() {
        return unitExponent;
    }

    byte[] text() {
        return text;
    }

    int textLength() {
        return textLength;
    }

    /** The power of ten of a microgram that a unit is; {@link #FOREIGN_UNIT} when it is none. */
    static int unitExponent(byte[] line, int from, int to) {
        if (is(line, from, to, 'g')) {
            return 6;
        }
        if (is(line, from, to, 'm', 'g')) {
            return 3;
        }
        if (is(line, from, to, 'k', 'g')) {
            return 9;
        }
        if (is(line, from, to, 'u', 'g') || is(line, from, to, 'm', 'c', 'g')) {
            return 0;
        }
        return FOREIGN_UNIT;
    }

    private static boolean is(byte[] line, int from, int to, char only) {
        return to - from == 1 && line[from] == only;
    }

    private static boolean is(byte[] line, int from, int to, char first, char second) {
        return to - from == 2 && line[from] == first && line[from + 1] == second;
    }

    private static boolean is(byte[] line, int from, int to, char first, char second, char third) {
        return to - from == 3
                && line[from] == first
                && line[from + 1] == second
                && line[from + 2] == third;
    }
}
