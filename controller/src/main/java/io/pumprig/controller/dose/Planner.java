package io.pumprig.controller.dose;

import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.device.MotorCommand;

/**
 * Turns the prescription into microsteps, one cycle at a time. Each mode has a {@link Course}; what
 * it asks for is split exactly into what the reaction lets through and what it withholds. Control
 * thread only.
 */
public final class Planner {
    /**
     * A gap between cycles above this, and above five periods, is not delivered but for one period.
     */
    private static final long LONGEST_GAP_NANOS = 100_000_000L;

    private static final int LONGEST_GAP_PERIODS = 5;
    private static final long NANOS_PER_HOUR = 3_600_000_000_000L;

    private final Prescription prescription;
    private final DoseScale scale;
    private final DeliveryLedger ledger;
    private final MicrostepIntegral due;
    private final MicrostepIntegral withheld;
    private final MicrostepIntegral gaps;
    private final Course program;
    private final Course minimum;
    private final Course silence = Course.steady(0);
    private final long minimumNumerator;
    private Course course;
    private Mode mode;
    private long courseNanos;

    /** The course's rate now, and until when it holds: asked again only when it may change. */
    private long asked;

    private long askedUntilNanos;
    private long rateNumerator;
    private int planned;
    private long timeGaps;
    private boolean gapNow;

    /** Begins in the prescription's own mode, with nothing delivered. */
    public Planner(Prescription prescription, DoseScale scale, DeliveryLedger ledger) {
        this.prescription = prescription;
        this.scale = scale;
        this.ledger = ledger;
        due = new MicrostepIntegral(scale);
        withheld = new MicrostepIntegral(scale);
        gaps = new MicrostepIntegral(scale);
        long programNumerator = scale.numeratorOfDose(prescription.picogramsPerDay());
        long least = scale.numeratorOfVolume(prescription.minimumPicolitresPerDay());
        // Never above the program (SR-47); a program without a rate of its own has none to compare.
        minimumNumerator =
                prescription.mode() == Mode.CONTINUOUS ? Math.min(least, programNumerator) : least;
        program = Course.steady(programNumerator);
        minimum = Course.steady(minimumNumerator);
        enter(prescription.mode());
    }

    /** Changes the mode from the next {@link #plan} on; the remainder of the integral is kept. */
    public void enter(Mode next) {
        mode = next;
        course =
                switch (next) {
                    case CONTINUOUS, PATTERN, TAPER, BOLUS_TIMED, BOLUS_DEMAND, BRIDGING -> program;
                    case MINIMUM_RATE, PAUSED -> minimum;
                    case OFF, SELF_TEST, IDLE, PRIMING, STOPPED, SAFE_STATE -> silence;
                };
        at(0);
        rateNumerator = asked;
    }

    /** Microsteps that became due in this cycle under {@code reaction}. */
    public int plan(Sample sample, Reaction reaction) {
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
        }
        integrate(end - courseNanos, reaction);
        courseNanos = end;
        return planned;
    }

    /** Goes to a moment of the course where its rate may be another. */
    private void at(long sinceBeginNanos) {
        courseNanos = sinceBeginNanos;
        asked = course.numeratorAt(sinceBeginNanos);
        askedUntilNanos = course.holdsUntilNanos(sinceBeginNanos);
    }

    private void integrate(long nanos, Reaction reaction) {
        if (reaction == Reaction.KEEP_PROGRAM) {
            rateNumerator = asked;
            planned += due.add(asked, nanos);
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
        long skipped = 0;
        long end = courseNanos + nanos;
        while (courseNanos < end) {
            // Pieces of at most an hour keep each product within the integral's 128 bits.
            long until = Math.min(end, askedUntilNanos);
            long piece = Math.min(until - courseNanos, NANOS_PER_HOUR);
            skipped += gaps.add(asked, piece);
            at(courseNanos + piece);
        }
        return skipped;
    }

    /** Books what became of the plan: taken by the motor, or withheld by lease or drive. */
    public void settle(MotorCommand command, Outcome applied) {
        if (planned == 0) {
            return;
        }
        ledger.deliver(command.taken());
        int notCovered = planned - command.microsteps();
        if (notCovered > 0) {
            ledger.withhold(Withheld.LEASE, notCovered);
        }
        int notTaken = command.microsteps() - command.taken();
        if (notTaken > 0) {
            assert applied.isFailure() : applied;
            ledger.withhold(Withheld.DRIVE, notTaken);
        }
    }

    public Mode mode() {
        return mode;
    }

    public Prescription prescription() {
        return prescription;
    }

    /** Dose rate of the active mode, before any reaction, pg/day rounded down. */
    public long modePicogramsPerDay() {
        return scale.picogramsPerDay(asked);
    }

    /** Dose rate that the last cycle let through, pg/day rounded down. */
    public long ratePicogramsPerDay() {
        return scale.picogramsPerDay(rateNumerator);
    }

    /** Volume rate of the active mode, before any reaction, pL/day rounded up. */
    public long modePicolitresPerDay() {
        return scale.picolitresPerDay(asked);
    }

    /** Microsteps ordered so far: all that was due, whatever became of it. */
    public long orderedMicrosteps() {
        return ledger.delivered() - ledger.uncertain() + ledger.notSent();
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
}
