package io.pumprig.controller.journal;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.HostAlarms;
import io.pumprig.controller.event.Event;
import io.pumprig.controller.event.EventRing;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The one thread that writes the journal. It takes events from the ring and checkpoints from a
 * small queue of holders, and makes both durable in one transaction; a durable checkpoint therefore
 * has the events of its cycle, and of all before it, beside it.
 *
 * <p>A write that fails raises LOG_FAILURE (SR-90), which leaves with the next that succeeds; the
 * newest checkpoint that was refused is tried again every second, the events of a failed
 * transaction are lost, counted, and noted in the journal once it can be written. The control
 * thread never waits for any of this.
 */
public final class JournalWriter implements AutoCloseable {
    private static final int QUEUE = 16;
    private static final int HOST_NOTES = 256;
    private static final long IDLE_NANOS = 20_000_000L;
    private static final long RETRY_NANOS = 1_000_000_000L;
    private static final long CLOSE_MILLIS = 5_000;

    private final JournalStore store;
    private final EventRing ring;
    private final EventRing.Reader events;
    private final HostAlarms hostAlarms;
    private final Checkpoint[] queue = new Checkpoint[QUEUE];
    private final ArrayBlockingQueue<HostNote> hostNotes = new ArrayBlockingQueue<>(HOST_NOTES);
    private final AtomicLong droppedNotes = new AtomicLong();
    private final Thread thread;

    /** Checkpoints put into the queue; only the control thread changes it. */
    private volatile long offered;

    /** Checkpoints taken out of it; only the writer changes it. */
    private volatile long written;

    /** The rig's monotonic clock in the newest cycle. */
    private final AtomicLong cycleNanos = new AtomicLong();

    private volatile long finishedSeq;
    private volatile long eventsTaken;
    private volatile long lostRecords;
    private volatile boolean stalled;
    private volatile boolean closing;
    private volatile Thread waiter;

    // From here on the writer's own.
    private final Checkpoint refused = new Checkpoint();
    private boolean hasRefused;
    private boolean failing;
    private long eventsLost;
    private long lossesNoted;
    private long eventsInTransaction;
    private int notesInTransaction;
    private long newestCycle;

    /** Starts the thread; events from now on are written, from the first checkpoint on. */
    public JournalWriter(JournalStore store, EventRing ring, HostAlarms hostAlarms) {
        this.store = store;
        this.ring = ring;
        this.events = ring.reader();
        this.eventsTaken = ring.raised();
        this.hostAlarms = hostAlarms;
        for (int i = 0; i < QUEUE; i++) {
            queue[i] = new Checkpoint();
        }
        hostAlarms.listen(this::note);
        thread = new Thread(this::run, "pumprig-journal");
        thread.setDaemon(true);
        thread.start();
    }

    private record HostNote(Alarm alarm, String phase, long cycle, long nanos) {}

    private void note(Alarm alarm, String phase, long cycle) {
        if (!hostNotes.offer(new HostNote(alarm, phase, cycle, cycleNanos.get()))) {
            droppedNotes.incrementAndGet();
        }
    }

    /** Tells what time it is, for alarms of the host. Control thread, in every cycle. */
    void at(long nanos) {
        cycleNanos.lazySet(nanos);
    }

    /** False while the disk is a whole queue behind. Control thread. */
    boolean hasRoom() {
        return offered - written < QUEUE;
    }

    /** Queues a copy of the checkpoint; only while there {@link #hasRoom}. Control thread. */
    void offer(Checkpoint checkpoint) {
        long count = offered;
        assert count - written < QUEUE;
        queue[(int) (count % QUEUE)].copyFrom(checkpoint);
        offered = count + 1;
        LockSupport.unpark(thread);
    }

    /** The last checkpoint that is durable, or that the disk refused. Any thread. */
    long finishedSeq() {
        return finishedSeq;
    }

    /**
     * Says that the disk has not answered for too long: as good as a failure (SR-90). Waits for
     * nobody; the first call of a stall tells the listeners of the host's alarms. Control thread.
     */
    void reportStall() {
        if (!stalled) {
            stalled = true;
            hostAlarms.raise(Alarm.LOG_FAILURE);
        }
    }

    /** True from a reported stall until the disk answers again. Any thread. */
    boolean isStalled() {
        return stalled;
    }

    /** Events and alarms of the host that a failing or slow disk has cost so far. Any thread. */
    public long lostRecords() {
        return lostRecords;
    }

    /** Waits until the checkpoint is durable or refused. Control thread; never on a real rig. */
    void awaitFinished(long seq) {
        if (finishedSeq >= seq) {
            return;
        }
        beginWaiting();
        boolean interrupted = false;
        while (finishedSeq < seq && thread.isAlive()) {
            LockSupport.parkNanos(this, IDLE_NANOS);
            interrupted |= Thread.interrupted();
        }
        endWaiting(interrupted);
    }

    /**
     * Waits until at most {@code most} events are left to take, so that none is overwritten before
     * it was written. Control thread; never on a real rig.
     */
    void awaitEvents(long most) {
        if (ring.raised() - eventsTaken <= most) {
            return;
        }
        beginWaiting();
        boolean interrupted = false;
        while (ring.raised() - eventsTaken > most && thread.isAlive()) {
            LockSupport.unpark(thread);
            LockSupport.parkNanos(this, IDLE_NANOS);
            interrupted |= Thread.interrupted();
        }
        endWaiting(interrupted);
    }

    private void beginWaiting() {
        waiter = Thread.currentThread();
    }

    /** An interrupt is not for us, and would make every park return at once: given back after. */
    private void endWaiting(boolean interrupted) {
        waiter = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean ended = false;
        try {
            while (!closing || offered != written) {
                boolean wrote = writeOnce();
                boolean removed = offered == written && rotateOnce();
                if (!wrote && !removed) {
                    LockSupport.parkNanos(this, failing ? RETRY_NANOS : IDLE_NANOS);
                }
            }
            // Once more: the success of the first may have released LOG_FAILURE.
            if (writeOnce()) {
                writeOnce();
            }
            ended = true;
        } finally {
            if (!ended) {
                hostAlarms.raise(Alarm.LOG_FAILURE);
            }
            // Nobody writes any more: whoever waits for a lease goes on beyond it (SR-90).
            stalled = true;
            finishedSeq = Long.MAX_VALUE;
            wakeWaiter();
            store.close();
        }
    }

    /** Writes what waits; false when there was nothing, or when it failed. */
    private boolean writeOnce() {
        long upTo = offered;
        eventsInTransaction = 0;
        notesInTransaction = 0;
        boolean wrote = false;
        try {
            boolean some = addCheckpoints(upTo) | addEvents() | addHostNotes();
            if (some) {
                long losses = countLosses();
                if (losses != lossesNoted) {
                    store.addLoss(losses - lossesNoted, newestCycle, cycleNanos.get());
                }
                store.commit();
                lossesNoted = losses;
            }
            succeeded(some);
            wrote = some;
        } catch (JournalException | RuntimeException e) {
            // A mistake of the store's is no reason to lose all that comes after it.
            failed(upTo);
        }
        // The holder is the control thread's again as soon as written says so.
        finishedSeq = Math.max(finishedSeq, newestSeqInQueue(upTo));
        written = upTo;
        wakeWaiter();
        return wrote;
    }

    /** Removes one batch of what is too old, while nothing waits; false when nothing was. */
    private boolean rotateOnce() {
        if (failing) {
            return false;
        }
        try {
            return store.rotate();
        } catch (JournalException | RuntimeException e) {
            failing = true;
            hostAlarms.raise(Alarm.LOG_FAILURE);
            return false;
        }
    }

    private boolean addCheckpoints(long upTo) throws JournalException {
        if (upTo == written && hasRefused) {
            store.add(refused);
            return true;
        }
        for (long at = written; at < upTo; at++) {
            Checkpoint checkpoint = queue[(int) (at % QUEUE)];
            store.add(checkpoint);
            newestCycle = checkpoint.cycle;
        }
        return upTo != written;
    }

    /** Events wait for the first checkpoint, which tells what time it is. */
    private boolean addEvents() throws JournalException {
        if (offered == 0 && !closing) {
            return false;
        }
        long last = ring.raised();
        while (eventsTaken < last) {
            Event event = events.next();
            if (event == null) {
                eventsTaken = last;
                break;
            }
            eventsTaken = event.seq();
            eventsInTransaction++;
            store.add(event);
        }
        return eventsInTransaction > 0;
    }

    private boolean addHostNotes() throws JournalException {
        if (hostNotes.isEmpty()) {
            return false;
        }
        for (HostNote note : hostNotes) {
            store.addHostAlarm(note.alarm().name(), note.phase(), note.cycle(), note.nanos());
            notesInTransaction++;
        }
        return notesInTransaction > 0;
    }

    private long countLosses() {
        long losses = eventsLost + events.lost() + droppedNotes.get();
        lostRecords = losses;
        return losses;
    }

    private void succeeded(boolean some) {
        for (int i = 0; i < notesInTransaction; i++) {
            hostNotes.poll();
        }
        if (some) {
            hasRefused = false;
            failing = false;
        }
        if (!failing) {
            stalled = false;
            hostAlarms.release(Alarm.LOG_FAILURE);
        }
    }

    /** Notes about the host stay in their queue; the newest checkpoint is kept for another try. */
    private void failed(long upTo) {
        eventsLost += eventsInTransaction;
        countLosses();
        if (upTo != written) {
            refused.copyFrom(queue[(int) ((upTo - 1) % QUEUE)]);
            hasRefused = true;
        }
        failing = true;
        hostAlarms.raise(Alarm.LOG_FAILURE);
    }

    private long newestSeqInQueue(long upTo) {
        return upTo == 0 ? 0 : queue[(int) ((upTo - 1) % QUEUE)].seq;
    }

    private void wakeWaiter() {
        Thread waiting = waiter;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /**
     * Writes what waits, closes the store, ends the thread; bounded. A disk that does not answer
     * within that time leaves LOG_FAILURE behind.
     */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            hostAlarms.raise(Alarm.LOG_FAILURE);
        }
    }
}
