package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.sample.Sample;

/** The cassette door is open, or its wire is broken (F-47): the head may not hold the tube. */
final class HeadOpen implements Interlock {

    @Override
    public void judge(Sample sample, Permit permit) {
        if (sample.isDoorOpen()) {
            permit.raise(Alarm.HEAD_OPEN);
        }
    }
}
