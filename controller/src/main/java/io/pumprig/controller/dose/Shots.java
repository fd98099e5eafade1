package io.pumprig.controller.dose;

import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.DemandBolus;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;

/**
 * Boluses and primes: whether one may begin, the one that runs, how the last one ended, and the
 * book of those that were given. At most one runs at a time. Control thread only.
 */
public final class Shots {
    private final DeliveryLedger ledger;
    private final SingleShot shot;
    private final BolusBook book = new BolusBook();
    private Mode kind = Mode.BOLUS_TIMED;
    private long beganNanos;
    private long durationNanos;
    private long longestNanos;
    private long targetMicrosteps;

    /** Of a prime: what earlier parts gave, and what further ones may still be of. */
    private long earlierMicrosteps;

    private long spareMicrosteps;
    private String refusal;

    private long closed;
    private Mode closedKind = Mode.BOLUS_TIMED;
    private BolusEnd closedHow = BolusEnd.COMPLETED;
    private long closedMicrosteps;
    private long closedPicograms;

    Shots(DeliveryLedger ledger, DoseScale scale) {
        this.ledger = ledger;
        shot = new SingleShot(scale);
    }

    /** OK, or the code of a refusal whose reason {@link #refusal} tells. */
    Code verdict(
            TherapyPlan plan,
            boolean demand,
            long microsteps,
            long leastNanos,
            Mode mode,
            long nowNanos) {
        refusal = null;
        DemandBolus prescribed = plan.prescription().demandBolus();
        if (isRunning()) {
            refusal = kind == Mode.PRIMING ? "priming" : "another bolus runs";
            return Code.BUSY;
        }
        if (!mode.isProgram()) {
            refusal = "no bolus in mode " + mode.label();
            return Code.CONFLICT;
        }
        if (mode == Mode.BRIDGING) {
            refusal = "no bolus while drug of two concentrations is in the line";
            return Code.CONFLICT;
        }
        if (demand && prescribed == null) {
            refusal = "no demand bolus is prescribed";
            return Code.CONFLICT;
        }
        if (microsteps == 0) {
            refusal = "less than one microstep";
            return Code.BAD_PARAM;
        }
        if (leastNanos > DemandBolus.MOST_DURATION_NANOS) {
            refusal = "under the ceiling of 1000 uL/h it would take more than 6 h";
            return Code.BAD_PARAM;
        }
        long picograms = plan.scale().picogramsOf(microsteps);
        Code code =
                demand
                        ? book.demandVerdict(prescribed, plan, picograms, nowNanos)
                        : book.verdict(plan, picograms, nowNanos);
        refusal = book.refusal();
        return code;
    }

    /** Why the last verdict was no; null after a yes. */
    String refusal() {
        return refusal;
    }

    void begin(Mode kind, long microsteps, long durationNanos, long courseNanos, DoseScale scale) {
        this.kind = kind;
        shot.begin(microsteps, durationNanos, courseNanos, scale);
        targetMicrosteps = microsteps;
        beganNanos = courseNanos;
        this.durationNanos = durationNanos;
        longestNanos = durationNanos;
        earlierMicrosteps = 0;
        spareMicrosteps = 0;
    }

    /** At the ceiling (SR-07); half as much again where air is still seen, in as much time. */
    void beginPrime(long microsteps, long courseNanos, DoseScale scale) {
        begin(Mode.PRIMING, microsteps, ceilingNanos(microsteps, scale), courseNanos, scale);
        spareMicrosteps = microsteps / 2;
        longestNanos += durationNanos / 2;
    }

    private static long ceilingNanos(long microsteps, DoseScale scale) {
        return scale.nanosFor(microsteps, Prescription.MOST_PICOLITRES_PER_DAY);
    }

    /**
     * Lets a prime that is through and not finished go on: with what the drive kept from it, or
     * with all that is allowed while air is seen.
     *
     * @return true when the rate is another now
     */
    boolean goesOn(long courseNanos, boolean air, DoseScale scale) {
        if (spareMicrosteps == 0 || !shot.isOver(courseNanos)) {
            return false;
        }
        long missing = targetMicrosteps - deliveredMicrosteps();
        long more = air ? spareMicrosteps : Math.min(spareMicrosteps, missing);
        earlierMicrosteps += shot.booked();
        spareMicrosteps -= more;
        shot.begin(more, ceilingNanos(more, scale), courseNanos, scale);
        return true;
    }

    /** True when it is to end in this cycle; {@link #ending} says how. */
    boolean isFinished(long courseNanos, boolean air) {
        if (kind == Mode.PRIMING && deliveredMicrosteps() >= targetMicrosteps && !air) {
            return true;
        }
        return courseNanos - beganNanos >= longestNanos;
    }

    BolusEnd ending(boolean air) {
        boolean whole = kind != Mode.PRIMING || deliveredMicrosteps() >= targetMicrosteps && !air;
        return whole ? BolusEnd.COMPLETED : BolusEnd.FAILED;
    }

    void end(BolusEnd how, DoseScale scale, long nowNanos) {
        shot.end();
        closed++;
        closedKind = kind;
        closedHow = how;
        closedMicrosteps = deliveredMicrosteps();
        closedPicograms = scale.picogramsOf(closedMicrosteps);
        if (kind != Mode.PRIMING) {
            book.enter(nowNanos, closedPicograms, kind == Mode.BOLUS_DEMAND);
        }
    }

    /** Books what of {@code taken} belongs to the shot, and returns it. */
    int book(int taken) {
        if (!shot.isRunning() || taken == 0) {
            return 0;
        }
        int mine = shot.book(taken);
        ledger.deliver(kind == Mode.PRIMING ? Delivery.PRIME : Delivery.BOLUS, mine);
        return mine;
    }

    long numeratorAt(long courseNanos) {
        return shot.isOver(courseNanos) ? 0 : shot.numeratorAt(courseNanos);
    }

    long holdsUntilNanos(long courseNanos) {
        return shot.isOver(courseNanos) ? Long.MAX_VALUE : shot.holdsUntilNanos(courseNanos);
    }

    void advance(long numerator, long nanos) {
        shot.advance(numerator, nanos);
    }

    void postpone(long nanos) {
        shot.postpone(nanos);
    }

    /** True while a bolus or a prime runs. */
    public boolean isRunning() {
        return shot.isRunning();
    }

    boolean isPriming() {
        return kind == Mode.PRIMING && shot.isRunning();
    }

    /** What runs, or ran last: BOLUS_TIMED, BOLUS_DEMAND or PRIMING. */
    public Mode kind() {
        return kind;
    }

    /** Whole volume of what runs, in microsteps. */
    public long microsteps() {
        return targetMicrosteps;
    }

    /** Delivered of what runs, in microsteps. */
    public long deliveredMicrosteps() {
        return earlierMicrosteps + shot.booked();
    }

    /** Time over which what runs is due. */
    public long durationNanos() {
        return durationNanos;
    }

    /** What was given in the last 24 hours. */
    public BolusBook book() {
        return book;
    }

    /** How many have ended; a change says that the four below speak of another. */
    public long closed() {
        return closed;
    }

    public Mode closedKind() {
        return closedKind;
    }

    public BolusEnd closedHow() {
        return closedHow;
    }

    public long closedMicrosteps() {
        return closedMicrosteps;
    }

    public long closedPicograms() {
        return closedPicograms;
    }

    void save(TherapyMemory memory, long nowNanos) {
        boolean runs = shot.isRunning();
        memory.shotMicrosteps = runs ? earlierMicrosteps + shot.microsteps() : 0;
        memory.shotBookedMicrosteps = runs ? deliveredMicrosteps() : 0;
        memory.shotMode = kind;
        book.save(memory, nowNanos);
    }

    /** Closes what ran with all that may have been delivered of it (SR-29, SR-40). */
    void restore(
            TherapyMemory memory,
            long openMicrosteps,
            DoseScale scale,
            long nowNanos,
            long elapsedNanos) {
        book.restore(memory, nowNanos, elapsedNanos);
        if (memory.shotMicrosteps > 0) {
            kind = memory.shotMode;
            long left = memory.shotMicrosteps - memory.shotBookedMicrosteps;
            shot.restore(
                    memory.shotMicrosteps,
                    memory.shotBookedMicrosteps + Math.min(left, openMicrosteps));
            end(BolusEnd.INTERRUPTED, scale, nowNanos);
        }
    }
}
