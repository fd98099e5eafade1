package io.pumprig.simulator.replay;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.device.DoseMotor;
import io.pumprig.hal.device.DriveReading;
import io.pumprig.hal.device.MotionReading;
import io.pumprig.hal.device.MotorCommand;
import io.pumprig.hal.device.PumpDevices;
import io.pumprig.hal.device.Reading;
import java.util.SplittableRandom;

/**
 * Devices whose answers were taken a while before the cycle's time, never twice the same: on a real
 * bus each transfer takes its time, while a simulated clock stands still in a cycle.
 */
final class UnevenTimes {
    private static final int TAKEN_AT = 3;
    private static final int MOST_STATE = 16;
    private static final int LEAST_NANOS = 200_000;

    /** A bus's clock and the host's scheduling, some ten microseconds each. */
    private static final int JITTER_NANOS = 40_000;

    private final SplittableRandom random = new SplittableRandom(11);
    private final long[] state = new long[MOST_STATE];

    private void age(Reading reading, long attemptsBefore) {
        if (reading.attempts() != attemptsBefore && reading.outcome().isOk()) {
            reading.save(state, 0);
            state[TAKEN_AT] -= LEAST_NANOS + random.nextInt(JITTER_NANOS);
            reading.restore(state, 0);
        }
    }

    PumpDevices of(PumpDevices devices) {
        return new PumpDevices(
                motor(devices.motor()),
                into -> {
                    long before = into.attempts();
                    devices.encoder().read(into);
                    age(into, before);
                },
                (downstream, upstream, sensorSupply, motorSupply) -> {
                    long first = downstream.attempts();
                    long second = upstream.attempts();
                    long third = sensorSupply.attempts();
                    long fourth = motorSupply.attempts();
                    devices.pressure().read(downstream, upstream, sensorSupply, motorSupply);
                    age(downstream, first);
                    age(upstream, second);
                    age(sensorSupply, third);
                    age(motorSupply, fourth);
                },
                into -> {
                    long before = into.attempts();
                    devices.reservoir().read(into);
                    age(into, before);
                },
                devices.flow()
                        .map(
                                flow ->
                                        into -> {
                                            long before = into.attempts();
                                            flow.read(into);
                                            age(into, before);
                                        }),
                devices.bubble(),
                devices.bolusButton(),
                devices.eStop(),
                devices.door(),
                devices.annunciator(),
                devices.watchdog(),
                devices.busRecovery(),
                devices.driveKeptPower());
    }

    private DoseMotor motor(DoseMotor motor) {
        return new DoseMotor() {
            @Override
            public Outcome apply(MotorCommand command) {
                return motor.apply(command);
            }

            @Override
            public void poll(MotionReading motion, DriveReading drive) {
                long first = motion.attempts();
                long second = drive.attempts();
                motor.poll(motion, drive);
                age(motion, first);
                age(drive, second);
            }

            @Override
            public long sentMicrosteps() {
                return motor.sentMicrosteps();
            }
        };
    }
}
