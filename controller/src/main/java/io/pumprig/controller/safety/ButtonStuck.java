package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.sample.Sample;

/** The demand button is held for longer than a press can be (SR-73, F-46): it asks for nothing. */
final class ButtonStuck implements Interlock {

    @Override
    public void judge(Sample sample, Permit permit) {
        if (sample.bolusButton().isStuck()) {
            permit.raise(Alarm.BUTTON_STUCK);
        }
    }
}
