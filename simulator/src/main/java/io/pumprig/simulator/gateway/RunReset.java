package io.pumprig.simulator.gateway;

/** Begins a run anew, once the present one has come to its end. */
public interface RunReset {
    /** Why that cannot be, for a person; null when it can. Any thread. */
    String objection();

    /** The seed of the present run. Any thread. */
    long seed();

    /** The next run has that seed. Simulation thread; does not wait. */
    void begin(long seed);
}
