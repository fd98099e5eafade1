package io.pumprig.controller.journal;

import io.pumprig.controller.event.Event;
import io.pumprig.controller.order.Prescription;

/**
 * Where the journal's writer puts things: a SQLite file, or a test's own. One thread at a time.
 * Additions form one transaction, from the first after a commit to the next commit; when any method
 * throws, all of it is lost, and the next addition begins anew.
 */
public interface JournalStore extends AutoCloseable {

    /**
     * Begins a session on this prescription; durable on return.
     *
     * @param nanos the rig's monotonic clock at the session's UTC
     */
    void begin(Session session, Prescription prescription, long nanos) throws JournalException;

    /**
     * Adds a checkpoint; before the events of its cycles, whose UTC it tells. It must not change
     * until the transaction has ended.
     */
    void add(Checkpoint checkpoint) throws JournalException;

    /** Adds an event. */
    void add(Event event) throws JournalException;

    /**
     * Adds an alarm of the host, which has no place in the loop's own order.
     *
     * @param nanos the rig's monotonic clock, to a cycle
     */
    void addHostAlarm(String alarm, String phase, long cycle, long nanos) throws JournalException;

    /** Notes how many records were never written, because the disk failed or was too slow. */
    void addLoss(long records, long cycle, long nanos) throws JournalException;

    /**
     * Removes what has outlived its time, if it is time for that: one small batch, durable on
     * return. Only between transactions. A store that keeps everything has nothing to remove.
     *
     * @return true when something was removed, and more may be left
     */
    default boolean rotate() throws JournalException {
        return false;
    }

    /** Makes everything added durable. */
    void commit() throws JournalException;

    /** Gives the file back; what was not committed is lost. */
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
