package io.pumprig.controller.recording;

import io.pumprig.controller.selftest.Examination;
import io.pumprig.controller.selftest.Verdict;

/** An examination whose verdicts a recorder hears. */
final class HeardExamination implements Examination {
    private final Examination examination;
    private final Recorder recorder;

    HeardExamination(Examination examination, Recorder recorder) {
        this.examination = examination;
        this.recorder = recorder;
    }

    @Override
    public void begin() {
        examination.begin();
    }

    @Override
    public Verdict verdict() {
        Verdict verdict = examination.verdict();
        recorder.heard(Call.PROGRAM, verdict.ordinal());
        return verdict;
    }
}
