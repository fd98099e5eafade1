package io.pumprig.controller.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox(3, 1_000, () -> {});

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> takeAll() {
        List<String> taken = new ArrayList<>();
        for (Outgoing next = outbox.take(); next != null; next = outbox.take()) {
            taken.add(next.topic + "=" + new String(next.payload, StandardCharsets.UTF_8));
        }
        return taken;
    }

    @Test
    void keepsTheOrderInWhichMessagesWereGiven() {
        outbox.add("e", bytes("1"), null);
        outbox.retain("r", bytes("2"));
        outbox.replace("s", bytes("3"), true);
        outbox.add("e", bytes("4"), null);

        assertEquals(List.of("e=1", "r=2", "s=3", "e=4"), takeAll());
        assertTrue(outbox.isEmpty());
    }

    @Test
    void dropsTheOldestThatIsNotRetainedAndCounts() {
        outbox.retain("r", bytes("kept"));
        for (int i = 1; i <= 5; i++) {
            outbox.add("e", bytes("" + i), null);
        }

        assertEquals(2, outbox.dropped());
        assertEquals(List.of("r=kept", "e=3", "e=4", "e=5"), takeAll());
    }

    @Test
    void dropsTheOldestWhenThereAreTooManyBytes() {
        outbox.add("e", new byte[600], null);
        outbox.add("e", new byte[600], null);

        assertEquals(1, outbox.dropped());
        outbox.take();
        assertNull(outbox.take());
    }

    @Test
    void keepsOneMessageThatIsLargerThanAllItsRoom() {
        outbox.add("e", new byte[5_000], null);

        assertEquals(0, outbox.dropped());
        assertEquals(5_000, outbox.take().payload.length);
    }

    @Test
    void onlyTheNewestStateWaits() {
        outbox.replace("s", bytes("1"), true);
        outbox.replace("s", bytes("2"), true);
        outbox.replace("t", bytes("3"), false);

        assertEquals(1, outbox.dropped());
        assertEquals(List.of("s=2", "t=3"), takeAll());
    }

    @Test
    void onlyTheNewestContentOfARetainedTopicWaits() {
        outbox.retain("r", bytes("1"));
        outbox.retain("r", bytes(""));

        assertEquals(0, outbox.dropped());
        assertEquals(List.of("r="), takeAll());
        assertFalse(outbox.isKept("r"));
    }

    @Test
    void retainedTopicsWaitAgainAfterANewConnection() {
        outbox.retain("a", bytes("1"));
        outbox.retain("b", bytes("2"));
        outbox.retain("b", bytes(""));
        takeAll();

        outbox.replayRetained();

        assertEquals(List.of("a=1"), takeAll());
        assertTrue(outbox.isKept("a"));
    }

    @Test
    void whatWasNotConfirmedGoesOutAgainFirst() {
        outbox.add("e", bytes("1"), null);
        outbox.add("e", bytes("2"), null);
        var unconfirmed = new ArrayDeque<Outgoing>();
        unconfirmed.add(outbox.take());
        unconfirmed.add(outbox.take());
        outbox.add("e", bytes("3"), null);

        outbox.giveBack(unconfirmed);

        assertEquals(List.of("e=1", "e=2", "e=3"), takeAll());
        assertEquals(0, outbox.dropped());
    }

    @Test
    void anOldRetainedContentDoesNotComeBackOverANewerOne() {
        outbox.retain("r", bytes("old"));
        outbox.replace("s", bytes("old"), true);
        var unconfirmed = new ArrayDeque<Outgoing>();
        unconfirmed.add(outbox.take());
        unconfirmed.add(outbox.take());
        outbox.retain("r", bytes("new"));
        outbox.replace("s", bytes("new"), true);

        outbox.giveBack(unconfirmed);

        assertEquals(List.of("r=new", "s=new"), takeAll());
        assertEquals(1, outbox.dropped());
    }

    @Test
    void whatComesLastWaitsForEverythingElseAndTheOldestOfItIsDropped() {
        for (int i = 0; i < Outbox.MOST_LAST + 5; i++) {
            outbox.addLast("last/" + i, new byte[] {1}, null);
        }
        outbox.add("answer", new byte[] {1}, null);
        outbox.retain("kept", new byte[] {1});
        outbox.replace("state", new byte[] {1}, false);

        assertEquals("answer", outbox.take().topic);
        assertEquals("kept", outbox.take().topic);
        assertEquals("state", outbox.take().topic);
        assertEquals("last/5", outbox.take().topic);
        assertEquals(5, outbox.dropped());
        assertFalse(outbox.isEmpty());
    }

    @Test
    void whatComesLastAndWasNotConfirmedGoesOutAgainLast() {
        outbox.addLast("first", new byte[] {1}, null);
        outbox.addLast("second", new byte[] {1}, null);
        ArrayDeque<Outgoing> unconfirmed = new ArrayDeque<>(List.of(outbox.take()));
        outbox.giveBack(unconfirmed);
        outbox.add("answer", new byte[] {1}, null);

        assertEquals("answer", outbox.take().topic);
        assertEquals("first", outbox.take().topic);
        assertEquals("second", outbox.take().topic);
        assertTrue(outbox.isEmpty());
    }
}
