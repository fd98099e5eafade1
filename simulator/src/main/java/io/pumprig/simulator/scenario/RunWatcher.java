package io.pumprig.simulator.scenario;

/** Looks at a run after every cycle of its controller. Simulation thread; it changes nothing. */
@FunctionalInterface
public interface RunWatcher {

    /** A cycle is over: sample, permit, command and ledger are what it left. */
    void saw(SimulatedRun run);
}
