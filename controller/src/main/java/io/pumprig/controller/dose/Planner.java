package io.pumprig.controller.dose;

import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.device.MotorCommand;

/**
 * Turns the therapy into microsteps, one cycle at a time. The program's {@link Course} goes on in
 * every mode, since it follows time; the mode says what of it is ordered, a {@link SingleShot} adds
 * a bolus or a prime, and one integral makes whole microsteps of the sum. What is ordered is split
 * exactly into what the reaction lets through and what it withholds. Control thread only.
 *
 * <p>All of it is planned for the drug that is at the catheter's tip. After a change of
 * concentration that is the old one until the dead volume has moved, which is the bridge of the
 * therapy reference 8.6.
 */
public final class Planner {
    /**
     * A gap between cycles above this, and above five periods, is not delivered but for one period.
     */
    private static final long LONGEST_GAP_NANOS = 100_000_000L;

    private static final int LONGEST_GAP_PERIODS = 5;

    private static final long NO_BRIDGE = TherapyMemory.NO_BRIDGE;

    private final DeliveryLedger ledger;
    private final MicrostepIntegral due;
    private final MicrostepIntegral withheld;
    private final MicrostepIntegral gaps;
    private final Shots shots;
    private final DrugAccount orderedDrug = new DrugAccount();
    private final DrugAccount believedDrug = new DrugAccount();
    private final DoseHistory history = new DoseHistory();
    private TherapyPlan plan;

    /** Of the drug at the tip. */
    private DoseScale scale;

    private long bridgeEndMicrosteps = NO_BRIDGE;
    private long minimumNumerator;

    /** The mode without what runs beside it; while it primes or tests, what comes after. */
    private Mode base;

    private boolean testing;
    private boolean priming;
    private long courseNanos;
    private long nowNanos;

    /** The rate ordered now, and until when it holds: asked again only when it may change. */
    private long asked;

    private long askedUntilNanos;
    private long askedBesides;
    private long programNumerator;
    private long rateNumerator;
    private int planned;
    private int wished;
    private long aheadMicrosteps;
    private long timeGaps;
    private boolean gapNow;

    /**
     * Begins in the program's own mode, with nothing delivered.
     *
     * @param courseBeginNanos where its course begins: for a pattern the time of day
     * @param nowNanos the rig's time
     */
    public Planner(TherapyPlan plan, DeliveryLedger ledger, long courseBeginNanos, long nowNanos) {
        this.plan = plan;
        this.ledger = ledger;
        this.nowNanos = nowNanos;
        scale = plan.scale();
        due = new MicrostepIntegral(scale);
        withheld = new MicrostepIntegral(scale);
        gaps = new MicrostepIntegral(scale);
        shots = new Shots(ledger, scale);
        begin(courseBeginNanos);
    }

    private void begin(long courseBeginNanos) {
        base = plan.prescription().mode();
        minimumNumerator = scale.numeratorOfVolume(plan.prescription().minimumPicolitresPerDay());
        history.enter(nowNanos, plan.prescription().picogramsPerDay());
        at(courseBeginNanos);
        rateNumerator = asked;
    }

    /** Changes the mode from the next {@link #plan} on; a bolus or a prime ends (SR-27). */
    public void enter(Mode next) {
        endShot(BolusEnd.INTERRUPTED);
        base = next.isProgram() ? plan.prescription().mode() : next;
        at(courseNanos);
        rateNumerator = asked;
    }

    /**
     * Whole microsteps that become due from now on are withheld, until {@link #endSelfTest}; a
     * bolus or a prime ends (SR-27).
     */
    public void beginSelfTest() {
        endShot(BolusEnd.INTERRUPTED);
        testing = true;
    }

    /**
     * The self-test is over: what was ordered before goes on. What became due in it beyond the jog
     * is withheld and never caught up (SR-36).
     */
    public void endSelfTest() {
        testing = false;
        if (aheadMicrosteps < 0) {
            ledger.withhold(Withheld.SELF_TEST, -aheadMicrosteps);
            aheadMicrosteps = 0;
        }
    }

    /** True from {@link #beginSelfTest} to {@link #endSelfTest}. */
    public boolean isTesting() {
        return testing;
    }

    /**
     * Exchanges the therapy at this boundary (SR-13). The modes PAUSED, MINIMUM_RATE and STOPPED
     * give way to the program's own.
     *
     * @param courseBeginNanos where its course begins: for a pattern the time of day
     * @param bridgeMicrosteps the dead volume, where the concentration changes now (SR-12)
     */
    public void adopt(TherapyPlan next, long courseBeginNanos, long bridgeMicrosteps) {
        endShot(BolusEnd.INTERRUPTED);
        boolean changes =
                next.scale().picogramsPerNanolitre() != plan.scale().picogramsPerNanolitre();
        plan = next;
        if (changes) {
            bridgeEndMicrosteps = ledger.believed() + bridgeMicrosteps;
        }
        begin(courseBeginNanos);
    }

    /** The new drug has arrived at the tip. */
    private void endBridge() {
        DoseScale before = scale;
        scale = plan.scale();
        // What a prime or a long cycle moved beyond the dead volume was the new drug.
        long beyond = ledger.believed() - bridgeEndMicrosteps;
        orderedDrug.change(orderedMicrosteps() - beyond, before);
        believedDrug.change(bridgeEndMicrosteps, before);
        bridgeEndMicrosteps = NO_BRIDGE;
        due.rescale(before, scale);
        withheld.rescale(before, scale);
        gaps.rescale(before, scale);
        minimumNumerator = scale.numeratorOfVolume(plan.prescription().minimumPicolitresPerDay());
        at(courseNanos);
    }

    /** The code of a refusal, whose reason {@link #refusal} tells, or OK: a bolus may begin. */
    public Code bolusVerdict(boolean demand, long picograms) {
        long microsteps = scale.microstepsWithin(picograms);
        return shots.verdict(plan, demand, microsteps, leastNanosFor(microsteps), mode(), nowNanos);
    }

    /** Time in which a bolus fits under the ceiling beside the program (SR-28). */
    private long leastNanosFor(long microsteps) {
        long room =
                Prescription.MOST_PICOLITRES_PER_DAY
                        - scale.picolitresPerDay(plan.mostNumerator(scale));
        return room > 0 ? scale.nanosFor(microsteps, room) : Long.MAX_VALUE;
    }

    /** Why the last bolus or prime was refused, or null. */
    public String refusal() {
        return shots.refusal();
    }

    /**
     * Begins a bolus whose verdict was OK. It may take longer than asked for: together with the
     * program it stays below the ceiling (SR-28).
     */
    public void beginBolus(boolean demand, long picograms, long durationNanos) {
        Mode kind = demand ? Mode.BOLUS_DEMAND : Mode.BOLUS_TIMED;
        long microsteps = scale.microstepsWithin(picograms);
        shots.begin(
                kind,
                microsteps,
                Math.max(durationNanos, leastNanosFor(microsteps)),
                courseNanos,
                scale);
        at(courseNanos);
    }

    /**
     * Begins a prime at the ceiling (SR-07, SR-62); the program waits meanwhile.
     *
     * @param microsteps what is to be filled; half as much again at most, while air is seen
     */
    public void beginPrime(long microsteps) {
        endShot(BolusEnd.INTERRUPTED);
        priming = true;
        shots.beginPrime(microsteps, courseNanos, scale);
        at(courseNanos);
        rateNumerator = asked;
    }

    /** Ends the bolus or the prime that runs, and drops what is left; nothing when none does. */
    public void endShot(BolusEnd how) {
        if (shots.isRunning()) {
            shots.end(how, scale, nowNanos);
            priming = false;
            at(courseNanos);
        }
    }

    /** Microsteps to be sent in this cycle under {@code reaction}. */
    public int plan(Sample sample, Reaction reaction, boolean bolusesBlocked) {
        nowNanos = sample.nanos();
        // The rate of a prime that runs belongs to the scale under which it began.
        if (isBridging() && ledger.believed() >= bridgeEndMicrosteps && !shots.isRunning()) {
            endBridge();
        }
        boolean bolusEnds = bolusesBlocked || reaction != Reaction.KEEP_PROGRAM;
        if (bolusEnds && shots.isRunning() && !priming) {
            endShot(BolusEnd.INTERRUPTED);
        }
        long nanos = sample.elapsedNanos();
        gapNow = false;
        if (nanos > LONGEST_GAP_NANOS && nanos > LONGEST_GAP_PERIODS * sample.periodNanos()) {
            gapNow = true;
            ledger.withhold(Withheld.TIME_GAP, skip(nanos - sample.periodNanos()));
            nanos = sample.periodNanos();
        }
        long end = courseNanos + nanos;
        planned = 0;
        while (end > askedUntilNanos) {
            integrate(askedUntilNanos - courseNanos, reaction);
            at(askedUntilNanos);
            noteDose();
        }
        integrate(end - courseNanos, reaction);
        courseNanos = end;
        if (testing) {
            // Taken from what the jog delivers ahead, or withheld when the test is over.
            aheadMicrosteps -= planned;
            wished = 0;
            return 0;
        }
        wished = planned;
        // From the program, not from a bolus, which is to be whole (SR-24).
        if (aheadMicrosteps > 0 && planned > 0 && !shots.isRunning()) {
            wished -= (int) Math.min(planned, aheadMicrosteps);
            aheadMicrosteps -= planned - wished;
        }
        return wished;
    }

    /** Each day of a taper has a dose of its own (SR-09). */
    private void noteDose() {
        if (base == Mode.TAPER) {
            long dose = programPicogramsPerDay();
            if (dose != history.runningPicogramsPerDay()) {
                history.enter(nowNanos, dose);
            }
        }
    }

    /** Goes to a moment of the course where the rate may be another. */
    private void at(long nanos) {
        courseNanos = nanos;
        programNumerator = plan.course().numeratorAt(nanos, scale);
        askedUntilNanos = plan.course().holdsUntilNanos(nanos);
        askedBesides = 0;
        if (shots.isRunning()) {
            askedBesides = shots.numeratorAt(nanos);
            askedUntilNanos = Math.min(askedUntilNanos, shots.holdsUntilNanos(nanos));
        }
        asked = programNow() + askedBesides;
    }

    /** What is ordered of the program in this mode. */
    private long programNow() {
        if (priming || base.isSilent()) {
            return 0;
        }
        if (base == Mode.PAUSED || base == Mode.MINIMUM_RATE) {
            // Never above the program (SR-47); one without a dose of its own has none to compare.
            return plan.prescription().picogramsPerDay() > 0
                    ? Math.min(minimumNumerator, programNumerator)
                    : minimumNumerator;
        }
        return programNumerator;
    }

    private void integrate(long nanos, Reaction reaction) {
        if (reaction == Reaction.KEEP_PROGRAM) {
            rateNumerator = asked;
            planned += due.add(asked, nanos);
            if (askedBesides != 0) {
                shots.advance(askedBesides, nanos);
            }
            return;
        }
        if (priming) {
            // Not a dose: it waits, and is not withheld, until its time is over (SR-61).
            shots.postpone(nanos);
            rateNumerator = 0;
            return;
        }
        boolean some = reaction == Reaction.MINIMUM_RATE;
        long allowed = some ? Math.min(asked, minimumNumerator) : 0;
        rateNumerator = allowed;
        planned += due.add(allowed, nanos);
        ledger.withhold(
                some ? Withheld.MINIMUM_RATE : Withheld.ZERO_FLOW,
                withheld.add(asked - allowed, nanos));
    }

    /**
     * Time in which the loop did not run is not delivered (SR-36); the course goes on meanwhile.
     *
     * @return microsteps that were due in it
     */
    private long skip(long nanos) {
        timeGaps++;
        if (priming) {
            shots.postpone(nanos);
            at(courseNanos + nanos);
            return 0;
        }
        long skipped = 0;
        long end = courseNanos + nanos;
        while (courseNanos < end) {
            // Pieces of at most an hour keep each product within the integral's 128 bits.
            long until = Math.min(end, askedUntilNanos);
            long piece = Math.min(until - courseNanos, BolusBook.NANOS_PER_HOUR);
            skipped += gaps.add(asked, piece);
            at(courseNanos + piece);
        }
        noteDose();
        return skipped;
    }

    /** Books what became of the plan: taken by the motor, or withheld by lease or drive. */
    public void settle(Sample sample, MotorCommand command, Outcome applied) {
        int taken = command.taken();
        if ((wished | taken) != 0) {
            if (testing) {
                // The jog of the self-test: delivered ahead, and made up for by what is due next.
                ledger.deliver(program(), taken);
                aheadMicrosteps += taken;
            } else {
                book(command, taken, applied);
            }
        }
        boolean air = sample.bubble().airInLine();
        if (shots.isRunning() && shots.isFinished(courseNanos, air)) {
            endShot(shots.ending(air));
        } else if (shots.isRunning() && shots.goesOn(courseNanos, air, scale)) {
            at(courseNanos);
        }
    }

    private Delivery program() {
        return isBridging() ? Delivery.BRIDGE : Delivery.BASAL;
    }

    private void book(MotorCommand command, int taken, Outcome applied) {
        int rest = taken - shots.book(taken);
        ledger.deliver(program(), rest);
        int notCovered = wished - command.microsteps();
        if (notCovered > 0) {
            ledger.withhold(Withheld.LEASE, notCovered);
        }
        int notTaken = command.microsteps() - taken;
        if (notTaken > 0) {
            assert applied.isFailure() : applied;
            ledger.withhold(Withheld.DRIVE, notTaken);
        }
    }

    /** The mode as it is told: what runs beside the program hides the program's own. */
    public Mode mode() {
        if (testing && !base.isSilent()) {
            return Mode.SELF_TEST;
        }
        if (shots.isRunning()) {
            return shots.kind();
        }
        return isBridging() && base.isProgram() ? Mode.BRIDGING : base;
    }

    /** True when the mode itself, whatever the reaction, delivers: a jog may move (SR-18). */
    public boolean isFlowing() {
        return asked > 0;
    }

    /** True while drug of an older concentration is at the tip. */
    public boolean isBridging() {
        return bridgeEndMicrosteps != NO_BRIDGE;
    }

    /** Microsteps that still have to move until the new drug is at the tip; 0 for none. */
    public long bridgeLeftMicrosteps() {
        return isBridging() ? Math.max(0, bridgeEndMicrosteps - ledger.believed()) : 0;
    }

    public Prescription prescription() {
        return plan.prescription();
    }

    /** The therapy in force. */
    public TherapyPlan therapy() {
        return plan;
    }

    /** Boluses and primes: what runs, what was given. */
    public Shots shots() {
        return shots;
    }

    /** True when boluses given and a full window of the program exceed a rolling limit (SR-25). */
    public boolean isOverRollingLimit(long nowNanos) {
        return shots.book().isOver(plan, 0, nowNanos);
    }

    /** The daily doses of the last 24 hours. */
    public DoseHistory history() {
        return history;
    }

    /** Dose rate of the active mode, before any reaction, pg/day rounded down. */
    public long modePicogramsPerDay() {
        return scale.picogramsPerDay(asked);
    }

    /** Dose rate of the program now, whatever the mode, pg/day rounded down. */
    public long programPicogramsPerDay() {
        return scale.picogramsPerDay(programNumerator);
    }

    /** Dose rate that the last cycle let through, pg/day rounded down. */
    public long ratePicogramsPerDay() {
        return scale.picogramsPerDay(rateNumerator);
    }

    /** Volume rate of the active mode, before any reaction, pL/day rounded up. */
    public long modePicolitresPerDay() {
        return scale.picolitresPerDay(asked);
    }

    /** What is ordered now, as a number that changes whenever the rate does. */
    public long rateKey() {
        return asked;
    }

    /** The drug at the catheter's tip. */
    public DoseScale scale() {
        return scale;
    }

    /** Microsteps ordered so far: all that was due, whatever became of it. */
    public long orderedMicrosteps() {
        return ledger.delivered() - ledger.uncertain() + ledger.notSent() - aheadMicrosteps;
    }

    /** Drug ordered so far, rounded down to a picogram. */
    public long orderedPicograms() {
        return orderedDrug.picograms(orderedMicrosteps(), scale);
    }

    /** Drug that is believed to have left the tip, rounded down to a picogram. */
    public long believedPicograms() {
        return believedDrug.picograms(ledger.believed(), scale);
    }

    /**
     * Microsteps of the self-test's jog that are not made up for yet (SR-69); negative while more
     * has become due in it than it has moved.
     */
    public long aheadMicrosteps() {
        return aheadMicrosteps;
    }

    /** Gaps between cycles that were too long to deliver. */
    public long timeGaps() {
        return timeGaps;
    }

    /** True when the last cycle came after such a gap. */
    public boolean isAfterGap() {
        return gapNow;
    }

    /** The remainder of what is due, for the journal. */
    public MicrostepIntegral remainder() {
        return due;
    }

    /**
     * Books time in which no controller ran, after a restart: what was due in it and did not move.
     *
     * @param settledMicrosteps of what was due, proved to have moved
     * @return all that was due in it
     */
    public long skipRestart(long nanos, long settledMicrosteps) {
        if (nanos <= 0) {
            return 0;
        }
        long due = skip(nanos);
        ledger.withhold(Withheld.TIME_GAP, Math.max(0, due - settledMicrosteps));
        return due;
    }

    /** Copies what a restart has to know. */
    public void save(TherapyMemory memory) {
        memory.base = base;
        memory.courseNanos = courseNanos;
        memory.tipPicogramsPerNanolitre = scale.picogramsPerNanolitre();
        memory.bridgeEndMicrosteps = bridgeEndMicrosteps;
        memory.orderedBaseMicrosteps = orderedDrug.baseMicrosteps();
        memory.orderedBasePicograms = orderedDrug.basePicograms();
        memory.believedBaseMicrosteps = believedDrug.baseMicrosteps();
        memory.believedBasePicograms = believedDrug.basePicograms();
        memory.aheadMicrosteps = aheadMicrosteps;
        shots.save(memory, nowNanos);
        history.save(memory, nowNanos);
    }

    /**
     * Goes on from what was saved, on the plan of the same prescription and the restored ledger; a
     * bolus or a prime that ran is closed with what may have been delivered of it (SR-29, SR-40).
     *
     * @param nowNanos the rig's time
     * @param openMicrosteps that moved, or may have moved, after it was saved
     * @param elapsedNanos time since it was saved
     */
    public void restore(
            TherapyMemory memory, long nowNanos, long openMicrosteps, long elapsedNanos) {
        this.nowNanos = nowNanos;
        DoseScale own = scale;
        if (memory.tipPicogramsPerNanolitre != own.picogramsPerNanolitre()) {
            scale = new DoseScale(own.head(), memory.tipPicogramsPerNanolitre);
            due.restart(scale);
            withheld.restart(scale);
            gaps.restart(scale);
        }
        bridgeEndMicrosteps = memory.bridgeEndMicrosteps;
        minimumNumerator = scale.numeratorOfVolume(plan.prescription().minimumPicolitresPerDay());
        orderedDrug.restore(memory.orderedBaseMicrosteps, memory.orderedBasePicograms);
        believedDrug.restore(memory.believedBaseMicrosteps, memory.believedBasePicograms);
        aheadMicrosteps = memory.aheadMicrosteps;
        history.restore(memory, nowNanos, elapsedNanos);
        shots.restore(memory, openMicrosteps, scale, nowNanos, elapsedNanos);
        base = memory.base;
        at(memory.courseNanos);
        rateNumerator = asked;
    }
}
