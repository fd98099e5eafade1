package io.pumprig.simulator.disk;

import io.pumprig.controller.event.Event;
import io.pumprig.controller.journal.Checkpoint;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.JournalStore;
import io.pumprig.controller.journal.Resumable;
import io.pumprig.controller.order.Prescription;
import java.util.Optional;

/**
 * A journal without a disk, for runs whose records nobody reads: it keeps what a restart needs, the
 * newest checkpoint with its prescription, and no events. Written by the journal's thread, read by
 * the simulation's while no controller has it.
 */
public final class MemoryJournal implements RunJournal, JournalStore {
    private final Checkpoint waiting = new Checkpoint();
    private Checkpoint committed;
    private Session session;
    private Prescription prescription;
    private boolean some;

    /** An empty journal. */
    public MemoryJournal() {}

    /**
     * A journal in which an earlier controller left that.
     *
     * @param left as {@link #left} gave it; it is not changed
     */
    public MemoryJournal(Resumable left) {
        session = left.session();
        prescription = left.prescription();
        committed = copy(left.last());
    }

    private static Checkpoint copy(Checkpoint checkpoint) {
        Checkpoint copy = new Checkpoint();
        copy.copyFrom(checkpoint);
        return copy;
    }

    @Override
    public JournalStore open() {
        return this;
    }

    @Override
    public synchronized Optional<Resumable> left() {
        if (committed == null) {
            return Optional.empty();
        }
        return Optional.of(new Resumable(session, prescription, copy(committed), null));
    }

    /** Nothing is written down, so that no bit of it can be checked when it is read. */
    @Override
    public void flipABit() throws JournalException {
        throw new JournalException("a journal in memory has no bits on a disk", null);
    }

    @Override
    public synchronized void begin(Session newSession, Prescription begun, long nanos) {
        session = newSession;
        prescription = begun;
        some = false;
    }

    @Override
    public void add(Event event) {
        // Who wants the events reads them from the ring.
    }

    @Override
    public synchronized void add(Checkpoint checkpoint) {
        waiting.copyFrom(checkpoint);
        some = true;
    }

    @Override
    public void addHostAlarm(String alarm, String phase, long cycle, long nanos) {
        // As with events.
    }

    @Override
    public void addLoss(long records, long cycle, long nanos) {
        // As with events.
    }

    @Override
    public synchronized void commit() {
        if (some) {
            committed = copy(waiting);
            prescription = committed.prescription;
            some = false;
        }
    }

    @Override
    public void close() {
        // It is opened again after a restart.
    }
}
