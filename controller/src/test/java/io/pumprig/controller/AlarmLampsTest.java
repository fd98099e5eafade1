package io.pumprig.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Alarms;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.event.EventRing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("SR-83")
class AlarmLampsTest {
    private final Alarms alarms = new Alarms(new EventRing(64));
    private final Permit permit = new Permit();
    private boolean red;
    private boolean amber;
    private boolean green;
    private boolean sound;
    private final AlarmLamps lamps =
            new AlarmLamps(
                    (isRed, isAmber, isGreen, isSound) -> {
                        red = isRed;
                        amber = isAmber;
                        green = isGreen;
                        sound = isSound;
                    });

    private void present(Alarm... present) {
        permit.open();
        for (Alarm alarm : present) {
            permit.raise(alarm);
        }
        alarms.latch(permit, 1, 10);
    }

    @ParameterizedTest(name = "{0}: {1} flashes a minute, {2} % on")
    @CsvSource({"MOTOR_STALL, 120, 50", "MISSED_STEPS, 30, 50", "RESERVOIR_LOW, 0, 100"})
    void flashesByPriority(Alarm alarm, int flashes, int percentOn) {
        present(alarm);
        int rises = 0;
        int on = 0;
        boolean before = true;
        for (int cycle = 0; cycle < 6_000; cycle++) {
            lamps.show(alarms, 7_000_000_000L + cycle * 10_000_000L);
            boolean lit = alarm == Alarm.MOTOR_STALL ? red : amber;
            assertFalse(alarm == Alarm.MOTOR_STALL ? amber : red);
            assertFalse(green);
            assertEquals(red, sound);
            rises += lit && !before ? 1 : 0;
            on += lit ? 1 : 0;
            before = lit;
        }
        assertEquals(flashes, rises, 1);
        assertEquals(percentOn * 60, on, 60);
    }

    @Test
    void noAlarmIsGreen() {
        lamps.show(alarms, 0);
        assertTrue(green);
        assertFalse(red || amber || sound);
    }

    @Test
    void theHighestPriorityShowsAndLeavesWithItsAlarm() {
        present(Alarm.RESERVOIR_LOW, Alarm.MOTOR_STALL);
        lamps.show(alarms, 0);
        assertTrue(red && sound);
        present(Alarm.RESERVOIR_LOW);
        alarms.acknowledge(Alarm.MOTOR_STALL, 1, 10);
        lamps.show(alarms, 0);
        assertTrue(amber);
        assertFalse(red || sound);
        present();
        lamps.show(alarms, 0);
        assertTrue(green);
    }
}
