package io.pumprig.controller.recording;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.device.Annunciator;
import io.pumprig.hal.device.DoseMotor;
import io.pumprig.hal.device.DriveReading;
import io.pumprig.hal.device.MotionReading;
import io.pumprig.hal.device.MotorCommand;
import io.pumprig.hal.device.PressureSensor;
import io.pumprig.hal.device.PumpDevices;

/** A rig's devices, whose answers a recorder hears; what they do is not changed. */
final class HeardDevices {
    private HeardDevices() {}

    static PumpDevices of(PumpDevices devices, Recorder recorder) {
        return new PumpDevices(
                new Motor(devices.motor(), recorder),
                into -> {
                    devices.encoder().read(into);
                    recorder.heard(Sensor.ROTOR, into);
                },
                pressure(devices.pressure(), recorder),
                into -> {
                    devices.reservoir().read(into);
                    recorder.heard(Sensor.RESERVOIR, into);
                },
                devices.flow()
                        .map(
                                flow ->
                                        into -> {
                                            flow.read(into);
                                            recorder.heard(Sensor.FLOW, into);
                                        }),
                devices.bubble()
                        .map(
                                bubble ->
                                        into -> {
                                            bubble.read(into);
                                            recorder.heard(Sensor.BUBBLE, into);
                                        }),
                devices.bolusButton()
                        .map(
                                button ->
                                        into -> {
                                            button.read(into);
                                            recorder.heard(Sensor.BUTTON, into);
                                        }),
                now -> heard(recorder, Call.E_STOP, devices.eStop().isDangerous(now)),
                now -> heard(recorder, Call.DOOR, devices.door().isDangerous(now)),
                new Lamps(devices.annunciator(), recorder),
                () -> heard(recorder, Call.KICKED, devices.watchdog().kick()),
                () -> heard(recorder, Call.BUS_RECOVERY, devices.busRecovery().isUnderWay()),
                devices.driveKeptPower());
    }

    private static PressureSensor pressure(PressureSensor sensor, Recorder recorder) {
        return (downstream, upstream, sensorSupply, motorSupply) -> {
            sensor.read(downstream, upstream, sensorSupply, motorSupply);
            recorder.heard(Sensor.DOWNSTREAM, downstream);
            recorder.heard(Sensor.UPSTREAM, upstream);
            recorder.heard(Sensor.SENSOR_SUPPLY, sensorSupply);
            recorder.heard(Sensor.MOTOR_SUPPLY, motorSupply);
        };
    }

    private static boolean heard(Recorder recorder, Call call, boolean answer) {
        recorder.heard(call, answer ? 1 : 0);
        return answer;
    }

    private static Outcome heard(Recorder recorder, Call call, Outcome answer) {
        recorder.heard(call, answer.ordinal());
        return answer;
    }

    private record Motor(DoseMotor motor, Recorder recorder) implements DoseMotor {
        @Override
        public Outcome apply(MotorCommand command) {
            Outcome applied = motor.apply(command);
            recorder.heard(Call.TAKEN_MICROSTEPS, command.taken());
            return heard(recorder, Call.APPLIED, applied);
        }

        @Override
        public void poll(MotionReading motion, DriveReading drive) {
            recorder.looks();
            motor.poll(motion, drive);
            recorder.heard(Sensor.MOTION, motion);
            recorder.heard(Sensor.DRIVE, drive);
        }

        @Override
        public long sentMicrosteps() {
            return recorder.heard(Call.SENT_MICROSTEPS, motor.sentMicrosteps());
        }
    }

    private record Lamps(Annunciator annunciator, Recorder recorder) implements Annunciator {
        @Override
        public int show(boolean red, boolean amber, boolean green, boolean sound) {
            int failed = annunciator.show(red, amber, green, sound);
            recorder.heard(Call.SHOWN, failed);
            return failed;
        }

        @Override
        public int repeat() {
            int failed = annunciator.repeat();
            recorder.heard(Call.REPEATED, failed);
            return failed;
        }
    }
}
