package io.pumprig.controller.selftest;

import io.pumprig.controller.sample.Sample;

/** One step of the self-test. Looked at once a cycle from its beginning until it has a verdict. */
abstract class Step {
    private final String label;

    /**
     * @param label the name in events
     */
    Step(String label) {
        this.label = label;
    }

    final String label() {
        return label;
    }

    abstract void begin(Sample sample);

    abstract Verdict look(Sample sample);

    /** The parts that are to blame when it fails or does not end, as bits of sources. */
    abstract int suspects();

    /** True while it waits for something that is no fault of the part: its time stands still. */
    boolean isHeld() {
        return false;
    }
}
