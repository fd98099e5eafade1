package io.pumprig.simulator.suite;

import io.pumprig.simulator.scenario.SimulatedSession;

/**
 * What accompanies a run and may not change it: a broker with a link to it. Given by whoever can
 * start one, for scenarios that ask for it and for the gate that proves that it changes nothing.
 */
@FunctionalInterface
public interface Company {
    /** Runs alone. */
    Company NONE =
            session -> {
                return () -> {};
            };

    /**
     * Joins a session before its first cycle.
     *
     * @return ends the company, after the last cycle
     */
    End join(SimulatedSession session);

    /** Takes leave. */
    @FunctionalInterface
    interface End {
        /** Waits for what is still under way, bounded. */
        void leave();
    }
}
