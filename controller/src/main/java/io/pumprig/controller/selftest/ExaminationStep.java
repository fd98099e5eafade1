package io.pumprig.controller.selftest;

import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.sample.Sample;

/** Asks for an examination and waits for its verdict. */
final class ExaminationStep extends Step {
    private final Examination examination;
    private final Source source;

    ExaminationStep(String label, Examination examination, Source source) {
        super(label);
        this.examination = examination;
        this.source = source;
    }

    @Override
    void begin(Sample sample) {
        examination.begin();
    }

    @Override
    Verdict look(Sample sample) {
        return examination.verdict();
    }

    @Override
    int suspects() {
        return source.bit();
    }
}
