package io.pumprig.simulator.replay;

import io.pumprig.controller.event.Event;
import io.pumprig.controller.journal.Checkpoint;
import io.pumprig.controller.journal.JournalStore;
import io.pumprig.controller.order.Prescription;

/** A journal that keeps the last checkpoint and nothing else. */
final class LastCheckpoint implements JournalStore {
    private final Checkpoint pending = new Checkpoint();
    private final Checkpoint committed = new Checkpoint();

    /** A copy of it. */
    synchronized Checkpoint copy() {
        Checkpoint copy = new Checkpoint();
        copy.copyFrom(committed);
        return copy;
    }

    @Override
    public void begin(Session session, Prescription prescription, long nanos) {}

    @Override
    public void add(Event event) {}

    @Override
    public void add(Checkpoint checkpoint) {
        pending.copyFrom(checkpoint);
    }

    @Override
    public void addHostAlarm(String alarm, String phase, long cycle, long nanos) {}

    @Override
    public void addLoss(long records, long cycle, long nanos) {}

    @Override
    public synchronized void commit() {
        committed.copyFrom(pending);
    }

    @Override
    public void close() {}
}
