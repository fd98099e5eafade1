package io.pumprig.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.event.Event;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.sample.SampleStamp;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockAndWatchdogTest {
    private final Scene scene = new Scene();
    private final ClockStep clockStep = new ClockStep(Scene.LIMITS, scene.events);
    private final Watchdog watchdog = new Watchdog(Scene.LIMITS);
    private final EventRing.Reader told = scene.events.reader();
    private long utcMillis = 1_767_225_600_000L;

    private Scene look(long elapsedNanos, long passedMillis) {
        scene.nanos += elapsedNanos;
        utcMillis += passedMillis;
        SampleStamp.next(scene.sample, scene.nanos, utcMillis, 0, false, false);
        return scene.judge(clockStep);
    }

    @ParameterizedTest(name = "{0} ms")
    @ValueSource(longs = {1_011, -991, 3_600_010, -3_599_990, 1_000_000_000_000_000L})
    @Tag("SR-32")
    @Tag("F-38")
    void aJumpOfMoreThanASecondIsToldInItsCycleWithItsSize(long passedMillis) {
        look(10_000_000L, 10);
        assertTrue(look(10_000_000L, passedMillis).raised(Alarm.CLOCK_STEPPED));
        assertEquals(Reaction.KEEP_PROGRAM, scene.permit.reaction());
        Event event = told.next();
        assertEquals("calendar stepped", event.subject() + " " + event.phase());
        assertEquals(passedMillis - 10, event.value());
        assertNull(told.next());
    }

    @ParameterizedTest(name = "{0} ms")
    @ValueSource(longs = {1_010, -990, 10, 11, 9})
    @Tag("SR-32")
    void aSecondIsNoJump(long passedMillis) {
        look(10_000_000L, 10);
        assertTrue(look(10_000_000L, passedMillis).isSilent());
        assertNull(told.next());
    }

    @Test
    @Tag("SR-32")
    void isListedForAMinute() {
        look(10_000_000L, 10);
        look(10_000_000L, 5_000);
        for (int i = 0; i < 6_000; i++) {
            assertTrue(look(10_000_000L, 10).raised(Alarm.CLOCK_STEPPED));
        }
        assertTrue(look(10_000_000L, 10).isSilent());
    }

    @Test
    @Tag("SR-32")
    void aStandstillOfTheLoopIsNoJumpOfTheCalendar() {
        look(10_000_000L, 10);
        assertTrue(look(5_000_000_000L, 5_000).isSilent());
    }

    @Test
    @Tag("SR-32")
    void aClockThatIsDrawnInGentlyIsSilent() {
        for (int i = 0; i < 100_000; i++) {
            assertTrue(look(10_000_000L, i % 2_000 == 0 ? 11 : 10).isSilent());
        }
    }

    @Test
    @Tag("SR-71")
    @Tag("F-36")
    @Tag("WATCHDOG:absent")
    @Tag("WATCHDOG:early")
    @Tag("WATCHDOG:late")
    @Tag("WATCHDOG:unsafe-action")
    void aGapOfMoreThanASecondHasReleasedTheMotor() {
        scene.cycle();
        assertTrue(scene.after(1_000_000_000L).judge(watchdog).isSilent());
        assertTrue(scene.after(1_000_000_001L).judge(watchdog).raised(Alarm.WATCHDOG));
        assertEquals(Reaction.ZERO_FLOW, scene.permit.reaction());
    }

    @Test
    @Tag("SR-71")
    @Tag("WATCHDOG:too-short")
    @Tag("WATCHDOG:too-long")
    void isRaisedInOneCycleAndLatches() {
        scene.cycle();
        scene.after(2_000_000_000L).judge(watchdog);
        assertTrue(Alarm.WATCHDOG.latches());
        assertTrue(scene.cycle().judge(watchdog).isSilent());
    }

    @Test
    @Tag("SR-71")
    @Tag("WATCHDOG:wrong-order")
    void aLateFirstCycleIsStartUp() {
        assertTrue(scene.after(5_000_000_000L).judge(watchdog).isSilent());
    }

    @Test
    @Tag("SR-68")
    @Tag("F-32")
    void aDriverThatWarnsOfHeatForTenSecondsIsStopped() {
        OverTemperature interlock = new OverTemperature(Scene.LIMITS);
        scene.sample.drive().took(0, true, 1, scene.nanos);
        scene.cycle().judge(interlock);
        assertTrue(scene.after(9_999_999_999L).judge(interlock).isSilent());
        assertTrue(scene.after(1).judge(interlock).raised(Alarm.OVER_TEMPERATURE));
        assertEquals(Reaction.ZERO_FLOW, scene.permit.reaction());
        scene.sample.drive().took(0, false, 0, scene.nanos);
        assertTrue(scene.cycle().judge(interlock).isSilent());
        scene.sample.drive().took(0, true, 1, scene.nanos);
        assertTrue(scene.cycle().judge(interlock).isSilent());
    }
}
