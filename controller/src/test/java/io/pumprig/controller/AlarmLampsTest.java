package io.pumprig.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Alarms;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.event.EventRing;
import io.pumprig.hal.device.Annunciator;
import io.pumprig.hal.device.ShownSignals;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("SR-83")
class AlarmLampsTest {
    /** No multiple of any period, and negative, as a rig's clock may be. */
    private static final long START_NANOS = -7_123_456_789L;

    private final Alarms alarms = new Alarms(new EventRing(64));
    private final Permit permit = new Permit();
    private final ShownSignals shown = new ShownSignals();
    private final AlarmLamps lamps = new AlarmLamps(shown, 10_000_000_000L);

    private void present(Alarm... present) {
        permit.open();
        for (Alarm alarm : present) {
            permit.raise(alarm);
        }
        alarms.latch(permit, 1, 10);
    }

    private String at(long millis) {
        lamps.show(alarms, START_NANOS + millis * 1_000_000);
        return (shown.shows(Annunciator.RED) ? "red " : "")
                + (shown.shows(Annunciator.AMBER) ? "amber " : "")
                + (shown.shows(Annunciator.GREEN) ? "green " : "")
                + (shown.shows(Annunciator.SOUND) ? "sound" : "");
    }

    @ParameterizedTest(name = "{0} at {1} ms: {2}")
    @CsvSource({
        "MOTOR_STALL, 0, 'red sound'",
        "MOTOR_STALL, 240, 'red sound'",
        "MOTOR_STALL, 250, sound",
        "MOTOR_STALL, 490, sound",
        "MOTOR_STALL, 500, 'red '",
        "MOTOR_STALL, 750, ''",
        "MOTOR_STALL, 1250, sound",
        "MOTOR_STALL, 1500, 'red '",
        "MOTOR_STALL, 15000, 'red sound'",
        "HEAD_OPEN, 0, 'amber sound'",
        "HEAD_OPEN, 790, 'amber '",
        "HEAD_OPEN, 800, ''",
        "HEAD_OPEN, 1490, sound",
        "HEAD_OPEN, 1990, ''",
        "HEAD_OPEN, 2000, 'amber '",
        "HEAD_OPEN, 60000, 'amber sound'",
        "MISSED_STEPS, 0, 'amber sound'",
        "MISSED_STEPS, 1000, ''",
        "MISSED_STEPS, 60000, 'amber '",
        "MISSED_STEPS, 3600000, 'amber sound'",
        "RESERVOIR_LOW, 0, 'amber sound'",
        "RESERVOIR_LOW, 500, 'amber '",
        "RESERVOIR_LOW, 1000, 'amber '",
        "RESERVOIR_LOW, 3600000, 'amber sound'"
    })
    @Tag("SR-82")
    void showsAndSoundsByPriorityAtTheseInstants(Alarm alarm, long millis, String expected) {
        present(alarm);
        assertEquals(alarm == Alarm.MOTOR_STALL ? "red sound" : "amber sound", at(0));
        assertEquals(expected, at(millis));
    }

    @Test
    @Tag("SR-85")
    void soundsAgainForANewAlarmButNotForEachOfMany() {
        present(Alarm.RESERVOIR_LOW);
        assertEquals("amber sound", at(0));
        present(Alarm.RESERVOIR_LOW, Alarm.SENSOR_DEGRADED);
        assertEquals("amber ", at(9_990));
        present(Alarm.RESERVOIR_LOW);
        assertEquals("amber ", at(10_000));
        present(Alarm.RESERVOIR_LOW, Alarm.SENSOR_DEGRADED);
        assertEquals("amber sound", at(10_010));
        assertEquals("amber ", at(10_510));
    }

    @Test
    void beginsAtOnceWithAHigherPriority() {
        present(Alarm.HEAD_OPEN);
        assertEquals("amber sound", at(0));
        assertEquals("", at(1_900));
        present(Alarm.HEAD_OPEN, Alarm.MOTOR_STALL);
        assertEquals("red sound", at(1_910));
        assertEquals("sound", at(2_160));
    }

    @Test
    void noAlarmIsGreen() {
        assertEquals("green ", at(0));
    }

    @Test
    void theHighestPriorityShowsAndLeavesWithItsAlarm() {
        present(Alarm.RESERVOIR_LOW, Alarm.MOTOR_STALL);
        assertEquals("red sound", at(0));
        present(Alarm.RESERVOIR_LOW);
        alarms.acknowledge(Alarm.MOTOR_STALL, 1, 10);
        assertEquals("amber sound", at(0), "what was masked until now");
        present();
        assertEquals("green ", at(0));
    }

    /** The field's tones: two each minute, one each hour (therapy reference 1). */
    @ParameterizedTest(name = "{0}: {1} beginnings of a tone in 3 h")
    @CsvSource({
        "OCCLUSION_DOWNSTREAM, 1440",
        "HEAD_OPEN, 360",
        "MISSED_STEPS, 3",
        "RESERVOIR_LOW, 3",
        "TICK_OVERRUN, 3",
    })
    @Tag("SR-82")
    void activeAlarmsSoundAgain(Alarm alarm, int tones) {
        present(alarm);
        int heard = 0;
        boolean before = false;
        for (int millis = 0; millis < 3 * 3_600_000; millis += 100) {
            at(millis);
            boolean sounds = shown.shows(Annunciator.SOUND);
            heard += sounds && !before ? 1 : 0;
            before = sounds;
        }
        assertEquals(tones, heard);
    }

    @Test
    @Tag("SR-44")
    void showsAndSoundsAsBadAsItHasBecome() {
        present(Alarm.PAUSED_TOO_LONG);
        assertEquals("amber sound", at(0));
        assertEquals("", at(60_000 + 1_000));
        escalated(Alarm.PAUSED_TOO_LONG);
        assertEquals("red sound", at(100_000));
        assertEquals("red sound", at(115_000));
        present();
        assertEquals("green ", at(116_000));
        present(Alarm.UNDER_DELIVERY);
        assertEquals("amber sound", at(120_000));
        assertEquals("amber ", at(180_000));
        escalated(Alarm.UNDER_DELIVERY);
        assertEquals("amber sound", at(200_000));
        assertEquals("amber sound", at(260_000));
    }

    @Test
    @Tag("SR-81")
    void anAudioPauseSilencesTheSounderAndTheLampsGoOn() {
        present(Alarm.MOTOR_STALL);
        assertEquals("red sound", at(0));
        assertTrue(alarms.pauseAudio(START_NANOS, 600_000_000_000L, false));
        assertEquals("red ", at(100));
        for (int millis = 0; millis < 600_000; millis += 250) {
            assertEquals(millis % 500 < 250 ? "red " : "", at(millis));
        }
        assertEquals("red sound", at(600_000));
    }

    @Test
    @Tag("SR-81")
    void aNewHighAlarmIsHeardAtOnceInTheMiddleOfAPause() {
        present(Alarm.MOTOR_STALL);
        at(0);
        alarms.pauseAudio(START_NANOS, 600_000_000_000L, false);
        assertEquals("red ", at(60_000));
        present(Alarm.MOTOR_STALL, Alarm.EMERGENCY_STOP);
        assertEquals("red sound", at(61_000));
    }

    @Test
    @Tag("SR-81")
    void anHourlyToneThatWasSilencedIsHeardWhenThePauseEnds() {
        present(Alarm.RESERVOIR_LOW);
        alarms.pauseAudio(START_NANOS, 1_000_000_000L, false);
        assertEquals("amber ", at(0));
        assertEquals("amber ", at(999));
        assertEquals("amber sound", at(1_000));
        assertEquals("amber ", at(1_500));
    }

    private void escalated(Alarm alarm) {
        permit.open().raise(alarm);
        permit.escalate(alarm);
        alarms.latch(permit, 2, 20);
    }
}
