package io.pumprig.controller.journal;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.HostAlarms;
import io.pumprig.controller.event.Event;
import io.pumprig.controller.event.EventRing;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * The one thread that writes the journal. It takes events from the ring and checkpoints from a
 * small queue of holders, and makes both durable in one transaction. A write that fails raises
 * LOG_FAILURE (SR-90), which leaves with the next that succeeds; the control thread never waits for
 * either.
 */
public final class JournalWriter implements AutoCloseable {
    private static final int QUEUE = 16;
    private static final long IDLE_NANOS = 20_000_000L;
    private static final long CLOSE_MILLIS = 5_000;

    private final JournalStore store;
    private final EventRing.Reader events;
    private final HostAlarms hostAlarms;
    private final Checkpoint[] queue = new Checkpoint[QUEUE];
    private final ConcurrentLinkedQueue<HostNote> hostNotes = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile long offered;
    private volatile long written;
    private volatile long finishedSeq;
    private volatile boolean closing;
    private volatile Thread waiter;

    /** Starts the thread; events from now on are written. */
    public JournalWriter(JournalStore store, EventRing ring, HostAlarms hostAlarms) {
        this.store = store;
        this.events = ring.reader();
        this.hostAlarms = hostAlarms;
        for (int i = 0; i < QUEUE; i++) {
            queue[i] = new Checkpoint();
        }
        hostAlarms.listen(
                (alarm, phase, cycle) -> hostNotes.add(new HostNote(alarm, phase, cycle)));
        thread = new Thread(this::run, "pumprig-journal");
        thread.setDaemon(true);
        thread.start();
    }

    private record HostNote(Alarm alarm, String phase, long cycle) {}

    /** Queues a copy of the checkpoint; false when the disk is a whole queue behind. */
    boolean offer(Checkpoint checkpoint) {
        if (offered - written >= QUEUE) {
            return false;
        }
        queue[(int) (offered % QUEUE)].copyFrom(checkpoint);
        long next = offered + 1;
        offered = next;
        LockSupport.unpark(thread);
        return true;
    }

    /** The last checkpoint that is durable, or that the disk refused. Any thread. */
    long finishedSeq() {
        return finishedSeq;
    }

    /** Waits until the checkpoint is durable or refused. Not in a cycle of a real rig. */
    void awaitFinished(long seq) {
        if (finishedSeq >= seq) {
            return;
        }
        waiter = Thread.currentThread();
        while (finishedSeq < seq && thread.isAlive()) {
            LockSupport.parkNanos(this, IDLE_NANOS);
        }
        waiter = null;
    }

    private void run() {
        while (!closing || offered != written) {
            if (!writeOnce()) {
                LockSupport.parkNanos(this, IDLE_NANOS);
            }
        }
        writeOnce();
        store.close();
    }

    /** Writes what waits; false when there was nothing. */
    private boolean writeOnce() {
        long upTo = offered;
        boolean some = upTo != written;
        long lastSeq = finishedSeq;
        try {
            Event event;
            while ((event = events.next()) != null) {
                store.add(event);
                some = true;
            }
            HostNote note;
            while ((note = hostNotes.poll()) != null) {
                store.addHostAlarm(note.alarm().name(), note.phase(), note.cycle());
                some = true;
            }
            for (long at = written; at < upTo; at++) {
                Checkpoint checkpoint = queue[(int) (at % QUEUE)];
                store.add(checkpoint);
                lastSeq = checkpoint.seq;
            }
            if (some) {
                store.commit();
                hostAlarms.release(Alarm.LOG_FAILURE);
            }
        } catch (JournalException e) {
            if (upTo != written) {
                lastSeq = queue[(int) ((upTo - 1) % QUEUE)].seq;
            }
            hostAlarms.raise(Alarm.LOG_FAILURE);
        }
        written = upTo;
        finishedSeq = lastSeq;
        Thread waiting = waiter;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
        return some;
    }

    /** Writes what waits, closes the store, ends the thread; bounded. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
