package io.pumprig.controller.dose;

import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.DemandBolus;
import io.pumprig.controller.order.RollingDoseLimit;

/**
 * What boluses were given in the last 24 hours, and whether another may be (SR-25, SR-26). A bolus
 * counts with what was delivered of it, from its end on; the program counts with a full window,
 * whatever it delivered, since counting only what was given is unsafe right after a start or a
 * pause (therapy reference 8.7). Control thread only.
 */
public final class BolusBook {
    /** Nanoseconds of an hour. */
    static final long NANOS_PER_HOUR = 3_600_000_000_000L;

    /** Boluses that the book holds; while it is full no further one is allowed. */
    static final int CAPACITY = 64;

    private final long[] endedNanos = new long[CAPACITY];
    private final long[] picograms = new long[CAPACITY];
    private final boolean[] demand = new boolean[CAPACITY];
    private int count;
    private String refusal;

    /** Enters a bolus that has ended, whatever ended it. */
    void enter(long nanos, long given, boolean wasDemand) {
        forget(nanos);
        if (count == CAPACITY) {
            // No bolus is allowed into a full book; after a restart the two oldest share a line.
            picograms[1] += picograms[0];
            demand[1] |= demand[0];
            remove(1);
        }
        endedNanos[count] = nanos;
        picograms[count] = given;
        demand[count] = wasDemand;
        count++;
    }

    private void forget(long nowNanos) {
        int old = 0;
        while (old < count && nowNanos - endedNanos[old] >= DoseScale.NANOS_PER_DAY) {
            old++;
        }
        if (old > 0) {
            remove(old);
        }
    }

    private void remove(int oldest) {
        count -= oldest;
        System.arraycopy(endedNanos, oldest, endedNanos, 0, count);
        System.arraycopy(picograms, oldest, picograms, 0, count);
        System.arraycopy(demand, oldest, demand, 0, count);
    }

    /** Given by boluses that ended within the last {@code windowNanos}. */
    long givenWithin(long windowNanos, long nowNanos) {
        long sum = 0;
        for (int i = count - 1; i >= 0 && nowNanos - endedNanos[i] < windowNanos; i--) {
            sum += picograms[i];
        }
        return sum;
    }

    /** Demand boluses that ended within the last 24 hours. */
    public int demandsToday(long nowNanos) {
        int demands = 0;
        for (int i = count - 1; i >= 0 && nowNanos - endedNanos[i] < DoseScale.NANOS_PER_DAY; i--) {
            demands += demand[i] ? 1 : 0;
        }
        return demands;
    }

    /** Time until another demand bolus would be out of the lockout; 0 when it is already. */
    public long lockedOutNanos(DemandBolus prescribed, long nowNanos) {
        return count == 0
                ? 0
                : Math.max(0, prescribed.lockoutNanos() - (nowNanos - endedNanos[count - 1]));
    }

    /**
     * Whether a demand bolus may begin now: OK, or the code of the refusal whose reason {@link
     * #refusal} tells. The lockout runs from the end of the last bolus of either kind.
     */
    Code demandVerdict(DemandBolus prescribed, TherapyPlan plan, long requested, long nowNanos) {
        if (lockedOutNanos(prescribed, nowNanos) > 0) {
            refusal = "in the lockout after the last bolus";
            return Code.RATE_LIMITED;
        }
        if (demandsToday(nowNanos) >= prescribed.perDay()) {
            refusal = "as many demand boluses as prescribed were given in 24 h";
            return Code.RATE_LIMITED;
        }
        return verdict(plan, requested, nowNanos);
    }

    /** The same for a bolus that a clinician orders: the rolling limits alone. */
    Code verdict(TherapyPlan plan, long requested, long nowNanos) {
        if (count == CAPACITY && nowNanos - endedNanos[0] < DoseScale.NANOS_PER_DAY) {
            refusal = "too many boluses in 24 h";
            return Code.RATE_LIMITED;
        }
        if (isOver(plan, requested, nowNanos)) {
            refusal = "with the program it would exceed the rolling dose limit";
            return Code.RATE_LIMITED;
        }
        refusal = null;
        return Code.OK;
    }

    /** Why the last verdict was no; null after a yes. */
    String refusal() {
        return refusal;
    }

    /**
     * True when boluses given, a full window of the program and {@code more} exceed a rolling limit
     * (SR-25).
     */
    boolean isOver(TherapyPlan plan, long more, long nowNanos) {
        if (count == 0 && more == 0) {
            return false;
        }
        for (int i = 0; i < plan.windows(); i++) {
            RollingDoseLimit limit = plan.window(i);
            long given = givenWithin(limit.windowNanos(), nowNanos);
            if (!limit.allows(given, plan.basalPicograms(i), more)) {
                return true;
            }
        }
        return false;
    }

    /** How many boluses are in the book. */
    public int count() {
        return count;
    }

    /** Copies the book into {@code memory}; times as ages. */
    void save(TherapyMemory memory, long nowNanos) {
        forget(nowNanos);
        memory.boluses = count;
        for (int i = 0; i < count; i++) {
            memory.bolusAgeNanos[i] = nowNanos - endedNanos[i];
            memory.bolusPicograms[i] = picograms[i];
            memory.bolusDemand[i] = demand[i];
        }
    }

    /**
     * Goes on from a saved book.
     *
     * @param elapsedNanos time since it was saved
     */
    void restore(TherapyMemory memory, long nowNanos, long elapsedNanos) {
        count = memory.boluses;
        for (int i = 0; i < count; i++) {
            endedNanos[i] = nowNanos - memory.bolusAgeNanos[i] - elapsedNanos;
            picograms[i] = memory.bolusPicograms[i];
            demand[i] = memory.bolusDemand[i];
        }
    }
}
