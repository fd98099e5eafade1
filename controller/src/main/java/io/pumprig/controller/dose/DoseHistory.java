package io.pumprig.controller.dose;

/**
 * Which daily doses were in force within the last 24 hours, so that several small increases do not
 * add up to a large one (SR-09). Control thread only.
 */
public final class DoseHistory {
    /** Changes within 24 hours; while it is full no further change is allowed. */
    static final int CAPACITY = 16;

    private final long[] sinceNanos = new long[CAPACITY];
    private final long[] picogramsPerDay = new long[CAPACITY];
    private int count;
    private long firstNanos;
    private boolean begun;

    /**
     * A program comes into force.
     *
     * @param dose of its day; 0 for a program without a dose of its own, which leaves all as it
     *     was: a dose does not become small because it was interrupted
     */
    void enter(long nanos, long dose) {
        if (dose == 0) {
            return;
        }
        if (!begun) {
            begun = true;
            firstNanos = nanos;
        }
        forget(nanos);
        if (count == CAPACITY) {
            // The two oldest share a line, with the lower of their doses.
            picogramsPerDay[1] = Math.min(picogramsPerDay[0], picogramsPerDay[1]);
            drop(1);
        }
        sinceNanos[count] = nanos;
        picogramsPerDay[count] = dose;
        count++;
    }

    /** The newest dose that is a day old is still in force at the edge of the window. */
    private void forget(long nowNanos) {
        int old = 0;
        while (old + 1 < count && nowNanos - sinceNanos[old + 1] >= DoseScale.NANOS_PER_DAY) {
            old++;
        }
        if (old > 0) {
            drop(old);
        }
    }

    private void drop(int oldest) {
        count -= oldest;
        System.arraycopy(sinceNanos, oldest, sinceNanos, 0, count);
        System.arraycopy(picogramsPerDay, oldest, picogramsPerDay, 0, count);
    }

    /** True while another change can be remembered. */
    public boolean hasRoom(long nowNanos) {
        forget(nowNanos);
        return count < CAPACITY;
    }

    /** The daily dose in force, or that was before it was interrupted; 0 before the first. */
    public long runningPicogramsPerDay() {
        return count == 0 ? 0 : picogramsPerDay[count - 1];
    }

    /** The lowest daily dose in force within the last 24 hours; 0 before the first. */
    public long lowestPicogramsPerDay(long nowNanos) {
        if (count == 0) {
            return 0;
        }
        forget(nowNanos);
        long lowest = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            lowest = Math.min(lowest, picogramsPerDay[i]);
        }
        return lowest;
    }

    /** Time since the first dose of all. */
    public long sinceFirstNanos(long nowNanos) {
        return begun ? nowNanos - firstNanos : 0;
    }

    /** Copies the history into {@code memory}; times as ages. */
    void save(TherapyMemory memory, long nowNanos) {
        forget(nowNanos);
        memory.therapyAgeNanos = sinceFirstNanos(nowNanos);
        memory.doses = count;
        for (int i = 0; i < count; i++) {
            memory.doseAgeNanos[i] = nowNanos - sinceNanos[i];
            memory.dosePicogramsPerDay[i] = picogramsPerDay[i];
        }
    }

    /**
     * Goes on from a saved history.
     *
     * @param elapsedNanos time since it was saved
     */
    void restore(TherapyMemory memory, long nowNanos, long elapsedNanos) {
        begun = memory.doses > 0;
        firstNanos = nowNanos - memory.therapyAgeNanos - elapsedNanos;
        count = memory.doses;
        for (int i = 0; i < count; i++) {
            sinceNanos[i] = nowNanos - memory.doseAgeNanos[i] - elapsedNanos;
            picogramsPerDay[i] = memory.dosePicogramsPerDay[i];
        }
    }
}
