package io.pumprig.controller.selftest;

import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.device.PressureReading;
import io.pumprig.hal.device.Reading;
import io.pumprig.hal.device.SupplyReading;

/** Every sensor was read and shows something that it can truly show. */
final class SensorsStep extends Step {
    private static final int LEAST_SENSOR_SUPPLY_MILLIVOLTS = 3_000;
    private static final int MOST_SENSOR_SUPPLY_MILLIVOLTS = 6_000;
    private static final int LEAST_MOTOR_SUPPLY_MILLIVOLTS = 5_000;
    private static final int MOST_MOTOR_SUPPLY_MILLIVOLTS = 30_000;

    /** A scale at rest on an empty reservoir shows a little less than nothing. */
    private static final long LEAST_PICOLITRES = -1_000_000_000L;

    private final SelfTestLimits limits;
    private int unfit;

    SensorsStep(SelfTestLimits limits) {
        super("sensors");
        this.limits = limits;
    }

    @Override
    void begin(Sample sample) {
        unfit = 0;
    }

    @Override
    Verdict look(Sample sample) {
        unfit =
                read(sample.rotor(), Source.ENCODER)
                        | pressure(sample.downstream(), Source.DOWNSTREAM_PRESSURE)
                        | pressure(sample.upstream(), Source.UPSTREAM_PRESSURE)
                        | reservoir(sample)
                        | supplies(sample)
                        | read(sample.motion(), Source.STEP_COUNTER)
                        | read(sample.drive(), Source.DRIVER_UART)
                        | (sample.isFlowFitted() ? read(sample.flow(), Source.FLOW_SENSOR) : 0)
                        | (sample.isBubbleFitted()
                                ? read(sample.bubble(), Source.BUBBLE_DETECTOR)
                                : 0);
        return unfit == 0 ? Verdict.PASSED : Verdict.PENDING;
    }

    private static int read(Reading reading, Source source) {
        return reading.wasEverTaken() && reading.outcome().isOk() ? 0 : source.bit();
    }

    private int pressure(PressureReading reading, Source source) {
        boolean possible = Math.abs(reading.pascals()) <= limits.mostPascals();
        return possible ? read(reading, source) : source.bit();
    }

    private int reservoir(Sample sample) {
        long picolitres = sample.reservoir().picolitres();
        boolean possible = picolitres >= LEAST_PICOLITRES && picolitres <= limits.mostPicolitres();
        return possible
                ? read(sample.reservoir(), Source.RESERVOIR_SENSOR)
                : Source.RESERVOIR_SENSOR.bit();
    }

    private static int supplies(Sample sample) {
        return supply(
                        sample.sensorSupply(),
                        LEAST_SENSOR_SUPPLY_MILLIVOLTS,
                        MOST_SENSOR_SUPPLY_MILLIVOLTS,
                        Source.SENSOR_SUPPLY)
                | supply(
                        sample.motorSupply(),
                        LEAST_MOTOR_SUPPLY_MILLIVOLTS,
                        MOST_MOTOR_SUPPLY_MILLIVOLTS,
                        Source.MOTOR_SUPPLY);
    }

    private static int supply(SupplyReading reading, int least, int most, Source source) {
        boolean possible = reading.millivolts() >= least && reading.millivolts() <= most;
        return possible ? read(reading, source) : source.bit();
    }

    @Override
    int suspects() {
        return unfit;
    }
}
