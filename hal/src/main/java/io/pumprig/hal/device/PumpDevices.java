package io.pumprig.hal.device;

/** All that a control loop holds of one rig, brought up and ready. */
public record PumpDevices(
        DoseMotor motor,
        RotorEncoder encoder,
        PressureSensor pressure,
        ReservoirSensor reservoir,
        SafetyInput eStop,
        SafetyInput door,
        Annunciator annunciator,
        EnableWatchdog watchdog) {}
