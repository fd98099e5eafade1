package io.pumprig.simulator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunTimeTest {
    private static final long SECOND = 1_000_000_000L;

    private static JournalFacts.Session session(
            long link, String backend, long nanos, long utcMillis) {
        return new JournalFacts.Session(link, "s" + link, backend, "1.0", 1, nanos, utcMillis);
    }

    private static JournalFacts facts(
            List<JournalFacts.Entry> events, JournalFacts.Session... sessions) {
        return new JournalFacts(List.of(sessions), List.of(), events, List.of(), null, 0);
    }

    private static JournalFacts.Entry event(long session, long nanos) {
        return new JournalFacts.Entry(session, "mode", "paused", "entered", 0, null, 1, nanos);
    }

    /** The monotonic clock of a machine that was started anew begins anew. */
    @Test
    void sessionsOfABenchAreAsFarApartAsTheCalendarSays() {
        RunTime time =
                new RunTime(
                        facts(
                                List.of(),
                                session(2, "bench", 500 * SECOND, 1_000_000),
                                session(5, "bench", 7 * SECOND, 1_090_000)));
        assertEquals(3 * SECOND, time.of(2, 503 * SECOND));
        assertEquals(90 * SECOND, time.of(5, 7 * SECOND));
        assertFalse(time.isSimulated());
        assertFalse(time.isUndone(2, 9_999 * SECOND));
    }

    @Test
    void aCalendarThatWentBackPutsNoSessionBeforeTheEndOfAnother() {
        RunTime time =
                new RunTime(
                        facts(
                                List.of(event(2, 560 * SECOND)),
                                session(2, "bench", 500 * SECOND, 1_000_000),
                                session(5, "bench", 0, 900_000)));
        assertEquals(61 * SECOND, time.of(5, SECOND));
    }

    @Test
    void whatAKilledSimulationLivedThroughAfterItsCheckpointIsUndone() {
        RunTime time =
                new RunTime(
                        facts(
                                List.of(),
                                session(2, "sim", -3 * SECOND, 0),
                                session(5, "sim", 100 * SECOND, 100_000)));
        assertTrue(time.isUndone(2, 101 * SECOND));
        assertFalse(time.isUndone(2, 100 * SECOND));
        assertFalse(time.isUndone(5, 200 * SECOND));
        assertEquals(103 * SECOND, time.of(5, 103 * SECOND));
    }
}
