package io.pumprig.hal.rig;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.chip.Tmc2209;
import io.pumprig.hal.chip.Tmc2209Registers;
import io.pumprig.hal.device.DoseMotor;
import io.pumprig.hal.device.DriveReading;
import io.pumprig.hal.device.MotionReading;
import io.pumprig.hal.device.MotorCommand;

/** The dose motor over a TMC2209. */
final class TmcDoseMotor implements DoseMotor {
    private final Tmc2209 chip;
    private final RigClock clock;

    TmcDoseMotor(Tmc2209 chip, RigClock clock) {
        this.chip = chip;
        this.clock = clock;
    }

    @Override
    public Outcome apply(MotorCommand command) {
        Outcome switched = chip.enable(command.isEnergised());
        if (!switched.isOk()) {
            return command.took(0, switched);
        }
        int sent = chip.step(command.microsteps());
        return command.took(sent, chip.stepOutcome());
    }

    @Override
    public void poll(MotionReading motion, DriveReading drive) {
        int news = chip.poll();
        drive.faultOutput(chip.faultOutput());
        if (news == 0) {
            return;
        }
        long now = clock.nanos();
        if ((news & Tmc2209.MOTION) != 0) {
            takeMotion(motion, now);
        }
        if ((news & Tmc2209.DRIVE) != 0) {
            takeDrive(drive, now);
        }
    }

    private void takeMotion(MotionReading motion, long now) {
        Outcome outcome = chip.motionOutcome();
        if (outcome.isOk()) {
            motion.took(
                    chip.positionSentMicrosteps(),
                    chip.seenMicrosteps(),
                    chip.positionCounts(),
                    now);
        } else {
            motion.missed(outcome);
        }
    }

    private void takeDrive(DriveReading drive, long now) {
        Outcome outcome = chip.driveOutcome();
        if (outcome.isOk()) {
            int status = chip.drvStatus();
            boolean warm = (status & Tmc2209Registers.STATUS_OTPW) != 0;
            drive.took(faults(chip.gstat(), status), warm, status, now);
        } else {
            drive.missed(outcome);
        }
    }

    /** The chip's status words as bits of {@link DriveReading}. */
    static int faults(int gstat, int drvStatus) {
        int faults = 0;
        if ((drvStatus & Tmc2209Registers.STATUS_OT) != 0) {
            faults |= DriveReading.OVER_TEMPERATURE;
        }
        if ((drvStatus & Tmc2209Registers.STATUS_SHORT) != 0) {
            faults |= DriveReading.SHORT;
        }
        if ((gstat & Tmc2209Registers.GSTAT_UV_CP) != 0) {
            faults |= DriveReading.UNDERVOLTAGE;
        }
        if ((gstat & Tmc2209Registers.GSTAT_RESET) != 0) {
            faults |= DriveReading.RESET;
        }
        if ((gstat & Tmc2209Registers.GSTAT_DRV_ERR) != 0) {
            faults |= DriveReading.SHUT_DOWN;
        }
        return faults;
    }

    @Override
    public long sentMicrosteps() {
        return chip.sentMicrosteps();
    }
}
