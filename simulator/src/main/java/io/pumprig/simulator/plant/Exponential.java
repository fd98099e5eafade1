package io.pumprig.simulator.plant;

/** The decay that every spell between two events needs. */
final class Exponential {
    /** Beyond this, {@code exp(-x)} is lost in the last bit of 1. */
    private static final double SETTLED = 40;

    private Exponential() {}

    /** {@code 1 - exp(-x)} for {@code x >= 0}, also where x is tiny; quick where x is large. */
    static double oneMinusExp(double x) {
        return x > SETTLED ? 1 : -StrictMath.expm1(-x);
    }
}
