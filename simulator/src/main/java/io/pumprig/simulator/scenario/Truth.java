package io.pumprig.simulator.scenario;

/**
 * What the plant knows and no controller can: published for testers, compared in reports.
 *
 * @param cycle the last cycle
 * @param tipMicrograms drug that left the catheter's tip since the run began
 */
public record Truth(
        long cycle,
        long nanos,
        double tipMicrograms,
        double tipMicrolitres,
        double linePressureKilopascals,
        double upstreamKilopascals,
        double trappedGasMicrolitres,
        double reservoirMicrolitres,
        double temperatureCelsius,
        long fieldMicrosteps,
        long rotorMicrosteps) {}
