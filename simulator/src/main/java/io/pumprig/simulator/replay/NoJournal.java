package io.pumprig.simulator.replay;

import io.pumprig.controller.event.Event;
import io.pumprig.controller.journal.Checkpoint;
import io.pumprig.controller.journal.JournalStore;
import io.pumprig.controller.order.Prescription;

/** Takes all and keeps nothing: what is done again was recorded already. */
final class NoJournal implements JournalStore {
    @Override
    public void begin(Session session, Prescription prescription, long nanos) {}

    @Override
    public void add(Checkpoint checkpoint) {}

    @Override
    public void add(Event event) {}

    @Override
    public void addHostAlarm(String alarm, String phase, long cycle, long nanos) {}

    @Override
    public void addLoss(long records, long cycle, long nanos) {}

    @Override
    public void commit() {}

    @Override
    public void close() {}
}
