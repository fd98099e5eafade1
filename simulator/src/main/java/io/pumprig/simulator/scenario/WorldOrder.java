package io.pumprig.simulator.scenario;

/**
 * Something asked of the simulated world; it is done between two cycles, on the simulation thread.
 */
@FunctionalInterface
public interface WorldOrder {

    /**
     * @param run the run, standing still
     * @param cycle the cycle that follows
     * @param nanos simulated time of that cycle
     */
    void enact(SimulatedRun run, long cycle, long nanos);
}
