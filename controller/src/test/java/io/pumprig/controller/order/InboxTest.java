package io.pumprig.controller.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class InboxTest {
    private final Inbox inbox = new Inbox();

    private static Order order(String id) {
        return new Order(Verb.PING, Order.ALL_ALARMS, -1, id, () -> {});
    }

    @Test
    void ordersAreTakenInTheOrderInWhichTheyCame() {
        Order first = order("c/1");
        Order second = order("c/2");
        assertNull(inbox.take());
        assertTrue(inbox.offer(first));
        assertTrue(inbox.offer(second));
        assertSame(first, inbox.take());
        assertSame(second, inbox.take());
        assertNull(inbox.take());
    }

    @Test
    void aFullInboxRefusesAtOnceAndTakesAgainWhenThereIsRoom() {
        for (int i = 0; i < 64; i++) {
            assertTrue(inbox.offer(order("c/" + i)));
        }
        assertFalse(inbox.offer(order("c/64")));
        assertEquals("c/0", inbox.take().id());
        assertTrue(inbox.offer(order("c/65")));
        assertFalse(inbox.offer(order("c/66")));
    }

    @Test
    void nothingIsLostBetweenThreads() {
        int threads = 4;
        int each = 10_000;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            for (int t = 0; t < threads; t++) {
                executor.submit(
                        () -> {
                            for (int i = 0; i < each; i++) {
                                while (!inbox.offer(order("c"))) {
                                    Thread.onSpinWait();
                                }
                            }
                        });
            }
            int taken = 0;
            long deadline = System.currentTimeMillis() + 10_000;
            while (taken < threads * each) {
                taken += inbox.take() == null ? 0 : 1;
                assertTrue(System.currentTimeMillis() < deadline, "only " + taken + " taken");
            }
            assertNull(inbox.take());
        } finally {
            executor.shutdownNow();
        }
    }
}
