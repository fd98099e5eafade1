package io.pumprig.controller.sample;

import io.pumprig.hal.RigClock;
import io.pumprig.hal.device.DoseMotor;
import io.pumprig.hal.device.PressureSensor;
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

    public Sampler(
            RigClock clock,
            DoseMotor motor,
            RotorEncoder encoder,
            PressureSensor pressure,
            ReservoirSensor reservoir,
            SafetyInput eStop,
            SafetyInput door) {
        this.clock = clock;
        this.motor = motor;
        this.encoder = encoder;
        this.pressure = pressure;
        this.reservoir = reservoir;
        this.eStop = eStop;
        this.door = door;
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
        long nowNanos = clock.nanos();
        sample.stamp(
                nowNanos,
                motor.sentMicrosteps(),
                eStop.isDangerous(nowNanos),
                door.isDangerous(nowNanos));
    }
}
