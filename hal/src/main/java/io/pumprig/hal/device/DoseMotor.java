package io.pumprig.hal.device;

import io.pumprig.hal.Outcome;

/** The actuator that turns microsteps into volume. Only the control loop holds it. */
public interface DoseMotor {

    /**
     * Carries out one cycle's command, at once; see {@link MotorCommand#taken()} for what went out.
     */
    Outcome apply(MotorCommand command);

    /**
     * Moves the exchange with the drive on, once a cycle and before the readings are used: takes
     * answers that have arrived, asks the next question that is due. Never waits.
     */
    void poll(MotionReading motion, DriveReading drive);

    /** Pulses sent since bring-up. */
    long sentMicrosteps();
}
