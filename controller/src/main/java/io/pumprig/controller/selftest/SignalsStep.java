package io.pumprig.controller.selftest;

import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.device.Annunciator;

/**
 * Red, amber, green and the sounder, one after the other, for somebody who looks and listens. An
 * output that does not take its level is remembered; the step goes on and passes, since a pump
 * without a lamp is no hazard to therapy (F-48).
 */
final class SignalsStep extends Step {
    private static final int SIGNALS = 4;

    private final Annunciator annunciator;
    private final SelfTestLimits limits;
    private int next;
    private long sinceNanos;
    private int refused;

    SignalsStep(Annunciator annunciator, SelfTestLimits limits) {
        super("annunciator");
        this.annunciator = annunciator;
        this.limits = limits;
    }

    @Override
    void begin(Sample sample) {
        next = 0;
        refused = 0;
    }

    @Override
    Verdict look(Sample sample) {
        if (next > 0 && sample.nanos() - sinceNanos < limits.signalNanos()) {
            return Verdict.PENDING;
        }
        sinceNanos = sample.nanos();
        show(next < SIGNALS ? 1 << next : 0);
        return next++ < SIGNALS ? Verdict.PENDING : Verdict.PASSED;
    }

    private void show(int signal) {
        refused |=
                annunciator.show(
                        signal == Annunciator.RED,
                        signal == Annunciator.AMBER,
                        signal == Annunciator.GREEN,
                        signal == Annunciator.SOUND);
    }

    /** Outputs that did not take a level since the step began, as bits of the annunciator. */
    int refused() {
        return refused;
    }

    @Override
    int suspects() {
        return 0;
    }
}
