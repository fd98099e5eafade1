package io.pumprig.controller.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HostAlarmsTest {
    private final HostAlarms alarms = new HostAlarms(() -> 42);
    private final List<String> heard = new ArrayList<>();

    @Test
    @Tag("SR-90")
    @Tag("SR-98")
    void eachChangeIsToldOnce() {
        alarms.listen((alarm, phase, cycle) -> heard.add(alarm + " " + phase + " " + cycle));
        alarms.raise(Alarm.LINK_LOST);
        alarms.raise(Alarm.LINK_LOST);
        assertEquals(Alarm.LINK_LOST.bit(), alarms.present());
        alarms.release(Alarm.LINK_LOST);
        alarms.release(Alarm.LINK_LOST);
        alarms.release(Alarm.LOG_FAILURE);
        assertEquals(List.of("LINK_LOST raised 42", "LINK_LOST released 42"), heard);
        assertEquals(0, alarms.present());
        assertEquals(1, alarms.occurrences(Alarm.LINK_LOST));
        assertEquals(42, alarms.raisedCycle(Alarm.LINK_LOST));
    }

    @Test
    void anAlarmOfThePumpIsRefused() {
        assertThrows(AssertionError.class, () -> alarms.raise(Alarm.MOTOR_STALL));
    }
}
