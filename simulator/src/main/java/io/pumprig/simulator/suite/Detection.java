package io.pumprig.simulator.suite;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import io.pumprig.simulator.fault.Fault;
import java.util.ArrayList;
import java.util.List;

/** How the faults of a run were found, in words. */
final class Detection {
    private Detection() {}

    static List<String> all(Scenario scenario, Watched run) {
        List<String> found = new ArrayList<>();
        for (Fault fault : scenario.faults()) {
            Mark onset = run.marked(fault.key());
            if (onset == null) {
                found.add(fault.key() + ": never active");
                continue;
            }
            for (Alarm alarm : Alarm.values()) {
                Mark raised = run.marked(alarm.name());
                if (raised != null && raised.cycle() >= onset.cycle()) {
                    found.add(
                            fault.key()
                                    + ": "
                                    + alarm
                                    + " after "
                                    + Quantity.format(
                                            Dimension.VOLUME,
                                            run.commandedPicolitres(onset, raised))
                                    + ", "
                                    + Quantity.format(
                                            Dimension.TIME, raised.nanos() - onset.nanos()));
                }
            }
        }
        return found;
    }
}
