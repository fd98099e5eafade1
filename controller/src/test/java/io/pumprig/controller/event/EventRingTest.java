package io.pumprig.controller.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class EventRingTest {
    private static final String[] SUBJECTS = {"a", "b", "c", "d", "e", "f", "g"};

    private static void add(EventRing ring, long number) {
        String subject = SUBJECTS[(int) (number % SUBJECTS.length)];
        ring.add(EventKind.ALARM, number, number * 10, subject, "raised", ~number, null);
    }

    @Test
    void eventsComeInOrderAndAreCountedFromOne() {
        EventRing ring = new EventRing(8);
        EventRing.Reader reader = ring.reader();
        assertNull(reader.next());
        ring.add(EventKind.MODE, 7, 70, "stopped", "entered", 5, "why");
        add(ring, 8);
        Event event = reader.next();
        assertEquals(1, event.seq());
        assertEquals(EventKind.MODE, event.kind());
        assertEquals(7, event.cycle());
        assertEquals(70, event.nanos());
        assertEquals("stopped", event.subject());
        assertEquals("entered", event.phase());
        assertEquals(5, event.value());
        assertEquals("why", event.detail());
        assertEquals(2, reader.next().seq());
        assertNull(reader.next());
        assertEquals(2, ring.raised());
        assertEquals(0, reader.lost());
    }

    @Test
    void aReaderBeginsWithWhatComesNext() {
        EventRing ring = new EventRing(8);
        add(ring, 1);
        EventRing.Reader reader = ring.reader();
        assertNull(reader.next());
        add(ring, 2);
        assertEquals(2, reader.next().cycle());
    }

    @Test
    void aReaderFromTheFirstMissesNothingThatIsStillThere() {
        EventRing ring = new EventRing(8);
        add(ring, 1);
        EventRing.Reader reader = ring.readerFromTheFirst();
        assertEquals(1, reader.next().seq());
        for (int i = 2; i <= 11; i++) {
            add(ring, i);
        }
        EventRing.Reader late = ring.readerFromTheFirst();
        assertEquals(4, late.next().seq());
        assertEquals(3, late.lost());
    }

    @Test
    void aWholeRingIsKeptAndWhatIsOverwrittenIsCounted() {
        EventRing ring = new EventRing(8);
        EventRing.Reader kept = ring.reader();
        EventRing.Reader late = ring.reader();
        for (int i = 1; i <= 8; i++) {
            add(ring, i);
        }
        for (int i = 1; i <= 8; i++) {
            assertEquals(i, kept.next().cycle());
        }
        for (int i = 9; i <= 11; i++) {
            add(ring, i);
        }
        assertEquals(4, late.next().seq());
        assertEquals(3, late.lost());
        assertEquals(9, kept.next().seq());
        assertEquals(0, kept.lost());
    }

    @Test
    void theCapacityIsRoundedUpToAPowerOfTwo() {
        EventRing ring = new EventRing(5);
        EventRing.Reader reader = ring.reader();
        for (int i = 1; i <= 8; i++) {
            add(ring, i);
        }
        assertEquals(1, reader.next().seq());
        assertEquals(0, reader.lost());
    }

    @Test
    void aReaderBesideTheWriterSeesEachEventWholeOrCountsItLost()
            throws InterruptedException, ExecutionException, TimeoutException {
        int events = 2_000_000;
        EventRing ring = new EventRing(64);
        EventRing.Reader reader = ring.reader();
        Callable<Long> reading =
                () -> {
                    long seen = 0;
                    long last = 0;
                    while (last < events && !Thread.currentThread().isInterrupted()) {
                        Event event = reader.next();
                        if (event == null) {
                            Thread.onSpinWait();
                            continue;
                        }
                        assertTrue(event.seq() > last);
                        assertEquals(event.seq(), event.cycle());
                        assertEquals(event.seq() * 10, event.nanos());
                        assertEquals(~event.seq(), event.value());
                        assertEquals(SUBJECTS[(int) (event.seq() % 7)], event.subject());
                        last = event.seq();
                        seen++;
                    }
                    return seen;
                };
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<Long> seen = executor.submit(reading);
            for (int i = 1; i <= events; i++) {
                add(ring, i);
            }
            assertEquals(events, seen.get(30, TimeUnit.SECONDS) + reader.lost());
        } finally {
            executor.shutdownNow();
        }
    }
}
