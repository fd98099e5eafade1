package io.pumprig.controller.journal;

import io.pumprig.controller.event.Event;
import io.pumprig.controller.order.Prescription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A store in memory that does what it was told: write, fail, or hang until released. Not told, it
 * fails the writer's thread, which no test overlooks.
 */
final class ScriptedStore implements JournalStore {
    /** What a commit does. */
    enum Disk {
        UNTOLD,
        WRITES,
        FAILS,
        HANGS,
        BREAKS_THE_WRITER
    }

    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private final List<String> records = new ArrayList<>();
    private final List<Checkpoint> openCheckpoints = new ArrayList<>();
    private final List<Long> hostAlarmNanos = new CopyOnWriteArrayList<>();
    private final List<String> openRecords = new ArrayList<>();
    private final Semaphore hanging = new Semaphore(0);
    private final AtomicInteger batches = new AtomicInteger();
    private volatile boolean removalFails;
    private volatile Disk disk = Disk.UNTOLD;
    private volatile boolean closed;
    private volatile int commits;
    private volatile boolean hangs;

    ScriptedStore on(Disk disk) {
        this.disk = disk;
        return this;
    }

    /** Lets a commit that hangs go on, and all after it. */
    void release() {
        disk = Disk.WRITES;
        hanging.release();
    }

    @Override
    public void begin(Session session, Prescription prescription, long nanos) {
        throw new AssertionError("not told to begin");
    }

    @Override
    public void add(Checkpoint checkpoint) {
        Checkpoint copy = new Checkpoint();
        copy.copyFrom(checkpoint);
        openCheckpoints.add(copy);
    }

    @Override
    public void add(Event event) {
        openRecords.add(event.seq() + " " + event.subject() + " " + event.phase());
    }

    @Override
    public void addHostAlarm(String alarm, String phase, long cycle, long nanos) {
        openRecords.add(alarm + " " + phase);
        hostAlarmNanos.add(nanos);
    }

    @Override
    public void addLoss(long records, long cycle, long nanos) {
        openRecords.add("lost " + records);
    }

    @Override
    public void commit() throws JournalException {
        Disk now = disk;
        if (now == Disk.HANGS) {
            hangs = true;
            hanging.acquireUninterruptibly();
            hangs = false;
        } else if (now == Disk.FAILS) {
            openCheckpoints.clear();
            openRecords.clear();
            commits++;
            throw new JournalException("the disk is full", null);
        } else if (now != Disk.WRITES) {
            throw new AssertionError("not told what the disk does: " + now);
        }
        synchronized (this) {
            checkpoints.addAll(openCheckpoints);
            records.addAll(openRecords);
        }
        openCheckpoints.clear();
        openRecords.clear();
        commits++;
    }

    /** From now on so many batches are there to remove, and then removing fails, if it is to. */
    void remove(int batches, boolean thenFails) {
        removalFails = thenFails;
        this.batches.set(batches);
    }

    int batchesLeft() {
        return batches.get();
    }

    @Override
    public boolean rotate() throws JournalException {
        if (batches.get() > 0) {
            batches.decrementAndGet();
            return true;
        }
        if (removalFails) {
            removalFails = false;
            throw new JournalException("a page is damaged", null);
        }
        return false;
    }

    @Override
    public void close() {
        closed = true;
    }

    synchronized List<Checkpoint> checkpoints() {
        return List.copyOf(checkpoints);
    }

    synchronized List<String> records() {
        return List.copyOf(records);
    }

    List<Long> hostAlarmNanos() {
        return hostAlarmNanos;
    }

    boolean isClosed() {
        return closed;
    }

    boolean isHanging() {
        return hangs;
    }

    /** Commits that were tried and came to an end. */
    int commits() {
        return commits;
    }
}
