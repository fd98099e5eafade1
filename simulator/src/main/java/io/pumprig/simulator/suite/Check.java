package io.pumprig.simulator.suite;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.event.Event;

/** One thing that has to hold in a run, watched from its first cycle to its last. */
abstract class Check {
    private String failure;
    private long failedCycle = -1;

    /** What it asks for, as it was written. */
    abstract String asked();

    /** An alarm has come into the list in this cycle. */
    void alarm(Watched run, Alarm alarm) {}

    /** Something happened in this cycle, or at the boundary before it. */
    void event(Watched run, Event event) {}

    /** A cycle is over; asked only while {@link #wantsCycles}. */
    void cycle(Watched run) {}

    /** Whether every cycle has to be looked at. */
    boolean wantsCycles() {
        return false;
    }

    /** The key of a fault whose effects this asks for, or null. */
    String effectsOf() {
        return null;
    }

    /** The run is over. */
    void end(Watched run) {}

    /** It does not hold; the first complaint stays. */
    final void fail(Watched run, String found) {
        if (failure == null) {
            failure = asked() + ": " + found;
            failedCycle = run.cycle();
        }
    }

    /** What was found instead, or null while it holds. */
    final String failure() {
        return failure;
    }

    /** The cycle in which it was found, or -1. */
    final long failedCycle() {
        return failedCycle;
    }
}
