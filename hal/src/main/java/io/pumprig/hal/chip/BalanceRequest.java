package io.pumprig.hal.chip;

/** What a laboratory balance can be asked for (device reference 6.1, 6.2). */
public enum BalanceRequest {
    /** The weight now, stable or not. */
    WEIGHT,
    /** The weight once it is stable; the balance waits as long as it likes. */
    STABLE_WEIGHT,
    /** Zero, once stable. */
    ZERO,
    /** Zero at once. */
    ZERO_NOW,
    /** Tare, once stable. */
    TARE,
    /** Tare at once. */
    TARE_NOW,
    /** The tare weight held. */
    TARE_VALUE,
    /** Forgets the tare weight. */
    CLEAR_TARE,
    /** Cancels everything under way. */
    RESET,
    /** Levels of the command set. */
    LEVEL,
    /** Model and capacity. */
    MODEL,
    /** Version of the software. */
    SOFTWARE,
    /** Serial number: which balance this is. */
    SERIAL_NUMBER;

    /** An answer without a weight is none. */
    boolean asksForWeight() {
        return this == WEIGHT || this == STABLE_WEIGHT || this == TARE_VALUE;
    }

    /** The answer comes only when the balance has come to rest. */
    boolean waitsForRest() {
        return this == STABLE_WEIGHT || this == ZERO || this == TARE;
    }

    /** Afterwards zero is where whoever asked has put it. */
    boolean setsZero() {
        return this == ZERO || this == ZERO_NOW || this == TARE || this == TARE_NOW;
    }

    /** The answer is text about the balance. */
    boolean asksForText() {
        return this == LEVEL || this == MODEL || this == SOFTWARE || this == SERIAL_NUMBER;
    }
}
