package io.pumprig.simulator.fault;

/** One place in the simulated rig where faults of one type and instance act. Simulation thread. */
public interface Injection {

    /**
     * Makes the place as broken as {@code fault} says, or sound again.
     *
     * @param fault the fault that holds now, or null for none
     * @param share 0-1, how much of its severity a ramp has reached
     * @param nowNanos simulated time
     */
    void apply(Fault fault, double share, long nowNanos);

    /** How many reads, steps or spells of flow were altered here since the start. */
    long effects();
}
