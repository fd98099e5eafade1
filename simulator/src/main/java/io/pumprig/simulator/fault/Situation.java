package io.pumprig.simulator.fault;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.order.Mode;

/** What a trigger may wait for: the pump as it was after the last cycle. Simulation thread. */
public interface Situation {
    /** Before a run has a pump: no trigger fires. */
    Situation NONE =
            new Situation() {
                @Override
                public Mode mode() {
                    return Mode.OFF;
                }

                @Override
                public boolean isBolusRunning() {
                    return false;
                }

                @Override
                public double reservoirMicrolitres() {
                    return Double.POSITIVE_INFINITY;
                }

                @Override
                public boolean isListed(Alarm alarm) {
                    return false;
                }
            };

    /** The pump's mode. */
    Mode mode();

    /** True while a bolus runs. */
    boolean isBolusRunning();

    /** What the reservoir truly holds. */
    double reservoirMicrolitres();

    /** True while the alarm is present or latched. */
    boolean isListed(Alarm alarm);
}
