package io.pumprig.simulator.plant;

/** Ranges of what a fault may set; refused before anything has moved. */
final class Allowed {
    private Allowed() {}

    static void fraction(double value) {
        check(value >= 0 && value <= 1, value, "0 to 1");
    }

    static void positive(double value) {
        check(value > 0, value, "above 0");
    }

    static void notNegative(double value) {
        check(value >= 0, value, "0 or more");
    }

    private static void check(boolean fits, double value, String allowed) {
        if (!fits) {
            throw new IllegalArgumentException(value + ", allowed: " + allowed);
        }
    }
}
