package io.pumprig.controller.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class InflowTest {
    private final Inflow inflow = new Inflow();

    private void offer(String topic, int... payload) {
        byte[] bytes = new byte[payload.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) payload[i];
        }
        inflow.offer(new RigWatch.Heard(1, topic, bytes));
    }

    private String next() throws InterruptedException {
        RigWatch.Heard heard = inflow.poll(0);
        return heard == null ? null : heard.topic();
    }

    @Test
    void ofADocumentTheNewestWaits() throws InterruptedException {
        offer("state", 1);
        offer("state", 2);
        RigWatch.Heard heard = inflow.poll(0);
        assertEquals("state", heard.topic());
        assertArrayEquals(new byte[] {2}, heard.payload());
        assertNull(next());
    }

    @Test
    void documentsAndEventsTakeTurnsSoThatNeitherStarves() throws InterruptedException {
        offer("event/alarm", 1);
        offer("event/alarm", 2);
        offer("state", 1);
        offer("truth", 1);
        assertEquals("state", next());
        assertEquals("event/alarm", next());
        assertEquals("truth", next());
        assertEquals("event/alarm", next());
        assertNull(next());
    }

    @Test
    void ofAFloodOfEventsTheNewest1024WaitAndThatIsTold() throws InterruptedException {
        for (int i = 0; i < 5_000; i++) {
            offer("event/alarm", i >> 8, i & 0xFF);
        }
        assertEquals(
                "events come faster than they can be read; the oldest are dropped",
                inflow.takeTrouble());
        assertNull(inflow.takeTrouble());
        int waited = 0;
        byte[] first = inflow.poll(0).payload();
        assertEquals(5_000 - 1_024, (first[0] & 0xFF) << 8 | first[1] & 0xFF);
        while (next() != null) {
            waited++;
        }
        assertEquals(1_023, waited);
    }

    @Test
    void whatIsLargerThanAnyRigWritesDoesNotComeIn() throws InterruptedException {
        offer("event/alarm", new int[16_385]);
        assertEquals(
                "a message of 16385 bytes on event/alarm was not taken: no rig writes that",
                inflow.takeTrouble());
        offer("alarm/OCCLUSION_DOWNSTREAM", new int[16_385]);
        offer("state", new int[(1 << 20) + 1]);
        assertTrue(inflow.takeTrouble().contains("1048577 bytes on state"));
        assertNull(next());
    }

    @Test
    void alarmsThatSomebodyMakesUpKeepNoRealOneOut() throws InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            offer("alarm/MADE_UP_" + i, 1);
        }
        offer("alarm/OCCLUSION_DOWNSTREAM", 1);
        int strangers = 0;
        String topic = next();
        while (topic.startsWith("alarm/MADE_UP_")) {
            strangers++;
            topic = next();
        }
        assertEquals(64, strangers);
        assertEquals("alarm/OCCLUSION_DOWNSTREAM", topic);
        offer("alarm/MADE_UP_AGAIN", 1);
        assertEquals("alarm/MADE_UP_AGAIN", next());
    }
}
