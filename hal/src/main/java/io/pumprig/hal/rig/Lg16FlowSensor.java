package io.pumprig.hal.rig;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.chip.Lg16;
import io.pumprig.hal.device.FlowReading;

/**
 * Flow from an LG16 every 100 ms, which is longer than its conversion, so that no value comes
 * twice. It cannot tell air and is not asked for its temperature.
 */
final class Lg16FlowSensor extends PolledFlowSensor {
    private static final long PERIOD_NANOS = 100_000_000;

    private final Lg16 chip;

    Lg16FlowSensor(Lg16 chip, RigClock clock) {
        super(chip, clock, PERIOD_NANOS);
        this.chip = chip;
    }

    @Override
    String found(Outcome outcome) {
        return outcome == Outcome.INVALID ? "another product" : outcome.toString();
    }

    @Override
    void take(FlowReading into, long nowNanos) {
        into.took(
                chip.picolitresPerMinute(),
                false,
                chip.isBeyondRange(),
                false,
                FlowReading.NO_TEMPERATURE,
                chip.rawFlow(),
                nowNanos);
    }
}
