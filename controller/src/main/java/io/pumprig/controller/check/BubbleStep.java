package io.pumprig.controller.check;

import io.pumprig.hal.rig.RigWiring;

/** The bubble detector, where one is wired, by its test of itself (SR-70). */
final class BubbleStep implements CheckStep {
    private static final long LIMIT_NANOS = 3_000_000_000L;
    private static final String NAME = "bubble detector";

    @Override
    public void run(CheckBench bench) {
        RigWiring.Inputs inputs = bench.wiring().inputs();
        if (inputs.bubbleGpio().isEmpty()) {
            return;
        }
        String place = CheckBench.gpio(inputs.bubbleGpio().getAsInt());
        LiveReadings live = bench.readings();
        boolean hasTest = bench.wiring().outputs().bubbleTestGpio().isPresent();
        bench.await(
                LIMIT_NANOS,
                () -> hasTest ? live.bubble.tests() > 0 : live.bubble.wasEverTaken(),
                live::lookAtContacts);
        if (live.bubble.tests() > 0) {
            judgeTest(bench, live, place);
        } else if (live.bubble.airInLine()) {
            bench.warn(
                    NAME,
                    place,
                    "reads air",
                    "fill the line and check again; if it is full, the wire or the detector's"
                            + " supply is broken");
        } else if (live.bubble.wasEverTaken()) {
            bench.warn(
                    NAME,
                    place,
                    "reads liquid; it has no test, so it may be stuck there",
                    "draw air through it once; wire its test input as outputs: bubbleTest");
        } else {
            bench.fail(NAME, place, "no level", "look at the detector's wire and supply");
        }
    }

    private static void judgeTest(CheckBench bench, LiveReadings live, String place) {
        if (live.bubble.lastTestPassed()) {
            bench.ok(NAME, place, "liquid; air while its transmitter is off");
        } else {
            bench.fail(
                    NAME,
                    place,
                    "its test failed: it does not follow its transmitter",
                    "look at the test wire and at the detector's seat on the tube; then take"
                            + " another detector");
        }
    }
}
