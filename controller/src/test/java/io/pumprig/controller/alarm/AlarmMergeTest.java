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

/** Repeats of one alarm within 10 s, in cycles of 10 ms. */
@Tag("SR-85")
class AlarmMergeTest {
    private final EventRing ring = new EventRing(1_024);
    private final EventRing.Reader reader = ring.reader();
    private final Alarms alarms = new Alarms(ring);
    private final Permit permit = new Permit();

    private void at(long cycle, Alarm... present) {
        alarms.hold(permit.open());
        for (Alarm alarm : present) {
            permit.raise(alarm);
        }
        alarms.latch(permit, cycle, cycle * 10_000_000L);
    }

    private void seenAt(long cycle, Source source) {
        permit.open().raise(Alarm.SENSOR_DEGRADED, source);
        alarms.latch(permit, cycle, cycle * 10_000_000L);
    }

    private List<String> events() {
        List<String> events = new ArrayList<>();
        for (Event event = reader.next(); event != null; event = reader.next()) {
            events.add(event.cycle() + " " + event.phase());
        }
        return events;
    }

    @Test
    void aFlickeringAlarmIsToldOnceInTenSecondsAndCounted() {
        for (int cycle = 1; cycle <= 4_000; cycle++) {
            if (cycle % 2 == 1) {
                at(cycle, Alarm.RESERVOIR_LOW);
                assertTrue(alarms.isListed(Alarm.RESERVOIR_LOW));
            } else {
                at(cycle);
                assertFalse(alarms.isListed(Alarm.RESERVOIR_LOW));
            }
        }
        assertEquals(2_000, alarms.occurrences(Alarm.RESERVOIR_LOW));
        assertEquals(
                List.of(
                        "1 raised",
                        "2 released",
                        "1001 raised",
                        "1002 released",
                        "2001 raised",
                        "2002 released",
                        "3001 raised",
                        "3002 released"),
                events());
        assertEquals(3_001, alarms.raisedCycle(Alarm.RESERVOIR_LOW));
    }

    @Test
    void aReturnAfterTenSecondsIsToldAtOnceAndJustBeforeItIsNot() {
        at(1, Alarm.RESERVOIR_LOW);
        at(2);
        at(1_000, Alarm.RESERVOIR_LOW);
        at(1_001);
        assertEquals(List.of("1 raised", "2 released"), events());
        at(1_001, Alarm.RESERVOIR_LOW);
        assertEquals(List.of("1001 raised"), events());
    }

    @Test
    void whatReturnsAndStaysIsToldWhenTheTimeIsOver() {
        at(1, Alarm.RESERVOIR_LOW);
        at(2);
        at(3, Alarm.RESERVOIR_LOW);
        for (int cycle = 4; cycle <= 1_000; cycle++) {
            at(cycle, Alarm.RESERVOIR_LOW);
        }
        assertEquals(List.of("1 raised", "2 released"), events());
        at(1_001, Alarm.RESERVOIR_LOW);
        at(1_002, Alarm.RESERVOIR_LOW);
        at(1_003);
        assertEquals(List.of("1001 raised", "1003 released"), events());
        assertEquals(2, alarms.occurrences(Alarm.RESERVOIR_LOW));
    }

    @Test
    @Tag("SR-80")
    void aLatchedOneThatFlickersIsToldOnceAndStillNeedsAnAcknowledgement() {
        for (int cycle = 1; cycle <= 100; cycle += 2) {
            at(cycle, Alarm.HEAD_OPEN);
            at(cycle + 1);
        }
        assertEquals(List.of("1 raised", "2 cause-gone"), events());
        assertEquals(50, alarms.occurrences(Alarm.HEAD_OPEN));
        at(101, Alarm.HEAD_OPEN);
        alarms.acknowledge(Alarm.HEAD_OPEN, 101, 1_010_000_000L);
        at(102);
        assertEquals(List.of("101 acknowledged", "102 released"), events());
    }

    @Test
    void oneThatWasAcknowledgedAndReleasedIsNewWhenItComesBack() {
        at(1, Alarm.HEAD_OPEN);
        at(2);
        alarms.acknowledge(Alarm.HEAD_OPEN, 2, 20_000_000L);
        at(3, Alarm.HEAD_OPEN);
        assertEquals(
                List.of("1 raised", "2 cause-gone", "2 acknowledged", "2 released", "3 raised"),
                events());
    }

    @Test
    void anotherPartIsNoRepeat() {
        seenAt(1, Source.UPSTREAM_PRESSURE);
        at(2);
        seenAt(3, Source.MOTOR_SUPPLY);
        assertEquals(List.of("1 raised", "2 released", "3 raised"), events());
        for (int cycle = 4; cycle < 900; cycle += 4) {
            at(cycle);
            seenAt(cycle + 1, Source.UPSTREAM_PRESSURE);
            at(cycle + 2);
            seenAt(cycle + 3, Source.MOTOR_SUPPLY);
        }
        assertEquals(List.of("4 released"), events(), "both parts are known");
        assertEquals(
                Source.UPSTREAM_PRESSURE.bit() | Source.MOTOR_SUPPLY.bit(),
                alarms.sources(Alarm.SENSOR_DEGRADED));
    }
}
