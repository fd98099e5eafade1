package io.pumprig.hal.rig;

import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.device.SafetyInput;

/** A normally closed contact to ground with a pull-up: high is dangerous (device reference, H). */
final class PinSafetyInput implements SafetyInput {
    private final InputPin pin;
    private final long filterNanos;
    private boolean low;
    private long lowSinceNanos;

    /**
     * @param filterNanos how long the contact must be closed before it is believed
     */
    PinSafetyInput(InputPin pin, long filterNanos) {
        this.pin = pin;
        this.filterNanos = filterNanos;
    }

    @Override
    public boolean isDangerous(long nowNanos) {
        if (pin.level() != InputPin.Level.LOW) {
            low = false;
            return true;
        }
        if (!low) {
            low = true;
            lowSinceNanos = nowNanos;
        }
        return nowNanos - lowSinceNanos < filterNanos;
    }
}
