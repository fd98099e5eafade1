package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.dose.Planner;
import io.pumprig.controller.dose.TherapyPlan;
import io.pumprig.controller.sample.Sample;

/**
 * Boluses that were given and a full window of the program exceed a rolling limit (SR-25). No bolus
 * may lead there; a program may, that was committed after boluses which were allowed beside the one
 * before. The window clears as they leave it. Asked again when a bolus ended or another therapy
 * came into force, and once a second, since nothing else changes the answer but time.
 */
final class MaxDose implements Interlock {
    private static final long AGAIN_NANOS = 1_000_000_000L;

    private final Planner planner;
    private TherapyPlan judgedTherapy;
    private long judgedClosed;
    private long judgedNanos;
    private boolean over;

    MaxDose(Planner planner) {
        this.planner = planner;
    }

    @Override
    public void judge(Sample sample, Permit permit) {
        if (planner.shots().book().count() == 0) {
            return;
        }
        boolean changed =
                planner.therapy() != judgedTherapy || planner.shots().closed() != judgedClosed;
        if (changed || sample.nanos() - judgedNanos >= AGAIN_NANOS) {
            judgedTherapy = planner.therapy();
            judgedClosed = planner.shots().closed();
            judgedNanos = sample.nanos();
            over = planner.isOverRollingLimit(judgedNanos);
        }
        if (over) {
            permit.raise(Alarm.MAX_DOSE);
        }
    }
}
