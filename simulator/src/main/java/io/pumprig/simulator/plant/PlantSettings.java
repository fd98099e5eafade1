package io.pumprig.simulator.plant;

/**
 * What the plant is made of (therapy reference 9.9). {@link #reference()} is the rig of the
 * reference; the {@code with} methods make the variants that scenarios ask for.
 */
public record PlantSettings(
        Head head, Line line, Reservoir reservoir, Climate climate, Supply supply) {

    /**
     * The roller head and its motor (9.1, 9.2).
     *
     * @param microlitresPerRevolution displacement at calibration
     * @param rollers pressure pulses in a revolution
     * @param microstepsPerRevolution 200 full steps of 16 microsteps, a multiple of the rollers
     * @param firstRipple a1, amplitude at the roller frequency
     * @param secondRipple a2, amplitude at twice that
     * @param gain g_cal
     * @param lossPerKilopascal kP, lost to back pressure
     * @param wearPerRevolution kw
     * @param gainPerKelvin kT, against the climate's mean
     * @param lossPerRpm kn
     * @param stallKilopascals pressure difference that stops the rotor at nominal motor supply
     */
    public record Head(
            double microlitresPerRevolution,
            int rollers,
            int microstepsPerRevolution,
            double firstRipple,
            double secondRipple,
            double gain,
            double lossPerKilopascal,
            double wearPerRevolution,
            double gainPerKelvin,
            double lossPerRpm,
            double stallKilopascals) {

        public Head {
            if (rollers < 1 || microstepsPerRevolution % rollers != 0) {
                throw new IllegalArgumentException(
                        microstepsPerRevolution + " microsteps over " + rollers + " rollers");
            }
        }

        /** The same head without any loss or wear, for exact sums. */
        public Head lossless() {
            return new Head(
                    microlitresPerRevolution,
                    rollers,
                    microstepsPerRevolution,
                    firstRipple,
                    secondRipple,
                    gain,
                    0,
                    0,
                    0,
                    0,
                    stallKilopascals);
        }
    }

    /**
     * From the head to the catheter's tip (9.3, 9.7).
     *
     * @param complianceMicrolitresPerKilopascal C_line
     * @param resistanceKilopascalsPerMicrolitrePerHour R of the open catheter
     * @param crackKilopascals opening pressure of the check valve
     * @param tipKilopascals pressure at the outlet
     * @param deadMicrolitres fluid between head and tip
     * @param gasMicrolitres gas trapped at the start, at the pressure of the start
     */
    public record Line(
            double complianceMicrolitresPerKilopascal,
            double resistanceKilopascalsPerMicrolitrePerHour,
            double crackKilopascals,
            double tipKilopascals,
            double deadMicrolitres,
            double gasMicrolitres) {}

    /**
     * Reservoir and inlet (9.5).
     *
     * @param microlitres content at the start
     * @param microgramsPerMillilitre concentration of the drug in reservoir and line
     * @param gasSpringKilopascals pressure on the bag, constant
     * @param collapseMicrolitres content below which the bag pulls back
     * @param collapseKilopascalsPerMillilitre how hard it pulls
     * @param deadMicrolitres content that cannot be drawn: below it the head draws gas
     * @param inletKilopascalsPerMicrolitrePerHour R_up
     * @param inletMicrolitresPerKilopascal C_up
     * @param milligramsPerMicrolitre density of the drug solution
     */
    public record Reservoir(
            double microlitres,
            double microgramsPerMillilitre,
            double gasSpringKilopascals,
            double collapseMicrolitres,
            double collapseKilopascalsPerMillilitre,
            double deadMicrolitres,
            double inletKilopascalsPerMicrolitrePerHour,
            double inletMicrolitresPerKilopascal,
            double milligramsPerMicrolitre) {

        /** The same with another content. */
        public Reservoir holding(double newMicrolitres) {
            return new Reservoir(
                    newMicrolitres,
                    microgramsPerMillilitre,
                    gasSpringKilopascals,
                    collapseMicrolitres,
                    collapseKilopascalsPerMillilitre,
                    deadMicrolitres,
                    inletKilopascalsPerMicrolitrePerHour,
                    inletMicrolitresPerKilopascal,
                    milligramsPerMicrolitre);
        }

        /** The same with another concentration. */
        public Reservoir of(double newMicrogramsPerMillilitre) {
            return new Reservoir(
                    microlitres,
                    newMicrogramsPerMillilitre,
                    gasSpringKilopascals,
                    collapseMicrolitres,
                    collapseKilopascalsPerMillilitre,
                    deadMicrolitres,
                    inletKilopascalsPerMicrolitrePerHour,
                    inletMicrolitresPerKilopascal,
                    milligramsPerMicrolitre);
        }
    }

    /**
     * Temperature of fluid and room (9.6).
     *
     * @param meanCelsius about which it wanders, T0 of the head's gain
     * @param sdKelvin how far
     * @param reversionSeconds how slowly
     * @param expansionPerKelvin beta of the fluid
     * @param evaporationMilligramsPerHour from the open vessel that collects the drug
     */
    public record Climate(
            double meanCelsius,
            double sdKelvin,
            double reversionSeconds,
            double expansionPerKelvin,
            double evaporationMilligramsPerHour) {}

    /**
     * Nominal voltages.
     *
     * @param motorVolts supply of the motor; the stall pressure is proportional to it
     * @param sensorVolts supply of the ratiometric pressure sensors
     */
    public record Supply(double motorVolts, double sensorVolts) {}

    /** Defaults of table 9.9; the reservoir holds 20 mL of 2000 mcg/mL. */
    public static PlantSettings reference() {
        return new PlantSettings(
                new Head(20.0, 4, 3200, 0.6, 0.2, 1.0, 0.0005, 5e-6, 0.002, 0.001, 200.0),
                new Line(0.2, 7.2e-5, 7.0, 1.0, 140.0 + 70.0 * 2.6, 0.0),
                new Reservoir(20_000.0, 2000.0, 0.0, 2000.0, 5.0, 50.0, 0.02, 0.05, 0.998),
                new Climate(20.0, 0.3, 3600.0, 2.07e-4, 1.0),
                new Supply(12.0, 5.0));
    }

    /** The same with another head. */
    public PlantSettings with(Head newHead) {
        return new PlantSettings(newHead, line, reservoir, climate, supply);
    }

    /** The same with another line. */
    public PlantSettings with(Line newLine) {
        return new PlantSettings(head, newLine, reservoir, climate, supply);
    }

    /** The same with another reservoir. */
    public PlantSettings with(Reservoir newReservoir) {
        return new PlantSettings(head, line, newReservoir, climate, supply);
    }

    /** The same in another climate. */
    public PlantSettings with(Climate newClimate) {
        return new PlantSettings(head, line, reservoir, newClimate, supply);
    }

    /** The same at one constant temperature: no expansion, no thermal gain. */
    public PlantSettings isothermal() {
        return with(
                new Climate(
                        climate.meanCelsius,
                        0,
                        climate.reversionSeconds,
                        climate.expansionPerKelvin,
                        climate.evaporationMilligramsPerHour));
    }
}
