package io.pumprig.simulator.fault;

/** Hears of a fault's life: scheduled, active, cleared, expired. Simulation thread. */
public interface FaultListener {

    /**
     * @param phase {@code scheduled}, {@code active}, {@code cleared} or {@code expired}
     * @param effects what it has altered so far
     */
    void happened(Fault fault, String phase, long effects, long cycle, long nanos);
}
