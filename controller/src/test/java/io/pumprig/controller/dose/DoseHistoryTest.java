package io.pumprig.controller.dose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a new dose is compared with. */
@Tag("SR-09")
class DoseHistoryTest {
    private static final long HOUR = PlannerRun.HOUR_NANOS;

    private static DoseHistory restarted(DoseHistory history, long nowNanos, long awayNanos) {
        TherapyMemory memory = new TherapyMemory();
        history.save(memory, nowNanos);
        DoseHistory again = new DoseHistory();
        again.restore(memory, 0, awayNanos);
        return again;
    }

    @Test
    void whatInterruptsADoseDoesNotMakeItSmall() {
        DoseHistory history = new DoseHistory();
        history.enter(0, 250_000_000L);
        history.enter(3 * HOUR, 0);
        assertEquals(250_000_000L, history.runningPicogramsPerDay());
        assertEquals(250_000_000L, history.lowestPicogramsPerDay(30 * HOUR));
        assertEquals(30 * HOUR, history.sinceFirstNanos(30 * HOUR));
    }

    @Test
    void aPumpThatBeginsWithoutADoseHasItsFirstLater() {
        DoseHistory history = new DoseHistory();
        history.enter(0, 0);
        assertEquals(0, history.runningPicogramsPerDay());
        assertEquals(0, history.lowestPicogramsPerDay(HOUR));
        assertEquals(0, history.sinceFirstNanos(HOUR));
        history.enter(2 * HOUR, 30_000_000L);
        assertEquals(30_000_000L, history.runningPicogramsPerDay());
        assertEquals(30_000_000L, history.lowestPicogramsPerDay(3 * HOUR));
        assertEquals(HOUR, history.sinceFirstNanos(3 * HOUR));
    }

    @Test
    @Tag("SR-93")
    void aRestartKeepsItWithOrWithoutADose() {
        DoseHistory none = restarted(new DoseHistory(), 5 * HOUR, HOUR);
        none.enter(2 * HOUR, 30_000_000L);
        assertEquals(HOUR, none.sinceFirstNanos(3 * HOUR));
        DoseHistory history = new DoseHistory();
        history.enter(0, 250_000_000L);
        history.enter(10 * HOUR, 200_000_000L);
        DoseHistory again = restarted(history, 12 * HOUR, HOUR);
        assertEquals(200_000_000L, again.runningPicogramsPerDay());
        assertEquals(13 * HOUR, again.sinceFirstNanos(0));
        // The change was three hours ago: the dose before it counts for 21 more.
        assertEquals(200_000_000L, again.lowestPicogramsPerDay(21 * HOUR - 1));
        assertEquals(34 * HOUR - 1, again.sinceFirstNanos(21 * HOUR - 1));
    }
}
