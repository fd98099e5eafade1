package io.pumprig.controller.journal;

import io.pumprig.controller.event.Event;
import io.pumprig.controller.order.Prescription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A SQLite journal on a machine that can be stopped: at a write that was told, before or after it,
 * or at any moment between two writes. What is on the disk then is copied aside, and the writer
 * does not survive its write.
 */
final class CrashingStore implements JournalStore {
    private final Path file;
    private final Path aside;
    private final SqliteJournal journal;
    private final int lastWrite;
    private final boolean lastIsDone;
    private int writes;
    private volatile boolean crashed;

    /**
     * @param aside directory for what is left, made here
     * @param lastWrite the machine stops at this write, the first is 1
     * @param lastIsDone whether that one still reaches the disk
     */
    CrashingStore(Path file, Path aside, int lastWrite, boolean lastIsDone)
            throws JournalException {
        this.file = file;
        this.aside = aside;
        this.lastWrite = lastWrite;
        this.lastIsDone = lastIsDone;
        journal = SqliteJournal.openForThisProcess(file);
    }

    /** The end of the writer's thread, which is not to be caught. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    SqliteJournal journal() {
        return journal;
    }

    boolean hasCrashed() {
        return crashed;
    }

    int writes() {
        return writes;
    }

    /** The journal's file as it was left. */
    Path left() {
        return aside.resolve(file.getFileName());
    }

    /** Copies what is on the disk between two writes: as left by a kill at this moment. */
    synchronized void copyAside() {
        try {
            Files.createDirectories(aside);
            Files.copy(file, left());
            Path log = file.resolveSibling(file.getFileName() + "-wal");
            if (Files.exists(log)) {
                Files.copy(log, aside.resolve(log.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Write {
        void run() throws JournalException;
    }

    private synchronized void write(Write write) throws JournalException {
        if (crashed) {
            throw new Crash();
        }
        writes++;
        if (writes < lastWrite) {
            write.run();
            return;
        }
        if (lastIsDone) {
            write.run();
        }
        copyAside();
        crashed = true;
        throw new Crash();
    }

    @Override
    public void begin(Session session, Prescription prescription, long nanos)
            throws JournalException {
        write(() -> journal.begin(session, prescription, nanos));
    }

    @Override
    public void add(Checkpoint checkpoint) throws JournalException {
        write(() -> journal.add(checkpoint));
    }

    @Override
    public void add(Event event) throws JournalException {
        write(() -> journal.add(event));
    }

    @Override
    public void addHostAlarm(String alarm, String phase, long cycle, long nanos)
            throws JournalException {
        write(() -> journal.addHostAlarm(alarm, phase, cycle, nanos));
    }

    @Override
    public void addLoss(long records, long cycle, long nanos) throws JournalException {
        write(() -> journal.addLoss(records, cycle, nanos));
    }

    @Override
    public void commit() throws JournalException {
        write(journal::commit);
    }

    @Override
    public synchronized void close() {
        journal.close();
    }
}
