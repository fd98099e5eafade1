package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.device.DriveReading;
import io.pumprig.hal.device.Reading;

/**
 * The motor driver shut itself down, was reset, or does not answer (SR-67, F-19, device reference
 * K). Frames that arrive garbled say that the line is noisy, not that the driver is gone: that is a
 * sensor fault (F-42). A missed reading already stands for all tries of the driver's protocol.
 */
final class DriverFault implements Interlock {

    @Override
    public void judge(Sample sample, Permit permit) {
        DriveReading drive = sample.drive();
        int signs = drive.faults() | drive.missedInARow() | sample.motion().missedInARow();
        if (signs == 0 && !drive.faultOutput()) {
            return;
        }
        if (drive.faultOutput()) {
            permit.raise(Alarm.DRIVER_FAULT, Source.DRIVER_FAULT_PIN);
        }
        name(drive.faults(), permit);
        judgeAnswers(drive, permit);
        judgeAnswers(sample.motion(), permit);
    }

    private static void name(int faults, Permit permit) {
        raiseIf(faults, DriveReading.OVER_TEMPERATURE, Source.DRIVER_OVER_TEMPERATURE, permit);
        raiseIf(faults, DriveReading.SHORT, Source.DRIVER_SHORT, permit);
        raiseIf(faults, DriveReading.UNDERVOLTAGE, Source.DRIVER_UNDERVOLTAGE, permit);
        raiseIf(faults, DriveReading.RESET, Source.DRIVER_RESET, permit);
        raiseIf(faults, DriveReading.SHUT_DOWN, Source.DRIVER_FAULT_PIN, permit);
    }

    private static void raiseIf(int faults, int bit, Source source, Permit permit) {
        if ((faults & bit) != 0) {
            permit.raise(Alarm.DRIVER_FAULT, source);
        }
    }

    private static void judgeAnswers(Reading reading, Permit permit) {
        if (reading.missedInARow() == 0) {
            return;
        }
        Outcome why = reading.outcome();
        if (why == Outcome.BAD_CRC || why == Outcome.BAD_FRAME) {
            permit.raise(Alarm.SENSOR_FAULT, Source.DRIVER_UART);
        } else if (why == Outcome.RECONFIGURING) {
            permit.raise(Alarm.DRIVER_FAULT, Source.DRIVER_RESET);
        } else {
            permit.raise(Alarm.DRIVER_FAULT, Source.DRIVER_UART);
        }
    }
}
