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

/** Hazards that what goes on brings with it: recorded, without an alarm (SR-75). */
@Tag("SR-75")
class MaskedAlarmTest {
    private final EventRing ring = new EventRing(64);
    private final EventRing.Reader reader = ring.reader();
    private final Alarms alarms = new Alarms(ring);
    private final Permit permit = new Permit();
    private long cycle;

    private void cycle(boolean masks, Alarm... present) {
        cycle++;
        permit.open();
        if (masks) {
            permit.mask(Alarm.AIR_IN_LINE.bit());
        }
        alarms.hold(permit);
        for (Alarm alarm : present) {
            permit.raise(alarm);
        }
        alarms.latch(permit, cycle, cycle * 10);
    }

    private List<String> events() {
        List<String> events = new ArrayList<>();
        for (Event event = reader.next(); event != null; event = reader.next()) {
            String detail = event.detail() == null ? "" : " " + event.detail();
            events.add(event.subject() + " " + event.phase() + detail);
        }
        return events;
    }

    @Test
    void itsBeginAndItsEndAreToldAndNothingIsListed() {
        cycle(true, Alarm.AIR_IN_LINE);
        cycle(true, Alarm.AIR_IN_LINE);
        assertEquals(0, alarms.listed());
        cycle(true);
        cycle(true);
        assertEquals(List.of("AIR_IN_LINE masked begun", "AIR_IN_LINE masked ended"), events());
        assertEquals(0, alarms.occurrences(Alarm.AIR_IN_LINE));
    }

    @Test
    void whereNothingIsSeenNothingIsTold() {
        cycle(true);
        cycle(false);
        assertEquals(List.of(), events());
    }

    @Test
    void aHazardThatOutlastsItsMaskIsAnAlarmAtOnce() {
        cycle(true, Alarm.AIR_IN_LINE);
        cycle(false, Alarm.AIR_IN_LINE);
        assertEquals(
                List.of(
                        "AIR_IN_LINE masked begun",
                        "AIR_IN_LINE masked ended",
                        "AIR_IN_LINE raised"),
                events());
        assertTrue(alarms.isListed(Alarm.AIR_IN_LINE));
        assertEquals(Reaction.ZERO_FLOW, permit.reaction());
    }

    @Test
    @Tag("SR-80")
    void anAlarmThatIsLatchedStaysLatchedAndHoldsNothingWhileItIsMasked() {
        cycle(false, Alarm.AIR_IN_LINE);
        cycle(true, Alarm.AIR_IN_LINE);
        assertEquals(Reaction.KEEP_PROGRAM, permit.reaction());
        assertTrue(alarms.isListed(Alarm.AIR_IN_LINE));
        alarms.acknowledge(Alarm.AIR_IN_LINE, cycle, cycle * 10);
        cycle(true, Alarm.AIR_IN_LINE);
        assertTrue(alarms.isListed(Alarm.AIR_IN_LINE));
        cycle(true);
        assertFalse(alarms.isListed(Alarm.AIR_IN_LINE));
    }

    @Test
    @Tag("SR-79")
    void everyOtherAlarmActsBesideIt() {
        cycle(false, Alarm.HEAD_OPEN);
        cycle(true, Alarm.AIR_IN_LINE);
        assertEquals(Reaction.ZERO_FLOW, permit.reaction());
        assertTrue(alarms.isListed(Alarm.HEAD_OPEN));
    }
}
