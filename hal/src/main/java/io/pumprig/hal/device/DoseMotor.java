package io.pumprig.hal.device;

import io.pumprig.hal.Outcome;

/** The actuator that turns microsteps into volume. Only the control loop holds it. */
public interface DoseMotor {

    /**
     * Takes one cycle's command and never waits; see {@link MotorCommand#taken()} for what of it
     * was taken. A drive with pulses sends them at once; one that works in bursts owes them, and
     * moves once enough is due, in {@link #poll}, never by more than was taken. A release ends all
     * motion, and what was owed is given up.
     */
    Outcome apply(MotorCommand command);

    /**
     * Moves the exchange with the drive on, once a cycle and before the readings are used: takes
     * answers that have arrived, asks the next question that is due. Never waits.
     */
    void poll(MotionReading motion, DriveReading drive);

    /** Pulses taken since bring-up: sent, or owed by a drive that works in bursts. */
    long sentMicrosteps();
}
