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

    @ParameterizedTest(name = "{0}: {1}, critical {2}, {3}, latches {4}, boluses {5}")
    @CsvSource({
        "OVER_DELIVERY, HIGH, true, ZERO_FLOW, true, BLOCKED",
        "MOTOR_RUNAWAY, HIGH, true, ZERO_FLOW, true, BLOCKED",
        "FREE_FLOW, HIGH, true, ZERO_FLOW, true, BLOCKED",
        "REVERSE_FLOW, HIGH, true, ZERO_FLOW, true, BLOCKED",
        "OCCLUSION_DOWNSTREAM, HIGH, true, ZERO_FLOW, true, BLOCKED",
        "OCCLUSION_UPSTREAM, HIGH, true, ZERO_FLOW, true, BLOCKED",
        "RESERVOIR_EMPTY, HIGH, true, ZERO_FLOW, true, BLOCKED",
        "MOTOR_STALL, HIGH, true, ZERO_FLOW, true, BLOCKED",
        "MISSED_STEPS, MEDIUM, false, KEEP_PROGRAM, false, BLOCKED",
        "EMERGENCY_STOP, HIGH, true, ZERO_FLOW, true, BLOCKED",
        "DRIVER_FAULT, HIGH, true, ZERO_FLOW, true, BLOCKED",
        "RESTARTED, HIGH, true, ZERO_FLOW, true, BLOCKED",
        "ALARM_CYCLING, HIGH, true, ZERO_FLOW, true, BLOCKED",
        "SELF_TEST_FAILED, HIGH, true, ZERO_FLOW, true, BLOCKED",
        "MEMORY_FAULT, HIGH, true, ZERO_FLOW, true, BLOCKED",
        "CONFIG_CORRUPT, HIGH, true, ZERO_FLOW, true, BLOCKED",
        "WATCHDOG, HIGH, true, ZERO_FLOW, true, BLOCKED",
        "END_OF_SERVICE, HIGH, true, ZERO_FLOW, true, BLOCKED",
        "SENSOR_FAULT, HIGH, true, MINIMUM_RATE, true, BLOCKED",
        "SENSOR_DEGRADED, LOW, false, KEEP_PROGRAM, false, ALLOWED",
        "UNDER_DELIVERY, MEDIUM, false, KEEP_PROGRAM, false, ALLOWED",
        "RESERVOIR_LOW, LOW, false, KEEP_PROGRAM, false, BLOCKED",
        "RESERVOIR_DISCREPANCY, MEDIUM, false, KEEP_PROGRAM, false, BLOCKED",
        "RESERVOIR_OVERFILL, MEDIUM, true, ZERO_FLOW, true, BLOCKED",
        "PRIMING_FAILED, MEDIUM, true, ZERO_FLOW, true, BLOCKED",
        "AIR_IN_LINE, MEDIUM, true, ZERO_FLOW, true, BLOCKED",
        "HEAD_OPEN, MEDIUM, true, ZERO_FLOW, true, BLOCKED",
        "OVER_TEMPERATURE, MEDIUM, true, ZERO_FLOW, true, BLOCKED",
        "TICK_OVERRUN, MEDIUM, false, MINIMUM_RATE, true, BLOCKED",
        "PAUSED_TOO_LONG, MEDIUM, false, KEEP_PROGRAM, false, BLOCKED",
        "STOPPED_TOO_LONG, MEDIUM, false, KEEP_PROGRAM, false, BLOCKED",
        "MAX_DOSE, LOW, false, MINIMUM_RATE, true, BLOCKED",
        "OCCLUSION_TREND, LOW, false, KEEP_PROGRAM, false, BLOCKED",
        "SUPPLY_OUT_OF_RANGE, LOW, false, KEEP_PROGRAM, false, ALLOWED",
        "ON_BACKUP, LOW, false, KEEP_PROGRAM, false, ALLOWED",
        "BATTERY_LOW, MEDIUM, false, KEEP_PROGRAM, false, BLOCKED",
        "BUTTON_STUCK, LOW, false, KEEP_PROGRAM, false, BLOCKED",
        "ANNUNCIATOR_FAILED, LOW, false, KEEP_PROGRAM, false, BLOCKED",
        "AMBIENT_EXCURSION, LOW, false, KEEP_PROGRAM, false, BLOCKED",
        "CLOCK_STEPPED, LOW, false, KEEP_PROGRAM, false, ALLOWED",
        "LINK_LOST, LOW, false, KEEP_PROGRAM, false, ALLOWED",
        "LOG_FAILURE, LOW, false, KEEP_PROGRAM, false, ALLOWED",
    })
    @Tag("SR-27")
    @Tag("SR-41")
    @Tag("SR-77")
    @Tag("SR-80")
    void eachAlarmHasThePriorityAndReactionOfTheTable(
            Alarm alarm,
            Priority priority,
            boolean critical,
            Reaction reaction,
            boolean latches,
            Alarm.Boluses boluses) {
        assertEquals(priority, alarm.priority());
        assertEquals(critical, alarm.isCritical());
        assertEquals(reaction, alarm.reaction());
        assertEquals(latches, alarm.latches());
        assertEquals(boluses == Alarm.Boluses.BLOCKED, alarm.blocksBoluses());
        assertEquals(alarm.blocksBoluses(), Alarm.blockBoluses(alarm.bit()));
    }

    @Test
    void theTableAboveIsComplete() {
        assertEquals(42, Alarm.count());
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
