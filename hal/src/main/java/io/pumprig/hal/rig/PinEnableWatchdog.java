package io.pumprig.hal.rig;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.OutputPin;
import io.pumprig.hal.device.EnableWatchdog;

/** The kick of the enable monostable: the pin changes its level each time. */
final class PinEnableWatchdog implements EnableWatchdog {
    private final OutputPin pin;
    private boolean high;

    PinEnableWatchdog(OutputPin pin) {
        this.pin = pin;
    }

    @Override
    public Outcome kick() {
        high = !high;
        return pin.set(high);
    }
}
