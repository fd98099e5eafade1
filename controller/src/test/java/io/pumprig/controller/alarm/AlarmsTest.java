package io.pumprig.controller.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.event.Event;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("SR-80")
class AlarmsTest {
    private final EventRing ring = new EventRing(64);
    private final EventRing.Reader reader = ring.reader();
    private final Alarms alarms = new Alarms(ring);
    private final Permit permit = new Permit();
    private long cycle;

    /** One cycle in which these causes are present. */
    private void cycle(Alarm... present) {
        cycle++;
        alarms.hold(permit.open());
        for (Alarm alarm : present) {
            permit.raise(alarm);
        }
        alarms.latch(permit, cycle, cycle * 10);
    }

    private void seenOn(Source... sources) {
        cycle++;
        alarms.hold(permit.open());
        for (Source source : sources) {
            permit.raise(Alarm.SENSOR_FAULT, source);
        }
        alarms.latch(permit, cycle, cycle * 10);
    }

    private List<String> events() {
        List<String> events = new ArrayList<>();
        for (Event event = reader.next(); event != null; event = reader.next()) {
            assertEquals(EventKind.ALARM, event.kind());
            events.add(event.subject() + " " + event.phase());
        }
        return events;
    }

    @ParameterizedTest
    @EnumSource
    void aFlowLimitingAlarmStaysUntilItsCauseIsGoneAndThenAcknowledged(Alarm alarm) {
        if (!alarm.latches()) {
            return;
        }
        cycle(alarm);
        cycle();
        assertTrue(alarms.isListed(alarm));
        assertEquals(alarm.reaction(), heldReaction());
        assertTrue(alarms.acknowledge(alarm, cycle, 0));
        assertFalse(alarms.isListed(alarm));
        assertEquals(Reaction.KEEP_PROGRAM, heldReaction());
        String name = alarm.name();
        assertEquals(
                List.of(
                        name + " raised",
                        name + " cause-gone",
                        name + " acknowledged",
                        name + " released"),
                events());
    }

    private Reaction heldReaction() {
        Permit next = new Permit().open();
        alarms.hold(next);
        return next.reaction();
    }

    @Test
    void acknowledgedFirstItLeavesWithItsCause() {
        cycle(Alarm.MOTOR_STALL);
        alarms.acknowledge(Alarm.MOTOR_STALL, cycle, 0);
        assertTrue(alarms.isListed(Alarm.MOTOR_STALL));
        cycle(Alarm.MOTOR_STALL);
        assertEquals(Reaction.ZERO_FLOW, heldReaction());
        cycle();
        assertFalse(alarms.isListed(Alarm.MOTOR_STALL));
        assertEquals(Reaction.KEEP_PROGRAM, heldReaction());
        assertEquals(
                List.of("MOTOR_STALL raised", "MOTOR_STALL acknowledged", "MOTOR_STALL released"),
                events());
    }

    @Test
    void aCauseThatReturnsBeforeItWasAcknowledgedNeedsOneAcknowledgementAfterIt() {
        cycle(Alarm.MOTOR_STALL);
        cycle();
        cycle(Alarm.MOTOR_STALL);
        cycle();
        assertTrue(alarms.isListed(Alarm.MOTOR_STALL));
        assertEquals(2, alarms.occurrences(Alarm.MOTOR_STALL));
        assertEquals(1, alarms.raisedCycle(Alarm.MOTOR_STALL));
        alarms.acknowledge(Alarm.MOTOR_STALL, cycle, 0);
        assertFalse(alarms.isListed(Alarm.MOTOR_STALL));
    }

    @Test
    void aCauseThatReturnsAfterTheReleaseIsANewAlarm() {
        cycle(Alarm.MOTOR_STALL);
        alarms.acknowledge(Alarm.MOTOR_STALL, cycle, 0);
        cycle();
        cycle(Alarm.MOTOR_STALL);
        cycle();
        assertTrue(alarms.isListed(Alarm.MOTOR_STALL));
        assertEquals(3, alarms.raisedCycle(Alarm.MOTOR_STALL));
        assertEquals(0, alarms.acknowledged());
    }

    @Test
    void anotherAlarmWithTheSameReactionHoldsOnWhenOneIsReleased() {
        cycle(Alarm.MOTOR_STALL, Alarm.HEAD_OPEN);
        cycle();
        alarms.acknowledge(Alarm.MOTOR_STALL, cycle, 0);
        assertEquals(Reaction.ZERO_FLOW, heldReaction());
        alarms.acknowledge(Alarm.HEAD_OPEN, cycle, 0);
        assertEquals(Reaction.KEEP_PROGRAM, heldReaction());
    }

    @Test
    void anAlarmThatKeepsTheProgramLeavesWithItsCause() {
        cycle(Alarm.RESERVOIR_LOW);
        assertTrue(alarms.isListed(Alarm.RESERVOIR_LOW));
        assertEquals(0, alarms.latched());
        cycle();
        assertFalse(alarms.isListed(Alarm.RESERVOIR_LOW));
        assertEquals(List.of("RESERVOIR_LOW raised", "RESERVOIR_LOW released"), events());
    }

    @Test
    void anAcknowledgedAlarmThatKeepsTheProgramStaysListedUntilItsCauseIsGone() {
        cycle(Alarm.RESERVOIR_LOW);
        assertTrue(alarms.acknowledge(Alarm.RESERVOIR_LOW, cycle, 0));
        assertTrue(alarms.isListed(Alarm.RESERVOIR_LOW));
        cycle();
        assertFalse(alarms.isListed(Alarm.RESERVOIR_LOW));
        assertEquals(0, alarms.acknowledged());
    }

    @Test
    void whatIsNotListedCannotBeAcknowledged() {
        assertFalse(alarms.acknowledge(Alarm.MOTOR_STALL, 1, 0));
        assertEquals(0, alarms.changes());
    }

    @Test
    void aSecondAcknowledgementChangesNothing() {
        cycle(Alarm.MOTOR_STALL);
        alarms.acknowledge(Alarm.MOTOR_STALL, cycle, 0);
        long changes = alarms.changes();
        assertTrue(alarms.acknowledge(Alarm.MOTOR_STALL, cycle, 0));
        assertEquals(changes, alarms.changes());
        assertEquals(List.of("MOTOR_STALL raised", "MOTOR_STALL acknowledged"), events());
    }

    @Test
    void aSecondPartUnderAPresentAlarmIsAnnouncedAndNeedsANewAcknowledgement() {
        seenOn(Source.ENCODER);
        alarms.acknowledge(Alarm.SENSOR_FAULT, cycle, 0);
        seenOn(Source.ENCODER, Source.RESERVOIR_SENSOR);
        assertEquals(
                Source.ENCODER.bit() | Source.RESERVOIR_SENSOR.bit(),
                alarms.sources(Alarm.SENSOR_FAULT));
        assertEquals(2, alarms.occurrences(Alarm.SENSOR_FAULT));
        seenOn();
        assertTrue(alarms.isListed(Alarm.SENSOR_FAULT));
        assertEquals(
                List.of(
                        "SENSOR_FAULT raised",
                        "SENSOR_FAULT acknowledged",
                        "SENSOR_FAULT raised",
                        "SENSOR_FAULT cause-gone"),
                events());
    }

    @Test
    @Tag("SR-85")
    void aPartThatFlickersUnderAPresentAlarmIsAnnouncedOnce() {
        for (int i = 0; i < 100; i++) {
            seenOn(Source.ENCODER);
            seenOn(Source.ENCODER, Source.RESERVOIR_SENSOR);
        }
        assertEquals(List.of("SENSOR_FAULT raised", "SENSOR_FAULT raised"), events());
    }

    @Test
    @Tag("SR-93")
    void aRestartIsLatchedWithoutACauseThatLasts() {
        alarms.latchEvent(Alarm.RESTARTED, 5, 50);
        cycle();
        assertEquals(Reaction.ZERO_FLOW, heldReaction());
        assertEquals(5, alarms.raisedCycle(Alarm.RESTARTED));
        alarms.acknowledge(Alarm.RESTARTED, cycle, 0);
        assertEquals(Reaction.KEEP_PROGRAM, heldReaction());
    }

    @Test
    @Tag("SR-93")
    void whatAnEarlierSessionLatchedLimitsFlowAgainFromTheFirstCycle() {
        alarms.restore(Alarm.SENSOR_FAULT.bit() | Alarm.TICK_OVERRUN.bit(), 9, 90);
        assertEquals(Reaction.MINIMUM_RATE, heldReaction());
        assertTrue(alarms.isListed(Alarm.SENSOR_FAULT));
        assertEquals(1, alarms.occurrences(Alarm.SENSOR_FAULT));
        assertEquals(List.of(), events());
        alarms.acknowledge(Alarm.SENSOR_FAULT, 9, 90);
        alarms.acknowledge(Alarm.TICK_OVERRUN, 9, 90);
        assertEquals(0, alarms.listed());
    }

    @Test
    @Tag("SR-78")
    void theHighestPriorityListedIsTheOneThatSounds() {
        assertNull(alarms.highest());
        cycle(Alarm.RESERVOIR_LOW);
        assertEquals(Priority.LOW, alarms.highest());
        cycle(Alarm.RESERVOIR_LOW, Alarm.MISSED_STEPS);
        assertEquals(Priority.MEDIUM, alarms.highest());
        cycle(Alarm.RESERVOIR_LOW, Alarm.MISSED_STEPS, Alarm.MOTOR_STALL);
        assertEquals(Priority.HIGH, alarms.highest());
        cycle();
        assertEquals(Priority.HIGH, alarms.highest());
        alarms.acknowledge(Alarm.MOTOR_STALL, cycle, 0);
        assertNull(alarms.highest());
    }

    @Test
    @Tag("SR-78")
    void allStayListedTheHighestPriorityFirstAndTheNewestFirstWithinIt() {
        cycle(Alarm.RESERVOIR_LOW);
        cycle(Alarm.RESERVOIR_LOW, Alarm.MOTOR_STALL, Alarm.MISSED_STEPS);
        cycle(Alarm.RESERVOIR_LOW, Alarm.OVER_DELIVERY, Alarm.SENSOR_DEGRADED, Alarm.MISSED_STEPS);
        int[] order = new int[Alarm.count()];
        assertEquals(5, alarms.order(order));
        List<Alarm> listed = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            listed.add(Alarm.of(order[i]));
        }
        assertEquals(
                List.of(
                        Alarm.OVER_DELIVERY,
                        Alarm.MOTOR_STALL,
                        Alarm.MISSED_STEPS,
                        Alarm.SENSOR_DEGRADED,
                        Alarm.RESERVOIR_LOW),
                listed);
        assertEquals(Reaction.ZERO_FLOW, heldReaction());
    }

    /** Air is of medium priority and stops; a sensor fault is high and only slows down. */
    @Test
    @Tag("SR-78")
    void theStrictestReactionActsWhateverThePriority() {
        cycle(Alarm.SENSOR_FAULT);
        assertEquals(Reaction.MINIMUM_RATE, heldReaction());
        cycle(Alarm.SENSOR_FAULT, Alarm.AIR_IN_LINE);
        assertEquals(Reaction.ZERO_FLOW, heldReaction());
        int[] order = new int[Alarm.count()];
        assertEquals(2, alarms.order(order));
        assertEquals(Alarm.SENSOR_FAULT, Alarm.of(order[0]));
        assertEquals(Priority.HIGH, alarms.highest());
    }

    @Test
    void aHealthyHourAnnouncesNothing() {
        for (int i = 0; i < 360_000; i++) {
            cycle();
        }
        assertEquals(0, alarms.changes());
        assertEquals(List.of(), events());
    }
}
