package io.pumprig.simulator.scenario;

import io.pumprig.controller.sample.Sample;
import io.pumprig.simulator.plant.Plant;

/** The worst values of a run, looked at every 128th cycle. */
public final class RunExtremes {
    private int highestPascals = Integer.MIN_VALUE;
    private double highestKilopascals = Double.NEGATIVE_INFINITY;
    private double lowestReservoirMicrolitres = Double.POSITIVE_INFINITY;
    private long largestLagMicrosteps;

    void look(Sample sample, Plant plant) {
        highestPascals = Math.max(highestPascals, sample.downstream().pascals());
        highestKilopascals = Math.max(highestKilopascals, plant.linePressureKilopascals());
        lowestReservoirMicrolitres =
                Math.min(lowestReservoirMicrolitres, plant.reservoirMicrolitres());
        largestLagMicrosteps =
                Math.max(
                        largestLagMicrosteps,
                        Math.abs(plant.fieldMicrosteps() - plant.rotorMicrosteps()));
    }

    /** Highest line pressure measured, Pa. */
    public int highestPascals() {
        return highestPascals;
    }

    /** Highest line pressure that there was, kPa. */
    public double highestKilopascals() {
        return highestKilopascals;
    }

    /** Lowest reservoir content that there was, uL. */
    public double lowestReservoirMicrolitres() {
        return lowestReservoirMicrolitres;
    }

    /** Largest distance between field and rotor. */
    public long largestLagMicrosteps() {
        return largestLagMicrosteps;
    }
}
