package io.pumprig.simulator.scenario;

import io.pumprig.simulator.fault.Fault;

/** Looks at a run after every cycle of its controller. Simulation thread; it changes nothing. */
@FunctionalInterface
public interface RunWatcher {

    /** A cycle is over: sample, permit, command and ledger are what it left. */
    void saw(SimulatedRun run);

    /** A fault came into the table, began, ended or was cleared, at the beginning of a cycle. */
    default void happened(Fault fault, String phase, long atCycle) {}

    /** Both of them look, this one first. */
    default RunWatcher and(RunWatcher other) {
        RunWatcher first = this;
        return new RunWatcher() {
            @Override
            public void saw(SimulatedRun run) {
                first.saw(run);
                other.saw(run);
            }

            @Override
            public void happened(Fault fault, String phase, long atCycle) {
                first.happened(fault, phase, atCycle);
                other.happened(fault, phase, atCycle);
            }
        };
    }
}
