package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.sample.Sample;

/**
 * The emergency stop is pressed, or its wire is broken (SR-43). Its hardware has taken the coils'
 * current away already; here the pulses end, in the same cycle, and the coils stay off.
 */
final class EmergencyStop implements Interlock {

    @Override
    public void judge(Sample sample, Permit permit) {
        if (sample.isEStopped()) {
            permit.raise(Alarm.EMERGENCY_STOP);
            permit.releaseDrive();
        }
    }
}
