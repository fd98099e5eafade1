package io.pumprig.hal.rig;

import io.pumprig.hal.device.Annunciator;
import io.pumprig.hal.device.DoseMotor;
import io.pumprig.hal.device.EnableWatchdog;
import io.pumprig.hal.device.PressureSensor;
import io.pumprig.hal.device.ReservoirSensor;
import io.pumprig.hal.device.RotorEncoder;
import io.pumprig.hal.device.SafetyInput;

/** All that a control loop holds of a rig, brought up; see {@link Rig#bringUp}. */
public record RigDevices(
        DoseMotor motor,
        RotorEncoder encoder,
        PressureSensor pressure,
        ReservoirSensor reservoir,
        SafetyInput eStop,
        SafetyInput door,
        Annunciator annunciator,
        EnableWatchdog watchdog) {}
