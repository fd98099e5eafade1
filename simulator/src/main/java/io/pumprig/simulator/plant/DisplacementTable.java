package io.pumprig.simulator.plant;

/**
 * Volume of each microstep within one roller pitch, the integral of the ripple over that microstep
 * (therapy reference 9.2). The pitch as a whole is exact: 5 uL on the reference head.
 */
final class DisplacementTable {
    private final double[] microlitres;

    DisplacementTable(PlantSettings.Head head) {
        int microsteps = head.microstepsPerRevolution() / head.rollers();
        double mean = head.microlitresPerRevolution() / head.microstepsPerRevolution();
        double width = 2 * StrictMath.PI / microsteps;
        microlitres = new double[microsteps];
        for (int i = 0; i < microsteps; i++) {
            double from = i * width;
            double to = (i + 1) * width;
            double first = (StrictMath.sin(to) - StrictMath.sin(from)) / width;
            double second = (StrictMath.sin(2 * to) - StrictMath.sin(2 * from)) / (2 * width);
            microlitres[i] = mean * (1 + head.firstRipple() * first + head.secondRipple() * second);
        }
    }

    /** Volume between rotor position {@code microsteps} and the next, before any gain. */
    double microlitresFrom(long microsteps) {
        return microlitres[(int) Math.floorMod(microsteps, (long) microlitres.length)];
    }
}
