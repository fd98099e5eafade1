package io.pumprig.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.event.Event;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.sample.SampleStamp;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SR-94")
class EndOfServiceTest {
    private static final long DAY_NANOS = 86_400_000_000_000L;
    private static final long DAY_MILLIS = 86_400_000L;

    private final Scene scene = new Scene();
    private final EventRing.Reader told = scene.events.reader();

    private EndOfService endingIn(long days) {
        return new EndOfService(
                Scene.LIMITS.until(scene.sample.utcMillis() + days * DAY_MILLIS), scene.events);
    }

    private String nextTold() {
        Event event = told.next();
        return event == null ? null : event.subject() + " " + event.phase() + " " + event.value();
    }

    @Test
    @Tag("END_OF_SERVICE:early")
    void aDayThatIsFarAwayIsNeitherToldNorCounted() {
        EndOfService service = endingIn(91);
        assertTrue(scene.judge(service).isSilent());
        assertEquals(91, service.daysLeft());
        assertEquals(null, nextTold());
    }

    @Test
    void theStopIsAnnouncedOnceADayForNinetyDays() {
        EndOfService service = endingIn(91);
        scene.judge(service);
        for (int left = 90; left > 0; left--) {
            scene.after(DAY_NANOS);
            assertTrue(scene.judge(service).isSilent(), "day " + left);
            assertEquals("service replacement-due " + left, nextTold());
            scene.after(1_000_000_000L);
            scene.judge(service);
            assertEquals(null, nextTold());
            scene.after(-1_000_000_000L);
        }
    }

    @Test
    @Tag("END_OF_SERVICE:absent")
    @Tag("END_OF_SERVICE:late")
    @Tag("END_OF_SERVICE:unsafe-action")
    void flowIsZeroFromTheDayOnAndNotAMillisecondBefore() {
        EndOfService service = endingIn(1);
        scene.judge(service);
        scene.after(DAY_NANOS - 1_000_000L);
        assertFalse(scene.judge(service).raised(Alarm.END_OF_SERVICE));
        assertEquals(1, service.daysLeft());
        scene.after(1_000_000L);
        assertTrue(scene.judge(service).raised(Alarm.END_OF_SERVICE));
        assertEquals(Reaction.ZERO_FLOW, scene.permit.reaction());
        assertEquals(0, service.daysLeft());
    }

    @Test
    @Tag("SR-32")
    @Tag("END_OF_SERVICE:early")
    void aCalendarThatIsSetNeitherStopsNorPostpones() {
        EndOfService service = endingIn(10);
        scene.judge(service);
        scene.nanos += 1_000_000_000L;
        long tenYearsOn = scene.nanos / 1_000_000 + 3_650L * DAY_MILLIS;
        SampleStamp.next(scene.sample, scene.nanos, tenYearsOn, 0, false, false);
        assertTrue(scene.judge(service).isSilent());
        assertEquals(10, service.daysLeft());
    }

    @Test
    @Tag("END_OF_SERVICE:early")
    void aPumpWithoutADayIsNeverReplaced() {
        EndOfService service = new EndOfService(Scene.LIMITS, scene.events);
        assertTrue(scene.judge(service).isSilent());
        assertEquals(Long.MAX_VALUE, service.daysLeft());
    }
}
