package io.pumprig.hal.device;

/**
 * All that a control loop holds of one rig, brought up and ready.
 *
 * @param driveKeptPower false when the motor driver had lost its power before bring-up: where the
 *     rotor stood in its electrical cycle is then unknown to the driver's counter
 */
public record PumpDevices(
        DoseMotor motor,
        RotorEncoder encoder,
        PressureSensor pressure,
        ReservoirSensor reservoir,
        SafetyInput eStop,
        SafetyInput door,
        Annunciator annunciator,
        EnableWatchdog watchdog,
        boolean driveKeptPower) {}
