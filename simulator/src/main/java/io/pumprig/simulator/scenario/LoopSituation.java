package io.pumprig.simulator.scenario;

import io.pumprig.controller.ControlLoop;
import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.order.Mode;
import io.pumprig.simulator.fault.Situation;
import io.pumprig.simulator.rig.SimulatedRig;

/** The pump as it was after the last cycle, for triggers. */
record LoopSituation(ControlLoop loop, SimulatedRig rig) implements Situation {
    @Override
    public Mode mode() {
        return loop.planner().mode();
    }

    @Override
    public boolean isBolusRunning() {
        return loop.planner().mode().isBolus();
    }

    @Override
    public double reservoirMicrolitres() {
        return rig.plant().reservoirMicrolitres();
    }

    @Override
    public boolean isListed(Alarm alarm) {
        return loop.alarms().isListed(alarm);
    }
}
