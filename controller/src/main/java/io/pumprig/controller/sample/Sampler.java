package io.pumprig.controller.sample;

import io.pumprig.hal.RigClock;
import io.pumprig.hal.device.BolusButton;
import io.pumprig.hal.device.BubbleDetector;
import io.pumprig.hal.device.BusRecovery;
import io.pumprig.hal.device.DoseMotor;
import io.pumprig.hal.device.FlowSensor;
import io.pumprig.hal.device.PressureSensor;
import io.pumprig.hal.device.PumpDevices;
import io.pumprig.hal.device.ReservoirSensor;
import io.pumprig.hal.device.RotorEncoder;
import io.pumprig.hal.device.SafetyInput;

/** Reads what is due, once a cycle, and stamps the sample last. */
public final class Sampler {
    private final RigClock clock;
    private final DoseMotor motor;
    private final RotorEncoder encoder;
    private final PressureSensor pressure;
    private final ReservoirSensor reservoir;
    private final SafetyInput eStop;
    private final SafetyInput door;
    private final BusRecovery busRecovery;

    /** Null where the rig has none: a cycle looks at a field, not into an optional. */
    private final FlowSensor flow;

    private final BubbleDetector bubble;
    private final BolusButton bolusButton;

    public Sampler(RigClock clock, PumpDevices devices) {
        this.clock = clock;
        this.motor = devices.motor();
        this.encoder = devices.encoder();
        this.pressure = devices.pressure();
        this.reservoir = devices.reservoir();
        this.eStop = devices.eStop();
        this.door = devices.door();
        this.busRecovery = devices.busRecovery();
        this.flow = devices.flow().orElse(null);
        this.bubble = devices.bubble().orElse(null);
        this.bolusButton = devices.bolusButton().orElse(null);
    }

    /**
     * Fills the sample with this cycle's readings; a failed read ages the reading, nothing more.
     */
    public void fill(Sample sample) {
        motor.poll(sample.motion(), sample.drive());
        encoder.read(sample.rotor());
        pressure.read(
                sample.downstream(),
                sample.upstream(),
                sample.sensorSupply(),
                sample.motorSupply());
        reservoir.read(sample.reservoir());
        if (flow != null) {
            flow.read(sample.flow());
        }
        if (bubble != null) {
            bubble.read(sample.bubble());
        }
        if (bolusButton != null) {
            bolusButton.read(sample.bolusButton());
        }
        sample.recovering(busRecovery.isUnderWay());
        sample.fitted(flow != null, bubble != null);
        long nowNanos = clock.nanos();
        sample.stamp(
                nowNanos,
                clock.utcMillis(),
                motor.sentMicrosteps(),
                eStop.isDangerous(nowNanos),
                door.isDangerous(nowNanos));
    }
}
