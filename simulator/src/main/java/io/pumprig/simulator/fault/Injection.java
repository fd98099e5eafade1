package io.pumprig.simulator.fault;

/** One place in the simulated rig where faults of one type and instance act. Simulation thread. */
public interface Injection {
    /** A place that is not there any more. */
    Injection NOWHERE =
            new Injection() {
                @Override
                public void apply(Fault fault, double share, long nowNanos) {
                    // Nothing is left that could break.
                }

                @Override
                public long effects() {
                    return 0;
                }
            };

    /**
     * Makes the place as broken as {@code fault} says, or sound again.
     *
     * @param fault the fault that holds now, of a severity above 0, or null for none
     * @param share 0-1, how much of its severity a ramp has reached
     * @param nowNanos simulated time
     */
    void apply(Fault fault, double share, long nowNanos);

    /**
     * True when nothing is left to happen of a fault that is a moment; a place that is broken or
     * sound never has anything left.
     */
    default boolean isSpent() {
        return true;
    }

    /** How many reads, steps or spells of flow were altered here since the start. */
    long effects();
}
