package io.pumprig.simulator.suite;

import io.pumprig.controller.alarm.Alarm;

/** Hears of every alarm of a run, in the cycle in which it comes into the list. */
@FunctionalInterface
public interface AlarmWitness {

    /** The alarm was not listed before this cycle. Simulation thread; it changes nothing. */
    void alarm(Watched run, Alarm alarm);
}
