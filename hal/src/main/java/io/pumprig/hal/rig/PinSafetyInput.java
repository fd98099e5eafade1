package io.pumprig.hal.rig;

import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.device.SafetyInput;

/** A normally closed contact to ground with a pull-up: high is dangerous (device reference, H). */
final class PinSafetyInput implements SafetyInput {
    private final InputPin pin;
    private final SteadyLevel closed;

    /**
     * @param filterNanos how long the contact must be closed before it is believed
     */
    PinSafetyInput(InputPin pin, long filterNanos) {
        this.pin = pin;
        this.closed = new SteadyLevel(InputPin.Level.LOW, filterNanos);
    }

    @Override
    public boolean isDangerous(long nowNanos) {
        return !closed.isSteady(pin.level(), nowNanos);
    }
}
