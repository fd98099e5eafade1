package io.pumprig.hal.device;

import java.util.Optional;

/**
 * All that a control loop holds of one rig, brought up and ready.
 *
 * @param flow the flow sensor, where one is fitted
 * @param bubble the bubble detector, where one is fitted
 * @param bolusButton the demand button, where one is fitted
 * @param busRecovery whether the sensors are silent because their bus is being freed
 * @param driveKeptPower false when the motor driver had lost its power before bring-up: where the
 *     rotor stood in its electrical cycle is then unknown to the driver's counter
 */
public record PumpDevices(
        DoseMotor motor,
        RotorEncoder encoder,
        PressureSensor pressure,
        ReservoirSensor reservoir,
        Optional<FlowSensor> flow,
        Optional<BubbleDetector> bubble,
        Optional<BolusButton> bolusButton,
        SafetyInput eStop,
        SafetyInput door,
        Annunciator annunciator,
        EnableWatchdog watchdog,
        BusRecovery busRecovery,
        boolean driveKeptPower) {}
