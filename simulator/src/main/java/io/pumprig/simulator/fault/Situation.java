package io.pumprig.simulator.fault;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.order.Mode;

/** What a trigger may wait for: the pump as it was after the last cycle. Simulation thread. */
public interface Situation {

    /** The pump's mode. */
    Mode mode();

    /** True while a bolus runs. */
    boolean isBolusRunning();

    /** What the reservoir truly holds. */
    double reservoirMicrolitres();

    /** True while the alarm is present or latched. */
    boolean isListed(Alarm alarm);
}
