package io.pumprig.controller.order;

import java.util.concurrent.ArrayBlockingQueue;

/**
 * Where orders wait for the next cycle. Bounded: a full inbox refuses at once, so that a flood of
 * orders cannot delay the cycle or fill memory. Offered by any thread, taken by the control thread.
 */
public final class Inbox {
    /** Orders that wait at most, and that one cycle takes at most. */
    public static final int CAPACITY = 64;

    private final ArrayBlockingQueue<Order> waiting = new ArrayBlockingQueue<>(CAPACITY);

    /** Counts offers and takes, so that an empty inbox costs the cycle one volatile read. */
    private volatile int offered;

    private int taken;

    /** Leaves an order for the next cycle; false when the inbox is full. Any thread. */
    public synchronized boolean offer(Order order) {
        if (!waiting.offer(order)) {
            return false;
        }
        offered++;
        return true;
    }

    /** The next order, or null. Control thread only; takes no lock when there is none. */
    public Order take() {
        if (offered == taken) {
            return null;
        }
        taken++;
        return waiting.poll();
    }
}
