package io.pumprig.controller.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.event.Event;
import io.pumprig.controller.event.EventRing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("SR-44")
@Tag("SR-77")
class EscalationTest {
    private final EventRing ring = new EventRing(64);
    private final EventRing.Reader reader = ring.reader();
    private final Alarms alarms = new Alarms(ring);
    private final Permit permit = new Permit();
    private long cycle;

    private void cycle(Alarm alarm, boolean worse) {
        cycle++;
        alarms.hold(permit.open());
        if (alarm != null) {
            permit.raise(alarm);
            if (worse) {
                permit.escalate(alarm);
            }
        }
        alarms.latch(permit, cycle, cycle * 10_000_000L);
    }

    private List<String> events() {
        List<String> events = new ArrayList<>();
        for (Event event = reader.next(); event != null; event = reader.next()) {
            boolean worse = (event.value() & Alarms.ESCALATED) != 0;
            events.add(event.phase() + (worse ? " worse" : ""));
        }
        return events;
    }

    @ParameterizedTest(name = "{0}: {1}, critical {2}; then {3}, critical {4}")
    @CsvSource({
        "PAUSED_TOO_LONG, MEDIUM, false, HIGH, true",
        "STOPPED_TOO_LONG, MEDIUM, false, HIGH, true",
        "UNDER_DELIVERY, MEDIUM, false, MEDIUM, true",
    })
    void anAlarmThatBecomesWorseHasAnotherPriorityAndClassAndSaysSo(
            Alarm alarm, Priority before, boolean critical, Priority after, boolean criticalAfter) {
        cycle(alarm, false);
        assertEquals(before, alarms.priority(alarm));
        assertEquals(before, alarms.highest());
        assertEquals(critical, alarms.isCritical(alarm));
        assertEquals(critical, alarms.isSomethingCritical());
        long changes = alarms.changes();
        cycle(alarm, true);
        assertEquals(after, alarms.priority(alarm));
        assertEquals(after, alarms.highest());
        assertEquals(criticalAfter, alarms.isCritical(alarm));
        assertEquals(criticalAfter, alarms.isSomethingCritical());
        assertEquals(changes + 1, alarms.changes());
        assertEquals(1, alarms.occurrences(alarm));
        cycle(alarm, true);
        cycle(null, false);
        assertNull(alarms.highest());
        assertEquals(List.of("raised", "escalated worse", "released worse"), events());
        cycle += 1_000;
        cycle(alarm, false);
        assertEquals(before, alarms.priority(alarm));
        assertEquals(List.of("raised"), events());
    }

    @ParameterizedTest
    @EnumSource
    void noOtherAlarmChangesWithTime(Alarm alarm) {
        boolean listed =
                alarm == Alarm.PAUSED_TOO_LONG
                        || alarm == Alarm.STOPPED_TOO_LONG
                        || alarm == Alarm.UNDER_DELIVERY;
        assertEquals(listed, alarm.escalates());
        assertEquals(alarm.priority(), alarm.priority(false));
        assertEquals(alarm.isCritical(), alarm.isCritical(false));
    }

    @Test
    void whatWasAcknowledgedBeforeItBecameWorseIsNotAcknowledged() {
        cycle(Alarm.PAUSED_TOO_LONG, false);
        assertTrue(alarms.acknowledge(Alarm.PAUSED_TOO_LONG, cycle, 0));
        assertEquals(Alarm.PAUSED_TOO_LONG.bit(), alarms.acknowledged());
        cycle(Alarm.PAUSED_TOO_LONG, true);
        assertEquals(0, alarms.acknowledged());
        assertFalse(alarms.escalated() == 0);
    }
}
