package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.sample.Sample;

/**
 * Emergency stop and cassette door (SR-43, F-47), and a demand button that is held (SR-73, F-46).
 * The e-stop also takes the coils' current away.
 */
final class StopInputs implements Interlock {

    @Override
    public void judge(Sample sample, Permit permit) {
        if (sample.isEStopped()) {
            permit.raise(Alarm.EMERGENCY_STOP);
            permit.releaseDrive();
        }
        if (sample.isDoorOpen()) {
            permit.raise(Alarm.HEAD_OPEN);
        }
        if (sample.bolusButton().isStuck()) {
            permit.raise(Alarm.BUTTON_STUCK);
        }
    }
}
