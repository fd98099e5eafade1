package io.pumprig.hal.device;

/** Line pressures and the supplies they are measured against. */
public interface PressureSensor {

    /**
     * Takes the conversion that has finished and starts the next that is due; at most one of the
     * four readings is touched. Callable in the cycle.
     */
    void read(
            PressureReading downstream,
            PressureReading upstream,
            SupplyReading sensorSupply,
            SupplyReading motorSupply);
}
