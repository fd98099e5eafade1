package io.pumprig.controller.order;

/**
 * Where orders wait for the next cycle. Bounded: a full inbox refuses at once, so that a flood of
 * orders cannot delay the cycle or fill memory. Offered by any thread, one at a time; taken by the
 * control thread, which waits for no lock, however many others press.
 */
public final class Inbox {
    /** Orders that wait at most, and that one cycle takes at most. A power of two. */
    public static final int CAPACITY = 64;

    private final Order[] waiting = new Order[CAPACITY];

    /** Written by whoever offers, after its slot; so an empty inbox costs the cycle one look. */
    private volatile int offered;

    /** Written by the control thread, after its slot. */
    private volatile int taken;

    /** Leaves an order for the next cycle; false when the inbox is full. Any thread. */
    public synchronized boolean offer(Order order) {
        int at = offered;
        if (at - taken == CAPACITY) {
            return false;
        }
        waiting[at & CAPACITY - 1] = order;
        offered = at + 1;
        return true;
    }

    /** How many orders were ever left here, less a multiple of 2^32. Any thread. */
    public int offered() {
        return offered;
    }

    /** The next order, or null. Control thread only; neither locks nor allocates. */
    public Order take() {
        int at = taken;
        if (offered == at) {
            return null;
        }
        int slot = at & CAPACITY - 1;
        Order order = waiting[slot];
        waiting[slot] = null;
        taken = at + 1;
        return order;
    }
}
