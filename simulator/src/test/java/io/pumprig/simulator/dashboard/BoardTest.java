package io.pumprig.simulator.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BoardTest {
    private final Board board = new Board();
    private final Board.Cursor cursor = new Board.Cursor();
    private boolean behind;

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String collect(boolean paced, int mostEvents) {
        ByteArrayOutputStream into = new ByteArrayOutputStream();
        behind = board.collect(cursor, paced, mostEvents, into);
        return into.toString(StandardCharsets.UTF_8).replace("\n\n", ";").replace("\n", " ");
    }

    @Test
    void ofEachThingTheNewestIsGivenOnce() {
        board.put("link", "link", json("1"));
        board.put("link", "link", json("2"));
        board.put("status", "status", json("3"));
        assertEquals("event: link data: 2;event: status data: 3;", collect(true, 10));
        assertEquals("", collect(true, 10));
        board.put("status", "status", json("4"));
        assertEquals("event: status data: 4;", collect(true, 10));
    }

    @Test
    void whatChangesAllTheTimeWaitsUntilItIsDue() {
        board.putPaced("state", "state", json("1"));
        assertEquals("", collect(false, 10));
        board.putPaced("state", "state", json("2"));
        assertEquals("event: state data: 2;", collect(true, 10));
        assertEquals("", collect(true, 10));
    }

    @Test
    void eventsComeInTheirOrderAndAFewAtATime() {
        for (int i = 1; i <= 5; i++) {
            board.add(json("" + i));
        }
        assertEquals("event: event data: 1;event: event data: 2;", collect(true, 2));
        assertTrue(behind);
        assertEquals(
                "event: event data: 3;event: event data: 4;event: event data: 5;",
                collect(true, 10));
        assertFalse(behind);
    }

    @Test
    void whoComesLateGetsTheNewest500AndWhoIsTooSlowIsToldHowManyHeMissed() {
        for (int i = 1; i <= 600; i++) {
            board.add(json("" + i));
        }
        String snapshot = collect(true, Integer.MAX_VALUE);
        assertTrue(snapshot.startsWith("event: event data: 101;"), snapshot.substring(0, 60));
        for (int i = 601; i <= 1_200; i++) {
            board.add(json("" + i));
        }
        assertEquals(
                "event: event data: {\"kind\":\"skipped\",\"event\":{\"count\":100}};"
                        + "event: event data: 701;",
                collect(true, 1));
    }

    @Test
    void eventsOfAnotherRunAreNotMissed() {
        board.add(json("1"));
        collect(true, 10);
        board.add(json("2"));
        board.clearEvents();
        board.add(json("3"));
        assertEquals("event: event data: 3;", collect(true, 10));
    }
}
