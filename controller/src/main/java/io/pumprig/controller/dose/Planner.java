package io.pumprig.controller.dose;

import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.device.MotorCommand;

/**
 * Turns the therapy into microsteps, one cycle at a time: how much of the {@link OrderedFlow} is to
 * move in this cycle, and what became of it. Orders change the flow here: the mode, the therapy, a
 * bolus or a prime, the self-test. All of it is planned for the drug that is at the catheter's tip.
 * Control thread only.
 */
public final class Planner {
    /**
     * A gap between cycles above this, and above five periods, is not delivered but for one period.
     */
    private static final long LONGEST_GAP_NANOS = 100_000_000L;

    private static final int LONGEST_GAP_PERIODS = 5;

    private final DeliveryLedger ledger;
    private final TipDrug tip;
    private final Shots shots;
    private final OrderedFlow flow;
    private boolean testing;
    private long nowNanos;
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
        this.ledger = ledger;
        this.nowNanos = nowNanos;
        tip = new TipDrug(plan.scale(), ledger);
        shots = new Shots(ledger, plan.scale());
        flow = new OrderedFlow(tip, shots, ledger);
        flow.begin(plan, courseBeginNanos, nowNanos);
    }

    /** Changes the mode from the next {@link #plan} on; a bolus or a prime ends (SR-27). */
    public void enter(Mode next) {
        endShot(BolusEnd.INTERRUPTED);
        flow.enter(next);
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
        long running = flow.therapy().scale().picogramsPerNanolitre();
        if (next.scale().picogramsPerNanolitre() != running) {
            tip.bridge(bridgeMicrosteps);
        }
        flow.begin(next, courseBeginNanos, nowNanos);
    }

    /** The new drug has arrived at the tip. */
    private void endBridge() {
        DoseScale before = tip.scale();
        tip.change(flow.therapy().scale(), orderedMicrosteps());
        flow.rescale(before);
    }

    /** The code of a refusal, whose reason {@link #refusal} tells, or OK: a bolus may begin. */
    public Code bolusVerdict(boolean demand, long picograms) {
        TherapyPlan therapy = flow.therapy();
        long microsteps = tip.scale().microstepsWithin(picograms);
        long leastNanos = therapy.leastNanosFor(microsteps, tip.scale());
        return shots.verdict(therapy, demand, microsteps, leastNanos, mode(), nowNanos);
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
        long microsteps = tip.scale().microstepsWithin(picograms);
        long leastNanos = flow.therapy().leastNanosFor(microsteps, tip.scale());
        shots.begin(
                kind,
                microsteps,
                Math.max(durationNanos, leastNanos),
                flow.courseNanos(),
                tip.scale());
        flow.ask();
    }

    /**
     * Begins a prime at the ceiling (SR-07, SR-62); the program waits meanwhile.
     *
     * @param microsteps what is to be filled; half as much again at most, while air is seen
     */
    public void beginPrime(long microsteps) {
        endShot(BolusEnd.INTERRUPTED);
        shots.beginPrime(microsteps, flow.courseNanos(), tip.scale());
        flow.askAndAllow();
    }

    /** Ends the bolus or the prime that runs, and drops what is left; nothing when none does. */
    public void endShot(BolusEnd how) {
        if (shots.isRunning()) {
            shots.end(how, tip.scale(), nowNanos);
            flow.ask();
        }
    }

    /** Microsteps to be sent in this cycle under {@code reaction}. */
    public int plan(Sample sample, Reaction reaction, boolean bolusesBlocked) {
        nowNanos = sample.nanos();
        // The rate of a prime that runs belongs to the scale under which it began.
        if (tip.isBridgeOver() && !shots.isRunning()) {
            endBridge();
        }
        boolean bolusEnds = bolusesBlocked || reaction != Reaction.KEEP_PROGRAM;
        if (bolusEnds && shots.isRunning() && !shots.isPriming()) {
            endShot(BolusEnd.INTERRUPTED);
        }
        long nanos = sample.elapsedNanos();
        gapNow = false;
        if (nanos > LONGEST_GAP_NANOS && nanos > LONGEST_GAP_PERIODS * sample.periodNanos()) {
            gapNow = true;
            timeGaps++;
            long skipped = flow.skip(nanos - sample.periodNanos(), nowNanos);
            ledger.withhold(Withheld.TIME_GAP, skipped);
            nanos = sample.periodNanos();
        }
        int planned = flow.advance(nanos, reaction, nowNanos);
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
        if (shots.isRunning() && shots.isFinished(flow.courseNanos(), air)) {
            endShot(shots.ending(air));
        } else if (shots.isRunning() && shots.goesOn(flow.courseNanos(), air, tip.scale())) {
            flow.ask();
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
        if (testing && !flow.mode().isSilent()) {
            return Mode.SELF_TEST;
        }
        if (shots.isRunning()) {
            return shots.kind();
        }
        Mode mode = flow.mode();
        return isBridging() && mode.isProgram() ? Mode.BRIDGING : mode;
    }

    /** True when the mode itself, whatever the reaction, delivers: a jog may move (SR-18). */
    public boolean isFlowing() {
        return flow.askedNumerator() > 0;
    }

    /** True while drug of an older concentration is at the tip. */
    public boolean isBridging() {
        return tip.isBridging();
    }

    /** Microsteps that still have to move until the new drug is at the tip; 0 for none. */
    public long bridgeLeftMicrosteps() {
        return tip.bridgeLeftMicrosteps();
    }

    public Prescription prescription() {
        return flow.therapy().prescription();
    }

    /** The therapy in force. */
    public TherapyPlan therapy() {
        return flow.therapy();
    }

    /** Boluses and primes: what runs, what was given. */
    public Shots shots() {
        return shots;
    }

    /** True when boluses given and a full window of the program exceed a rolling limit (SR-25). */
    public boolean isOverRollingLimit(long nowNanos) {
        return shots.book().isOver(flow.therapy(), 0, nowNanos);
    }

    /** The daily doses of the last 24 hours. */
    public DoseHistory history() {
        return flow.history();
    }

    /** Dose rate of the active mode, before any reaction, pg/day rounded down. */
    public long modePicogramsPerDay() {
        return tip.scale().picogramsPerDay(flow.askedNumerator());
    }

    /** Dose rate of the program now, whatever the mode, pg/day rounded down. */
    public long programPicogramsPerDay() {
        return tip.scale().picogramsPerDay(flow.programNumerator());
    }

    /** Dose rate that the last cycle let through, pg/day rounded down. */
    public long ratePicogramsPerDay() {
        return tip.scale().picogramsPerDay(flow.allowedNumerator());
    }

    /** Volume rate of the active mode, before any reaction, pL/day rounded up. */
    public long modePicolitresPerDay() {
        return tip.scale().picolitresPerDay(flow.askedNumerator());
    }

    /** What is ordered now, as a number that changes whenever the rate does. */
    public long rateKey() {
        return flow.askedNumerator();
    }

    /** The drug at the catheter's tip. */
    public DoseScale scale() {
        return tip.scale();
    }

    /** Microsteps ordered so far: all that was due, whatever became of it. */
    public long orderedMicrosteps() {
        return ledger.delivered() - ledger.uncertain() + ledger.notSent() - aheadMicrosteps;
    }

    /** Drug ordered so far, rounded down to a picogram. */
    public long orderedPicograms() {
        return tip.orderedPicograms(orderedMicrosteps());
    }

    /** Drug that is believed to have left the tip, rounded down to a picogram. */
    public long believedPicograms() {
        return tip.believedPicograms();
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
        return flow.remainder();
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
        timeGaps++;
        long due = flow.skip(nanos, nowNanos);
        ledger.withhold(Withheld.TIME_GAP, Math.max(0, due - settledMicrosteps));
        return due;
    }

    /** Copies what a restart has to know. */
    public void save(TherapyMemory memory) {
        flow.save(memory, nowNanos);
        tip.save(memory);
        memory.aheadMicrosteps = aheadMicrosteps;
        shots.save(memory, nowNanos);
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
        aheadMicrosteps = memory.aheadMicrosteps;
        tip.restore(memory);
        shots.restore(memory, openMicrosteps, tip.scale(), nowNanos, elapsedNanos);
        flow.restore(memory, nowNanos, elapsedNanos);
    }
}
