package io.pumprig.simulator.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each kind of expectation in a run of a minute in which it holds, and in the same run in which it
 * must not: the door is open from 10 to 20 s, acknowledged at 15 s, and a bolus follows at 30 s.
 */
class CheckTest {
    private static final String RUN = "1 min";

    private static final String MINUTE =
            """
            faults:
              - {key: door, target: {component: input, instance: door}, type: active, at: 10 s, duration: 10 s}
            orders:
              - {at: 15 s, alarm-acknowledge: {}}
              - {at: 22 s, alarm-acknowledge: {}}
              - {at: 30 s, bolus: {dose: 1 mcg, duration: 1 min}}
            expect:
            """;

    private static List<String> failures(String expectation) throws IOException {
        return SuiteFixture.failures(RUN, MINUTE + "  - {" + expectation + "}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alarm: HEAD_OPEN, within: 1 cycle, after: door",
                "alarm: HEAD_OPEN, within: 10 nL",
                "alarm: HEAD_OPEN",
                "gone: HEAD_OPEN, within: 3 s, after: door.expired",
                "reaction: zero-flow, sameCycleAs: HEAD_OPEN",
                "mode: continuous, at: 25 s",
                "mode: bolus-timed",
                "mode: bolus-timed, within: 25 s, after: door",
                "motor: 'on'",
                "never: WATCHDOG",
                "never: [WATCHDOG, MOTOR_STALL]",
                "never: any, besides: [HEAD_OPEN]",
                "trueDose: {atMost: ordered + 1 roller pitch}",
                "trueDose: {atMost: 0.2 mcg + 1 roller pitch, at: 12 s}",
                "believedDose: {atLeast: 0.6 mcg, atMost: 1.7 mcg}",
                "believedDose: {atMost: ordered + 0.8 mcg}",
                "sequence: [door active, HEAD_OPEN raised, door expired, bolus-timed begun]",
                "effects: {of: door, atLeast: 1}",
                "withheld: {cause: zero-flow, atLeast: 10 nL, atMost: 200 nL}",
                "delivered: {purpose: bolus, atLeast: 0.2 uL, atMost: 0.3 uL}",
                "answers: {verb: bolus, code: OK, times: 1}",
                "answers: {code: OK, times: 3}",
                "event: {what: HEAD_OPEN raised, times: 1}",
                "event: {what: door active}"
            })
    void holds(String expectation) throws IOException {
        assertEquals(List.of(), failures(expectation));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "alarm: WATCHDOG | not raised",
                "alarm: HEAD_OPEN, within: 5 s, after: start | found after 10 s",
                "alarm: HEAD_OPEN, after: WATCHDOG | WATCHDOG never came",
                "gone: HEAD_OPEN, within: 5 s, after: door | gone after ",
                "gone: WATCHDOG | never raised",
                "reaction: minimum-rate, sameCycleAs: HEAD_OPEN | found zero-flow",
                "reaction: zero-flow, sameCycleAs: WATCHDOG | WATCHDOG never came",
                "mode: paused, at: 25 s | found continuous",
                "mode: paused | found bolus-timed",
                "mode: paused, within: 2 s, after: door | found continuous",
                "mode: paused, within: 2 s, after: WATCHDOG | WATCHDOG never came",
                "motor: 'off' | found on",
                "never: HEAD_OPEN | HEAD_OPEN raised in cycle 100",
                "never: any | HEAD_OPEN raised in cycle 100",
                "never: any, besides: [WATCHDOG] | HEAD_OPEN raised in cycle 100",
                "trueDose: {atLeast: ordered + 2 roller pitches} | mcg, ordered ",
                "trueDose: {atLeast: 100 mcg, at: 12 s} | mcg, ordered 0.",
                "believedDose: {atLeast: 2 mcg} | mcg, ordered ",
                "believedDose: {atMost: 0.1 mcg} | mcg, ordered ",
                "sequence: [HEAD_OPEN raised, door active] | door active did not follow",
                "sequence: [WATCHDOG raised] | WATCHDOG raised never happened",
                "effects: {of: door, atMost: 0} | found ",
                "withheld: {cause: zero-flow, atMost: 1 nL} | found ",
                "withheld: {cause: lease, atLeast: 1 nL} | found 0 uL",
                "delivered: {purpose: bolus, atMost: 0.1 uL} | found ",
                "delivered: {purpose: prime, atLeast: 1 uL} | found 0 uL",
                "answers: {verb: bolus, code: OK, times: 2} | found 1",
                "answers: {code: BUSY, times: 1} | found 0",
                "event: {what: HEAD_OPEN raised, times: 2} | found 1",
                "event: {what: bolus-timed cancelled} | found 0"
            })
    void failsAndSaysWhatWasFound(String expectation, String found) throws IOException {
        List<String> failures = failures(expectation);
        assertEquals(1, failures.size(), failures::toString);
        assertTrue(failures.get(0).contains(found), failures::toString);
    }
}
