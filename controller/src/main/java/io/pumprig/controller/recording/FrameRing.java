package io.pumprig.controller.recording;

import io.pumprig.controller.order.Order;

/**
 * Where frames wait for who writes them: bounded, filled by the control thread, emptied by one
 * other. The control thread neither waits nor allocates; a ring that is full refuses.
 */
final class FrameRing {
    /** Longs that it holds, a power of two: some thirty seconds at 100 Hz, 4 MiB. */
    private static final int LONGS = 1 << 19;

    /** Orders that it holds, a power of two. */
    private static final int ORDERS = 1 << 10;

    private final long[] longs = new long[LONGS];
    private final Order[] orders = new Order[ORDERS];

    /** Both written by the control thread, the second after what it counts. */
    private long ordersOffered;

    private volatile long offered;

    /** Both written by who empties it, after what they count. */
    private volatile long ordersTaken;

    private volatile long taken;

    /**
     * Leaves a frame.
     *
     * @param more answers beside those in the frame, in pairs of call and answer
     * @param moreLongs how many longs of {@code more} there are
     * @return false when it does not fit: nothing has changed then
     */
    boolean offer(long[] fields, long[] more, int moreLongs, Order[] some, int someOrders) {
        long at = offered;
        int size = 1 + fields.length + moreLongs;
        if (at + size - taken > LONGS || ordersOffered + someOrders - ordersTaken > ORDERS) {
            return false;
        }
        longs[(int) at & LONGS - 1] = moreLongs;
        copyIn(fields, fields.length, at + 1);
        copyIn(more, moreLongs, at + 1 + fields.length);
        for (int i = 0; i < someOrders; i++) {
            orders[(int) (ordersOffered + i) & ORDERS - 1] = some[i];
        }
        ordersOffered += someOrders;
        offered = at + size;
        return true;
    }

    private void copyIn(long[] from, int count, long at) {
        int begin = (int) at & LONGS - 1;
        int first = Math.min(count, LONGS - begin);
        System.arraycopy(from, 0, longs, begin, first);
        System.arraycopy(from, first, longs, 0, count - first);
    }

    /**
     * Takes the oldest frame.
     *
     * @return how many longs were put into {@code more}, or -1 when there is no frame
     */
    int take(long[] fields, long[] more) {
        long at = taken;
        if (at == offered) {
            return -1;
        }
        int moreLongs = (int) longs[(int) at & LONGS - 1];
        copyOut(fields, fields.length, at + 1);
        copyOut(more, moreLongs, at + 1 + fields.length);
        taken = at + 1 + fields.length + moreLongs;
        return moreLongs;
    }

    private void copyOut(long[] into, int count, long at) {
        int begin = (int) at & LONGS - 1;
        int first = Math.min(count, LONGS - begin);
        System.arraycopy(longs, begin, into, 0, first);
        System.arraycopy(longs, 0, into, first, count - first);
    }

    /** The next order of the frames that were taken. */
    Order takeOrder() {
        long at = ordersTaken;
        int slot = (int) at & ORDERS - 1;
        Order order = orders[slot];
        orders[slot] = null;
        ordersTaken = at + 1;
        return order;
    }
}
