package io.pumprig.controller.event;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A bounded ring of events: one writer, the control thread, that never waits and allocates nothing;
 * any number of readers, each with a cursor of its own, that lose the oldest when they fall a whole
 * ring behind, and know how many they lost.
 */
public final class EventRing {
    private final Event[] slots;

    /** For each slot the seq that stands in it, 0 while it is being written. */
    private final AtomicLongArray written;

    private volatile long last;

    /** A ring of at least {@code capacity} events, rounded up to a power of two. */
    public EventRing(int capacity) {
        int size = Integer.highestOneBit(Math.max(2, capacity) * 2 - 1);
        slots = new Event[size];
        written = new AtomicLongArray(size);
        for (int i = 0; i < size; i++) {
            slots[i] = new Event();
        }
    }

    /** Records an event. Control thread only; the words are kept as they are, not copied. */
    public void add(
            EventKind kind,
            long cycle,
            long nanos,
            String subject,
            String phase,
            long value,
            String detail) {
        long seq = last + 1;
        int slot = (int) seq & (slots.length - 1);
        written.setRelease(slot, 0);
        VarHandle.storeStoreFence();
        Event event = slots[slot];
        event.seq = seq;
        event.kind = kind;
        event.cycle = cycle;
        event.nanos = nanos;
        event.subject = subject;
        event.phase = phase;
        event.value = value;
        event.detail = detail;
        written.setRelease(slot, seq);
        last = seq;
    }

    /** Events raised so far. Any thread. */
    public long raised() {
        return last;
    }

    /** A reader that begins with the next event to come. */
    public Reader reader() {
        return new Reader(last);
    }

    /** A reader that begins with the first event there was, so that it misses no start-up. */
    public Reader readerFromTheFirst() {
        return new Reader(0);
    }

    /** One reader's place in the ring. Used by one thread. */
    public final class Reader {
        private final Event copy = new Event();
        private long at;
        private long lost;

        private Reader(long at) {
            this.at = at;
        }

        /** The next event, valid until the next call, or null when there is none yet. */
        public Event next() {
            while (at < last) {
                long oldest = last - slots.length + 1;
                if (at + 1 < oldest) {
                    lost += oldest - (at + 1);
                    at = oldest - 1;
                }
                long seq = at + 1;
                int slot = (int) seq & (slots.length - 1);
                if (written.getAcquire(slot) == seq) {
                    copy.copyFrom(slots[slot]);
                    VarHandle.loadLoadFence();
                    if (written.getAcquire(slot) == seq) {
                        at = seq;
                        return copy;
                    }
                }
                // Overwritten while it was read: it is lost.
                lost++;
                at = seq;
            }
            return null;
        }

        /** Events that were overwritten before this reader took them. */
        public long lost() {
            return lost;
        }
    }
}
