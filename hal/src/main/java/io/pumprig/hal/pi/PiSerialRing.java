package io.pumprig.hal.pi;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes on their way between the cycle and a serial line's own thread: one thread puts in, one
 * takes out, neither ever waits, nothing is allocated.
 */
final class PiSerialRing {
    private final byte[] bytes;
    private final int mask;

    /** Bytes put in since the beginning; moved by the thread that puts in. */
    private final AtomicLong tail = new AtomicLong();

    /** Bytes taken out since the beginning; moved by the thread that takes out. */
    private final AtomicLong head = new AtomicLong();

    /** What lies before it is no longer worth taking. */
    private final AtomicLong floor = new AtomicLong();

    /**
     * @param capacity in bytes, a power of two
     */
    PiSerialRing(int capacity) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity " + capacity + ", not a power of two");
        }
        bytes = new byte[capacity];
        mask = capacity - 1;
    }

    /**
     * Puts in all of the first {@code length} bytes or, when they do not fit, none: half a frame is
     * worse than none.
     */
    boolean offer(byte[] from, int length) {
        long at = tail.get();
        if (length > bytes.length - (at - head.get())) {
            return false;
        }
        int start = (int) at & mask;
        int first = Math.min(length, bytes.length - start);
        System.arraycopy(from, 0, bytes, start, first);
        System.arraycopy(from, first, bytes, 0, length - first);
        tail.set(at + length);
        return true;
    }

    /** Takes out at most {@code into.length - offset} bytes; returns how many. */
    int poll(byte[] into, int offset) {
        long at = first();
        int length = (int) Math.min(tail.get() - at, into.length - offset);
        int start = (int) at & mask;
        int first = Math.min(length, bytes.length - start);
        System.arraycopy(bytes, start, into, offset, first);
        System.arraycopy(bytes, 0, into, offset + first, length - first);
        head.set(at + length);
        return length;
    }

    /** Whatever was put in by now is never taken out. Callable by any thread. */
    void forget() {
        floor.set(tail.get());
    }

    /** True when there is nothing to take out. */
    boolean isEmpty() {
        return tail.get() == first();
    }

    private long first() {
        return Math.max(head.get(), floor.get());
    }
}
