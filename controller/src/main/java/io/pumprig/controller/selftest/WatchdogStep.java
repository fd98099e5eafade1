package io.pumprig.controller.selftest;

import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.Outcome;

/** The enable watchdog takes ten kicks in a row: both edges, several times. */
final class WatchdogStep extends Step {
    private static final int KICKS = 10;

    private int kicks;
    private boolean refused;

    WatchdogStep() {
        super("watchdog");
    }

    @Override
    void begin(Sample sample) {
        kicks = 0;
        refused = false;
    }

    /** What became of this cycle's kick; told whether the step runs or not. */
    void kicked(Outcome outcome) {
        kicks++;
        refused |= outcome.isFailure();
    }

    @Override
    Verdict look(Sample sample) {
        if (refused) {
            return Verdict.FAILED;
        }
        return kicks < KICKS ? Verdict.PENDING : Verdict.PASSED;
    }

    @Override
    int suspects() {
        return Source.ENABLE_WATCHDOG.bit();
    }
}
