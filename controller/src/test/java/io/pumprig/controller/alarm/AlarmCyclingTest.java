package io.pumprig.controller.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.event.Event;
import io.pumprig.controller.event.EventRing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Three times within 600 s, the defaults of SR-46. */
@Tag("SR-46")
class AlarmCyclingTest {
    private static final long SECOND = 1_000_000_000L;

    private final EventRing ring = new EventRing(256);
    private final EventRing.Reader reader = ring.reader();
    private final Alarms alarms = new Alarms(ring);
    private final Permit permit = new Permit();
    private long cycle;

    /** One cycle at this moment, in the order of the loop. */
    private void at(long nanos, Alarm... present) {
        cycle++;
        alarms.hold(permit.open());
        for (Alarm alarm : present) {
            permit.raise(alarm);
        }
        alarms.judge(permit, nanos);
        alarms.latch(permit, cycle, nanos);
    }

    /** Raised, gone, acknowledged. */
    private void onceAt(long nanos, Alarm alarm) {
        at(nanos, alarm);
        at(nanos + 1);
        alarms.acknowledge(alarm, cycle, nanos + 1);
        assertFalse(alarms.isListed(alarm));
    }

    private boolean isCycling() {
        return alarms.isListed(Alarm.ALARM_CYCLING);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("ALARM_CYCLING:absent")
    void everyFlowLimitingAlarmThatIsRaisedAThirdTimeCycles(Alarm alarm) {
        if (!alarm.latches() || alarm == Alarm.ALARM_CYCLING) {
            return;
        }
        onceAt(0, alarm);
        onceAt(SECOND, alarm);
        assertFalse(isCycling());
        at(2 * SECOND, alarm);
        assertTrue(isCycling());
    }

    @Test
    @Tag("ALARM_CYCLING:early")
    @Tag("ALARM_CYCLING:late")
    void threeTimesWithinTenMinutesCyclesAndOverItDoesNot() {
        onceAt(0, Alarm.HEAD_OPEN);
        onceAt(300 * SECOND, Alarm.HEAD_OPEN);
        onceAt(600 * SECOND + 1, Alarm.HEAD_OPEN);
        assertFalse(isCycling(), "10 min and 1 ns");
        at(900 * SECOND, Alarm.HEAD_OPEN);
        assertTrue(isCycling(), "10 min from the second on, in the same cycle");
    }

    @Test
    @Tag("ALARM_CYCLING:early")
    void twoTimesIsNoCycle() {
        onceAt(0, Alarm.HEAD_OPEN);
        onceAt(SECOND, Alarm.HEAD_OPEN);
        at(2 * SECOND, Alarm.MOTOR_STALL);
        assertFalse(isCycling());
    }

    @Test
    @Tag("ALARM_CYCLING:wrong-order")
    @Tag("ALARM_CYCLING:unsafe-action")
    @Tag("SR-34")
    void flowIsZeroInTheVeryCycleAndBeforeThePlan() {
        onceAt(0, Alarm.SENSOR_FAULT);
        onceAt(SECOND, Alarm.SENSOR_FAULT);
        alarms.hold(permit.open());
        permit.raise(Alarm.SENSOR_FAULT);
        assertEquals(Reaction.MINIMUM_RATE, permit.reaction());
        alarms.judge(permit, 2 * SECOND);
        assertEquals(Reaction.ZERO_FLOW, permit.reaction());
        alarms.latch(permit, ++cycle, 2 * SECOND);
        assertEquals(cycle, alarms.raisedCycle(Alarm.ALARM_CYCLING));
    }

    @Test
    @Tag("ALARM_CYCLING:too-short")
    @Tag("ALARM_CYCLING:too-long")
    void staysUntilItIsAcknowledgedItselfAndLeavesThen() {
        onceAt(0, Alarm.HEAD_OPEN);
        onceAt(SECOND, Alarm.HEAD_OPEN);
        onceAt(2 * SECOND, Alarm.HEAD_OPEN);
        at(7_200 * SECOND);
        assertTrue(isCycling(), "the alarm that cycled is long released");
        alarms.hold(permit.open());
        assertEquals(Reaction.ZERO_FLOW, permit.reaction());
        alarms.acknowledge(Alarm.ALARM_CYCLING, cycle, 7_200 * SECOND);
        assertFalse(isCycling());
        alarms.hold(permit.open());
        assertEquals(Reaction.KEEP_PROGRAM, permit.reaction());
        at(7_201 * SECOND, Alarm.HEAD_OPEN);
        assertFalse(isCycling());
    }

    @Test
    void afterwardsOnceMoreWithinTheTimeIsTooOftenAgain() {
        onceAt(0, Alarm.HEAD_OPEN);
        onceAt(SECOND, Alarm.HEAD_OPEN);
        onceAt(2 * SECOND, Alarm.HEAD_OPEN);
        alarms.acknowledge(Alarm.ALARM_CYCLING, cycle, 3 * SECOND);
        at(4 * SECOND, Alarm.HEAD_OPEN);
        assertTrue(isCycling());
        assertEquals(2, alarms.occurrences(Alarm.ALARM_CYCLING));
    }

    @Test
    @Tag("ALARM_CYCLING:early")
    void aCauseThatComesAndGoesUnderOneLatchedAlarmIsOneAlarm() {
        for (int i = 0; i < 1_000; i++) {
            at(i * SECOND / 100, Alarm.HEAD_OPEN);
            at(i * SECOND / 100 + 1);
        }
        assertFalse(isCycling());
    }

    @Test
    void anAlarmThatKeepsTheProgramNeverCycles() {
        for (int i = 0; i < 100; i++) {
            at(i * SECOND, Alarm.RESERVOIR_LOW);
            at(i * SECOND + 1);
        }
        assertFalse(isCycling());
    }

    @Test
    void anAlarmReleasedAndRaisedWithinOneCycleIsRaisedAgain() {
        for (int i = 0; i < 2; i++) {
            at(i * SECOND, Alarm.HEAD_OPEN);
            at(i * SECOND + 1);
            alarms.acknowledge(Alarm.HEAD_OPEN, cycle, i * SECOND + 1);
        }
        at(2 * SECOND, Alarm.HEAD_OPEN);
        assertTrue(isCycling());
    }

    /** The drive refuses after the others were judged. */
    @Test
    void whatIsRaisedOnlyAfterTheJudgementCyclesInTheSameCycleToo() {
        onceAt(0, Alarm.DRIVER_FAULT);
        onceAt(SECOND, Alarm.DRIVER_FAULT);
        alarms.hold(permit.open());
        alarms.judge(permit, 2 * SECOND);
        permit.raise(Alarm.DRIVER_FAULT);
        alarms.latch(permit, ++cycle, 2 * SECOND);
        assertTrue(isCycling());
    }

    @Test
    void itsEventNamesWhatCycled() {
        onceAt(0, Alarm.AIR_IN_LINE);
        onceAt(SECOND, Alarm.AIR_IN_LINE);
        at(2 * SECOND, Alarm.AIR_IN_LINE);
        List<String> told = new ArrayList<>();
        for (Event event = reader.next(); event != null; event = reader.next()) {
            if (event.subject().equals("ALARM_CYCLING")) {
                told.add(event.phase() + " " + event.detail());
            }
        }
        assertEquals(List.of("raised AIR_IN_LINE"), told);
    }
}
