package io.pumprig.controller.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.event.EventRing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("SR-81")
class AudioPauseTest {
    private static final long START = -5_000_000_000L;
    private static final long TEN_MINUTES = 600_000_000_000L;

    private final Alarms alarms = new Alarms(new EventRing(64));
    private final Permit permit = new Permit();
    private long cycle;

    private void present(Alarm... present) {
        cycle++;
        permit.open();
        for (Alarm alarm : present) {
            permit.raise(alarm);
        }
        alarms.latch(permit, cycle, START + cycle * 10_000_000L);
    }

    private boolean isPaused(long sinceStart) {
        return alarms.audioPause().isPaused(START + sinceStart);
    }

    @Test
    void endsByItselfAfterTenMinutes() {
        present(Alarm.RESERVOIR_LOW);
        assertTrue(alarms.pauseAudio(START, TEN_MINUTES, false));
        assertEquals(TEN_MINUTES, alarms.audioPause().remainingNanos(START));
        assertTrue(isPaused(TEN_MINUTES - 1));
        assertEquals(1, alarms.audioPause().remainingNanos(START + TEN_MINUTES - 1));
        assertFalse(isPaused(TEN_MINUTES));
        assertEquals(0, alarms.audioPause().remainingNanos(START + TEN_MINUTES));
        assertFalse(isPaused(TEN_MINUTES - 1), "ended is ended");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, TEN_MINUTES + 1, Long.MAX_VALUE})
    void aLongerOneOrNoneIsRefusedAndChangesNothing(long durationNanos) {
        assertEquals(TEN_MINUTES, alarms.audioPause().longestNanos());
        assertFalse(alarms.pauseAudio(START, durationNanos, false));
        assertFalse(isPaused(0));
        assertTrue(alarms.pauseAudio(START, 1_000, false));
        assertFalse(alarms.pauseAudio(START, durationNanos, false));
        assertEquals(1_000, alarms.audioPause().remainingNanos(START));
    }

    @ParameterizedTest(name = "{0} silenced, then {1}: heard {2}")
    @CsvSource({
        "RESERVOIR_LOW, SENSOR_DEGRADED, false",
        "RESERVOIR_LOW, MISSED_STEPS, true",
        "RESERVOIR_LOW, MOTOR_STALL, true",
        "MISSED_STEPS, RESERVOIR_LOW, false",
        "MISSED_STEPS, HEAD_OPEN, false",
        "MISSED_STEPS, MOTOR_STALL, true",
        "MOTOR_STALL, RESERVOIR_LOW, false",
        "MOTOR_STALL, HEAD_OPEN, false",
        "MOTOR_STALL, EMERGENCY_STOP, true",
    })
    void endsAtANewAlarmThatMattersMoreOrIsHigh(Alarm silenced, Alarm next, boolean heard) {
        present(silenced);
        alarms.pauseAudio(START, TEN_MINUTES, false);
        present(silenced);
        assertTrue(isPaused(1));
        present(silenced, next);
        assertEquals(!heard, isPaused(1));
    }

    @Test
    void whatWasSilencedForNoAlarmIsHeardAtTheFirst() {
        alarms.pauseAudio(START, TEN_MINUTES, false);
        assertTrue(isPaused(1));
        present(Alarm.RESERVOIR_LOW);
        assertFalse(isPaused(1));
    }

    @Test
    @Tag("SR-44")
    void endsWhenWhatWasSilencedBecomesHigh() {
        present(Alarm.PAUSED_TOO_LONG);
        alarms.pauseAudio(START, TEN_MINUTES, false);
        permit.open().raise(Alarm.PAUSED_TOO_LONG);
        permit.escalate(Alarm.PAUSED_TOO_LONG);
        alarms.latch(permit, ++cycle, START + 1);
        assertFalse(isPaused(2));
    }

    @Test
    void endsAtAnEventThatIsLatched() {
        present(Alarm.RESERVOIR_LOW);
        alarms.pauseAudio(START, TEN_MINUTES, false);
        alarms.latchEvent(Alarm.RESTARTED, cycle, START);
        assertFalse(isPaused(1));
    }

    @Test
    void anAlarmThatReturnsWhileItIsLatchedIsStillTheOneThatWasSilenced() {
        present(Alarm.HEAD_OPEN);
        alarms.pauseAudio(START, TEN_MINUTES, false);
        present();
        present(Alarm.HEAD_OPEN);
        assertTrue(isPaused(1));
    }

    @Test
    void oneAskedForFromAfarEndsWithTheLinkAndOneAskedForHereDoesNot() {
        alarms.pauseAudio(START, TEN_MINUTES, false);
        alarms.audioPause().linkLost();
        assertTrue(isPaused(1));
        alarms.pauseAudio(START, TEN_MINUTES, true);
        assertTrue(isPaused(1), "the link was lost before");
        alarms.audioPause().linkLost();
        assertFalse(isPaused(1));
    }

    @Test
    void changesNeitherTheListNorFlow() {
        present(Alarm.MOTOR_STALL);
        long changes = alarms.changes();
        alarms.pauseAudio(START, TEN_MINUTES, true);
        present(Alarm.MOTOR_STALL);
        assertEquals(changes, alarms.changes());
        alarms.hold(permit.open());
        assertEquals(Reaction.ZERO_FLOW, permit.reaction());
    }
}
