package io.pumprig.controller.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AlarmTest {

    @ParameterizedTest(name = "{0}: {1}, critical {2}, {3}, latches {4}")
    @CsvSource({
        "OVER_DELIVERY, HIGH, true, ZERO_FLOW, true",
        "MOTOR_RUNAWAY, HIGH, true, ZERO_FLOW, true",
        "OCCLUSION_DOWNSTREAM, HIGH, true, ZERO_FLOW, true",
        "RESERVOIR_EMPTY, HIGH, true, ZERO_FLOW, true",
        "MOTOR_STALL, HIGH, true, ZERO_FLOW, true",
        "MISSED_STEPS, MEDIUM, false, KEEP_PROGRAM, false",
        "EMERGENCY_STOP, HIGH, true, ZERO_FLOW, true",
        "DRIVER_FAULT, HIGH, true, ZERO_FLOW, true",
        "RESTARTED, HIGH, true, ZERO_FLOW, true",
        "SENSOR_FAULT, HIGH, true, MINIMUM_RATE, true",
        "SENSOR_DEGRADED, LOW, false, KEEP_PROGRAM, false",
        "RESERVOIR_LOW, LOW, false, KEEP_PROGRAM, false",
        "RESERVOIR_DISCREPANCY, MEDIUM, false, KEEP_PROGRAM, false",
        "HEAD_OPEN, MEDIUM, true, ZERO_FLOW, true",
        "TICK_OVERRUN, MEDIUM, false, MINIMUM_RATE, true",
        "SUPPLY_OUT_OF_RANGE, LOW, false, KEEP_PROGRAM, false",
        "AIR_IN_LINE, MEDIUM, true, ZERO_FLOW, true",
        "BUTTON_STUCK, LOW, false, KEEP_PROGRAM, false",
        "LINK_LOST, LOW, false, KEEP_PROGRAM, false",
        "LOG_FAILURE, LOW, false, KEEP_PROGRAM, false",
    })
    @Tag("SR-41")
    @Tag("SR-77")
    @Tag("SR-80")
    void eachAlarmHasThePriorityAndReactionOfTheTable(
            Alarm alarm, Priority priority, boolean critical, Reaction reaction, boolean latches) {
        assertEquals(priority, alarm.priority());
        assertEquals(critical, alarm.isCritical());
        assertEquals(reaction, alarm.reaction());
        assertEquals(latches, alarm.latches());
    }

    @Test
    void theTableAboveIsComplete() {
        assertEquals(20, Alarm.count());
        assertTrue(Alarm.count() <= 63);
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByOrdinalAndName(Alarm alarm) {
        assertSame(alarm, Alarm.of(alarm.ordinal()));
        assertSame(alarm, Alarm.named(alarm.name()));
        assertEquals(alarm == Alarm.LINK_LOST || alarm == Alarm.LOG_FAILURE, alarm.isOfHost());
    }

    @Test
    void anUnknownNameIsNoAlarm() {
        assertNull(Alarm.named("FREE_LUNCH"));
    }

    @Test
    void theStricterReactionWinsWhicheverIsAsked() {
        assertSame(Reaction.ZERO_FLOW, Reaction.ZERO_FLOW.stricter(Reaction.MINIMUM_RATE));
        assertSame(Reaction.ZERO_FLOW, Reaction.MINIMUM_RATE.stricter(Reaction.ZERO_FLOW));
        assertSame(Reaction.MINIMUM_RATE, Reaction.KEEP_PROGRAM.stricter(Reaction.MINIMUM_RATE));
        assertSame(Reaction.KEEP_PROGRAM, Reaction.KEEP_PROGRAM.stricter(Reaction.KEEP_PROGRAM));
    }

    @Test
    void sourcesAreListedByName() {
        assertEquals("", Source.labels(0));
        assertEquals(
                "encoder,reservoir-sensor",
                Source.labels(Source.ENCODER.bit() | Source.RESERVOIR_SENSOR.bit()));
        assertTrue(Source.values().length <= 31);
    }
}
