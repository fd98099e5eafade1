package io.pumprig.simulator.disk;

import io.pumprig.controller.event.Event;
import io.pumprig.controller.journal.Checkpoint;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.JournalStore;
import io.pumprig.controller.order.Prescription;

/**
 * A journal's store on a disk that may be full: then it takes nothing. It is told by the
 * simulation's thread and asked by the journal's.
 */
public final class FullDisk implements JournalStore {
    private final JournalStore store;
    private long refusedSeq;
    private long refused;
    private boolean full;

    /** A disk with room. */
    public FullDisk(JournalStore store) {
        this.store = store;
    }

    /** From now on it takes nothing, or takes again. */
    public synchronized void full(boolean isFull) {
        full = isFull;
    }

    /** Checkpoints that it refused; one that was tried again counts once. */
    public synchronized long refused() {
        return refused;
    }

    private synchronized void refuse(Checkpoint checkpoint) throws JournalException {
        if (full && checkpoint.seq > refusedSeq) {
            refusedSeq = checkpoint.seq;
            refused++;
        }
        refuse();
    }

    private synchronized void refuse() throws JournalException {
        if (full) {
            throw new JournalException("no space left on device", null);
        }
    }

    @Override
    public void begin(Session session, Prescription prescription, long nanos)
            throws JournalException {
        store.begin(session, prescription, nanos);
    }

    @Override
    public void add(Checkpoint checkpoint) throws JournalException {
        refuse(checkpoint);
        store.add(checkpoint);
    }

    @Override
    public void add(Event event) throws JournalException {
        refuse();
        store.add(event);
    }

    @Override
    public void addHostAlarm(String alarm, String phase, long cycle, long nanos)
            throws JournalException {
        refuse();
        store.addHostAlarm(alarm, phase, cycle, nanos);
    }

    @Override
    public void addLoss(long records, long cycle, long nanos) throws JournalException {
        refuse();
        store.addLoss(records, cycle, nanos);
    }

    @Override
    public boolean rotate() throws JournalException {
        refuse();
        return store.rotate();
    }

    @Override
    public void commit() throws JournalException {
        refuse();
        store.commit();
    }

    @Override
    public void close() {
        store.close();
    }
}
