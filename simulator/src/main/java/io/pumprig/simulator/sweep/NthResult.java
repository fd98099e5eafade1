package io.pumprig.simulator.sweep;

import java.util.List;
import java.util.Map;

/**
 * What came of failing each call of one kind once.
 *
 * @param kind the call and how it failed
 * @param bringUpCalls calls during bring-up that were made to fail
 * @param calls calls after it that were made to fail
 * @param isComplete whether all calls of the time were; false where the limit came first
 * @param outcomes how often each happened: an alarm, a part that said no, or nothing
 * @param failures those that were wrong
 * @param simulatedNanos simulated time that was run
 */
public record NthResult(
        NthKind kind,
        int bringUpCalls,
        int calls,
        boolean isComplete,
        Map<String, Integer> outcomes,
        List<NthFailure> failures,
        long simulatedNanos) {

    /**
     * One that was wrong.
     *
     * @param nth which call, from 1
     * @param inBringUp whether calls are counted from the beginning of bring-up, or from the first
     *     cycle
     * @param cause what was wrong, in words
     */
    public record NthFailure(int nth, boolean inBringUp, String cause) {}
}
