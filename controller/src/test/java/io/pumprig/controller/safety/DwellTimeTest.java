package io.pumprig.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.AlarmTimes;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.order.Mode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 600 s and 3600 s, the defaults of SR-44. */
@Tag("SR-44")
class DwellTimeTest {
    private final Scene scene = new Scene();
    private Mode mode = Mode.CONTINUOUS;
    private final DwellTime dwellTime = new DwellTime(() -> mode, AlarmTimes.defaults());

    private void enter(Mode next) {
        mode = next;
        scene.cycle().judge(dwellTime);
    }

    private void after(long nanos) {
        scene.after(nanos).judge(dwellTime);
    }

    private boolean isEscalated(Alarm alarm) {
        return (scene.permit.escalated() & alarm.bit()) != 0;
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"PAUSED, PAUSED_TOO_LONG", "STOPPED, STOPPED_TOO_LONG"})
    @Tag("SR-85")
    @Tag("PAUSED_TOO_LONG:absent")
    @Tag("PAUSED_TOO_LONG:early")
    @Tag("PAUSED_TOO_LONG:late")
    @Tag("STOPPED_TOO_LONG:absent")
    @Tag("STOPPED_TOO_LONG:early")
    @Tag("STOPPED_TOO_LONG:late")
    void remindsAfterTenMinutesAndIsWorseAfterSixty(Mode silent, Alarm reminder) {
        enter(silent);
        after(599_999_999_999L);
        assertTrue(scene.isSilent(), "10 min less 1 ns");
        after(1);
        assertEquals(reminder.bit(), scene.permit.raised(), "10 min");
        after(1);
        assertEquals(reminder.bit(), scene.permit.raised());
        after(3_000_000_000_000L - 2);
        assertFalse(isEscalated(reminder), "60 min less 1 ns");
        after(1);
        assertTrue(isEscalated(reminder), "60 min");
        after(86_400_000_000_000L);
        assertTrue(isEscalated(reminder));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"PAUSED, PAUSED_TOO_LONG", "STOPPED, STOPPED_TOO_LONG"})
    @Tag("PAUSED_TOO_LONG:unsafe-action")
    @Tag("PAUSED_TOO_LONG:too-short")
    @Tag("PAUSED_TOO_LONG:too-long")
    @Tag("STOPPED_TOO_LONG:unsafe-action")
    @Tag("STOPPED_TOO_LONG:too-short")
    @Tag("STOPPED_TOO_LONG:too-long")
    void lastsAsLongAsTheModeDoesAndLeavesFlowAsItIs(Mode silent, Alarm reminder) {
        enter(silent);
        after(7_200_000_000_000L);
        assertTrue(isEscalated(reminder));
        assertEquals(Reaction.KEEP_PROGRAM, scene.permit.reaction());
        for (int i = 0; i < 1_000; i++) {
            after(Scene.PERIOD_NANOS);
            assertTrue(isEscalated(reminder));
        }
        enter(Mode.CONTINUOUS);
        assertTrue(scene.isSilent());
        enter(silent);
        after(599_999_999_999L);
        assertTrue(scene.isSilent(), "counted anew since therapy went on");
    }

    @Test
    @Tag("PAUSED_TOO_LONG:wrong-order")
    @Tag("STOPPED_TOO_LONG:wrong-order")
    void toChangeBetweenPausedAndStoppedBeginsNothingAnew() {
        enter(Mode.PAUSED);
        after(3_599_000_000_000L);
        assertTrue(scene.raised(Alarm.PAUSED_TOO_LONG));
        enter(Mode.STOPPED);
        assertEquals(Alarm.STOPPED_TOO_LONG.bit(), scene.permit.raised());
        after(990_000_000L);
        assertTrue(isEscalated(Alarm.STOPPED_TOO_LONG));
        enter(Mode.PAUSED);
        assertEquals(Alarm.PAUSED_TOO_LONG.bit(), scene.permit.raised());
        assertTrue(isEscalated(Alarm.PAUSED_TOO_LONG));
    }

    @ParameterizedTest
    @CsvSource({"CONTINUOUS", "MINIMUM_RATE"})
    void aPumpThatFollowsAProgramIsNeverReminded(Mode delivering) {
        enter(delivering);
        for (int hour = 0; hour < 720; hour++) {
            after(3_600_000_000_000L);
            assertTrue(scene.isSilent());
        }
    }
}
