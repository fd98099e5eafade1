package io.pumprig.simulator.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 1000 mcg/day at 2000 mcg/mL are 500 uL a day; a microstep is 6.25 nL. */
class AlarmWaitTest {
    private static final long SECOND = 1_000_000_000L;

    private static AlarmWait wait(String within) {
        AlarmWait wait = new AlarmWait("MOTOR_STALL", AlarmWait.Limit.of(within));
        wait.expect("k");
        hear(
                wait,
                "meta/limits",
                "{'microstep':{'picolitresPerRevolution':20000000,'microstepsPerRevolution':3200}}");
        return wait;
    }

    private static void hear(AlarmWait wait, String topic, String json) {
        wait.hear(topic, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static void state(AlarmWait wait, long seconds, long microsteps, String alarms) {
        hear(
                wait,
                "state",
                "{'simNs':"
                        + seconds * SECOND
                        + ",'deliveredMicrosteps':"
                        + microsteps
                        + ",'rateMcgPerDay':1000,'concentrationMcgPerMl':2000,'alarms':["
                        + alarms
                        + "]}");
    }

    private static void event(AlarmWait wait, String kind, String subject, String phase, long at) {
        hear(
                wait,
                "event/" + kind,
                "{'subject':'"
                        + subject
                        + "','phase':'"
                        + phase
                        + "','cycle':"
                        + at * 100
                        + ",'simNs':"
                        + at * SECOND
                        + "}");
    }

    @Test
    void theVolumeIsCountedFromTheFaultToTheAlarmBetweenTheStates() {
        AlarmWait wait = wait("1 uL");
        state(wait, 1_000, 926, "");
        event(wait, "fault", "k", "active", 1_100);
        event(wait, "alarm", "MOTOR_STALL", "raised", 1_200);
        assertFalse(wait.isDecided(), "the volume at the alarm is not known yet");
        // It stopped at the alarm: 200 s of 500 uL a day are 185 microsteps.
        state(wait, 1_400, 926 + 185, "");

        assertTrue(wait.isDecided());
        assertTrue(wait.isInTime());
        assertEquals("detected MOTOR_STALL, cycle 120000", wait.lines().get(0));
        assertEquals("after    100.00 s simulated", wait.lines().get(1));
        assertEquals("volume   0.578 uL commanded", wait.lines().get(2));
        assertEquals("within   1 uL: in time", wait.lines().get(3));
    }

    @Test
    void anAlarmThatOnlyTheStateListsCountsAsWell() {
        AlarmWait wait = wait("2 min");
        state(wait, 0, 0, "");
        event(wait, "fault", "k", "active", 10);
        state(wait, 100, 92, "{'id':'MOTOR_STALL','cycle':5000,'simNs':50000000000}");

        assertTrue(wait.isDecided());
        assertTrue(wait.isInTime());
        assertEquals("after    40.00 s simulated", wait.lines().get(1));
    }

    @Test
    void anAlarmOfAnEarlierTimeIsNotThatOfTheFault() {
        AlarmWait wait = wait("2 min");
        state(wait, 100, 92, "{'id':'MOTOR_STALL','cycle':5000,'simNs':50000000000}");
        assertTrue(wait.isListedBefore());
        event(wait, "fault", "k", "active", 110);
        state(wait, 200, 184, "{'id':'MOTOR_STALL','cycle':5000,'simNs':50000000000}");

        assertFalse(wait.isDecided());
        assertFalse(wait.isInTime());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"2 min", "0.5 uL"})
    void whatIsNotRaisedByTheLimitIsNever(String limit) {
        AlarmWait wait = wait(limit);
        state(wait, 0, 0, "");
        event(wait, "fault", "k", "active", 10);
        event(wait, "fault", "other", "active", 20);
        state(wait, 80, 74, "");
        assertFalse(wait.isDecided());
        state(wait, 131, 121, "");
        state(wait, 132, 122, "");

        assertTrue(wait.isDecided());
        assertFalse(wait.isInTime());
        assertEquals("detected nothing: MOTOR_STALL was not raised", wait.lines().get(0));
    }

    @Test
    void aBolusCountsThoughTheRateDoesNotTellIt() {
        AlarmWait wait = wait(null);
        state(wait, 0, 0, "");
        event(wait, "fault", "k", "active", 0);
        event(wait, "alarm", "MOTOR_STALL", "raised", 50);
        state(wait, 100, 1_600, "");

        assertTrue(wait.isInTime());
        assertEquals("volume   5.000 uL commanded", wait.lines().get(2));
    }

    @Test
    void whatIsNoMessageOfTheContractSaysNothing() {
        AlarmWait wait = wait(null);
        hear(wait, "state", "not JSON");
        hear(wait, "alarm/MOTOR_STALL", "");
        hear(wait, "truth", "{'simNs':5}");

        assertFalse(wait.isReady());
        assertFalse(wait.isListedBefore());
    }

    @ParameterizedTest(name = "''{0}''")
    @ValueSource(strings = {"5", "0 s", "0 uL", "5 mcg", "-1 s", ""})
    void aLimitIsATimeOrAVolumeAboveZero(String text) {
        assertThrows(IllegalArgumentException.class, () -> AlarmWait.Limit.of(text));
    }
}
