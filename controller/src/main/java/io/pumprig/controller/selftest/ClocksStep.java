package io.pumprig.controller.selftest;

import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.RigClock;

/** The monotonic clock advances with each of ten cycles, and UTC is a time of our days. */
final class ClocksStep extends Step {
    private static final int CYCLES = 10;

    private final RigClock clock;
    private final SelfTestLimits limits;
    private int cycles;

    ClocksStep(RigClock clock, SelfTestLimits limits) {
        super("clocks");
        this.clock = clock;
        this.limits = limits;
    }

    @Override
    void begin(Sample sample) {
        cycles = 0;
    }

    @Override
    Verdict look(Sample sample) {
        if (sample.elapsedNanos() <= 0) {
            return Verdict.FAILED;
        }
        if (++cycles < CYCLES) {
            return Verdict.PENDING;
        }
        long utcMillis = clock.utcMillis();
        boolean plausible =
                utcMillis >= limits.leastUtcMillis() && utcMillis <= limits.mostUtcMillis();
        return plausible ? Verdict.PASSED : Verdict.FAILED;
    }

    @Override
    int suspects() {
        return Source.CLOCK.bit();
    }
}
