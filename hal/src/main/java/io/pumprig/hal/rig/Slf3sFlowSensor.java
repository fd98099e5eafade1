package io.pumprig.hal.rig;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.chip.Slf3s;
import io.pumprig.hal.device.FlowReading;

/**
 * Flow and air-in-line from an SLF3S every 50 ms: often enough that the sensor gives plain means,
 * and a bubble at bolus rate is seen within a few microlitres.
 */
final class Slf3sFlowSensor extends PolledFlowSensor {
    private static final long PERIOD_NANOS = 50_000_000;

    private final Slf3s chip;

    Slf3sFlowSensor(Slf3s chip, RigClock clock) {
        super(chip, clock, PERIOD_NANOS);
        this.chip = chip;
    }

    @Override
    String found(Outcome outcome) {
        return outcome == Outcome.INVALID
                ? String.format("product 0x%08X", chip.productId())
                : outcome.toString();
    }

    @Override
    void take(FlowReading into, long nowNanos) {
        into.took(
                chip.picolitresPerMinute(),
                chip.isAirInLine(),
                chip.isBeyondRange(),
                chip.isSmoothed(),
                chip.millicelsius(),
                chip.rawFlow(),
                nowNanos);
    }
}
