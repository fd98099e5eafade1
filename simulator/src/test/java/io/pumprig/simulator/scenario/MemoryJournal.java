package io.pumprig.simulator.scenario;

import io.pumprig.controller.event.Event;
import io.pumprig.controller.journal.Checkpoint;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.JournalStore;
import io.pumprig.controller.order.Prescription;

/**
 * A journal without a disk: keeps the last checkpoint that was committed, and can be told to fail.
 */
final class MemoryJournal implements JournalStore {
    private final Checkpoint pending = new Checkpoint();
    private final Checkpoint committed = new Checkpoint();
    private boolean isCommitted;
    private boolean some;
    private volatile boolean failing;
    private volatile Runnable beforeCommit = () -> {};

    /** From now on every commit fails, or succeeds again. */
    void failing(boolean fails) {
        failing = fails;
    }

    /** What every commit from now on does first, on the writer's thread: wait, for example. */
    void beforeCommit(Runnable first) {
        beforeCommit = first;
    }

    /** A copy of the last checkpoint that a restart would find, or null. */
    synchronized Checkpoint last() {
        if (!isCommitted) {
            return null;
        }
        Checkpoint copy = new Checkpoint();
        copy.copyFrom(committed);
        return copy;
    }

    @Override
    public void begin(Session session, Prescription prescription, long nanos) {
        some = false;
    }

    @Override
    public void add(Event event) {
        // Events matter to nobody here: the tests read them from the ring.
    }

    @Override
    public void add(Checkpoint checkpoint) {
        pending.copyFrom(checkpoint);
        some = true;
    }

    @Override
    public void addHostAlarm(String alarm, String phase, long cycle, long nanos) {
        // As with events.
    }

    @Override
    public void addLoss(long events, long cycle, long nanos) {
        // As with events.
    }

    @Override
    public void commit() throws JournalException {
        beforeCommit.run();
        if (failing) {
            throw new JournalException("told to fail", null);
        }
        keep();
    }

    private synchronized void keep() {
        if (some) {
            committed.copyFrom(pending);
            isCommitted = true;
            some = false;
        }
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
