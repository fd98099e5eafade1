package io.pumprig.controller.journal;

import io.pumprig.controller.event.Event;
import io.pumprig.controller.order.Prescription;

/** Where the journal's writer puts things: a SQLite file, or a test's own. One thread at a time. */
public interface JournalStore extends AutoCloseable {

    /** Begins a session on this prescription. */
    void begin(Session session, Prescription prescription) throws JournalException;

    /** Adds an event to the transaction that the next {@link #commit} ends. */
    void add(Event event) throws JournalException;

    /** Adds a checkpoint to the transaction that the next {@link #commit} ends. */
    void add(Checkpoint checkpoint) throws JournalException;

    /** Adds an alarm of the host, which has no place in the loop's own order. */
    void addHostAlarm(String alarm, String phase, long cycle) throws JournalException;

    /** Makes everything added durable; when it throws, all of that is lost. */
    void commit() throws JournalException;

    @Override
    void close();

    /**
     * Who writes.
     *
     * @param id unique for each start of a controller
     * @param backend {@code sim} or {@code bench}
     * @param version of the software
     * @param utcMillis when it began
     */
    record Session(String id, String backend, String version, long utcMillis) {}
}
