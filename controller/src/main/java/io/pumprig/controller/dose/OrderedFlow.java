package io.pumprig.controller.dose;

import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.order.Mode;

/**
 * What is ordered, from moment to moment: the program in its mode, and the bolus or the prime that
 * runs beside it. The program's {@link Course} goes on in every mode, since it follows time. One
 * integral makes whole microsteps of the sum, and splits them exactly into what a reaction lets
 * through and what it withholds. Control thread only.
 */
final class OrderedFlow {
    private final TipDrug tip;
    private final Shots shots;
    private final DeliveryLedger ledger;
    private final MicrostepIntegral due;
    private final MicrostepIntegral withheld;
    private final MicrostepIntegral gaps;
    private final DoseHistory history = new DoseHistory();
    private TherapyPlan therapy;
    private Mode mode;
    private long minimumNumerator;
    private long courseNanos;
    private long programNumerator;

    /** The rate ordered now, and until when it holds: asked again only when it may change. */
    private long asked;

    private long askedUntilNanos;
    private long askedBesides;
    private long allowedNumerator;

    /** A flow in which nothing is ordered until {@link #begin}. */
    OrderedFlow(TipDrug tip, Shots shots, DeliveryLedger ledger) {
        this.tip = tip;
        this.shots = shots;
        this.ledger = ledger;
        due = new MicrostepIntegral(tip.scale());
        withheld = new MicrostepIntegral(tip.scale());
        gaps = new MicrostepIntegral(tip.scale());
    }

    /**
     * Begins a therapy in the program's own mode.
     *
     * @param courseBeginNanos where its course begins: for a pattern the time of day
     * @param nowNanos the rig's time
     */
    void begin(TherapyPlan next, long courseBeginNanos, long nowNanos) {
        therapy = next;
        minimumNumerator = minimumNumerator();
        history.enter(nowNanos, next.prescription().picogramsPerDay());
        mode = next.prescription().mode();
        courseNanos = courseBeginNanos;
        askAndAllow();
    }

    /** Changes the mode; each that is a program's stands for the program's own. */
    void enter(Mode next) {
        mode = next.isProgram() ? therapy.prescription().mode() : next;
        askAndAllow();
    }

    /** Asks what is ordered from now on: a bolus or a prime began, went on or ended. */
    void ask() {
        at(courseNanos);
    }

    /** The same, and what is ordered counts as let through until the next cycle. */
    void askAndAllow() {
        ask();
        allowedNumerator = asked;
    }

    /** Goes on with the drug that has arrived at the tip, after that of {@code before}. */
    void rescale(DoseScale before) {
        due.rescale(before, tip.scale());
        withheld.rescale(before, tip.scale());
        gaps.rescale(before, tip.scale());
        minimumNumerator = minimumNumerator();
        ask();
    }

    private long minimumNumerator() {
        return tip.scale().numeratorOfVolume(therapy.prescription().minimumPicolitresPerDay());
    }

    /** Whole microsteps that become due in {@code nanos} from now on, under {@code reaction}. */
    int advance(long nanos, Reaction reaction, long nowNanos) {
        long end = courseNanos + nanos;
        int planned = 0;
        while (end > askedUntilNanos) {
            planned += integrate(askedUntilNanos - courseNanos, reaction);
            at(askedUntilNanos);
            noteDose(nowNanos);
        }
        planned += integrate(end - courseNanos, reaction);
        courseNanos = end;
        return planned;
    }

    /** Each day of a taper has a dose of its own (SR-09). */
    private void noteDose(long nowNanos) {
        if (mode == Mode.TAPER) {
            long dose = tip.scale().picogramsPerDay(programNumerator);
            if (dose != history.runningPicogramsPerDay()) {
                history.enter(nowNanos, dose);
            }
        }
    }

    /** Goes to a moment of the course where the rate may be another. */
    private void at(long nanos) {
        courseNanos = nanos;
        programNumerator = therapy.course().numeratorAt(nanos, tip.scale());
        askedUntilNanos = therapy.course().holdsUntilNanos(nanos);
        askedBesides = 0;
        if (shots.isRunning()) {
            askedBesides = shots.numeratorAt(nanos);
            askedUntilNanos = Math.min(askedUntilNanos, shots.holdsUntilNanos(nanos));
        }
        asked = programNow() + askedBesides;
    }

    /** What is ordered of the program in this mode. */
    private long programNow() {
        if (shots.isPriming() || mode.isSilent()) {
            return 0;
        }
        if (mode == Mode.PAUSED || mode == Mode.MINIMUM_RATE) {
            // Never above the program (SR-47); one without a dose of its own has none to compare.
            return therapy.prescription().picogramsPerDay() > 0
                    ? Math.min(minimumNumerator, programNumerator)
                    : minimumNumerator;
        }
        return programNumerator;
    }

    private int integrate(long nanos, Reaction reaction) {
        if (reaction == Reaction.KEEP_PROGRAM) {
            allowedNumerator = asked;
            if (askedBesides != 0) {
                shots.advance(askedBesides, nanos);
            }
            return due.add(asked, nanos);
        }
        if (shots.isPriming()) {
            // Not a dose: it waits, and is not withheld, until its time is over (SR-61).
            shots.postpone(nanos);
            allowedNumerator = 0;
            return 0;
        }
        boolean some = reaction == Reaction.MINIMUM_RATE;
        long allowed = some ? Math.min(asked, minimumNumerator) : 0;
        allowedNumerator = allowed;
        ledger.withhold(
                some ? Withheld.MINIMUM_RATE : Withheld.ZERO_FLOW,
                withheld.add(asked - allowed, nanos));
        return due.add(allowed, nanos);
    }

    /**
     * Time in which the loop did not run is not delivered (SR-36); the course goes on meanwhile.
     *
     * @return microsteps that were due in it
     */
    long skip(long nanos, long nowNanos) {
        if (shots.isPriming()) {
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
        noteDose(nowNanos);
        return skipped;
    }

    TherapyPlan therapy() {
        return therapy;
    }

    /** The mode without what runs beside it; while it primes, what comes after. */
    Mode mode() {
        return mode;
    }

    /** The course's time. */
    long courseNanos() {
        return courseNanos;
    }

    /** Rate of the mode with what runs beside it, before any reaction. */
    long askedNumerator() {
        return asked;
    }

    /** Rate of the program, whatever the mode. */
    long programNumerator() {
        return programNumerator;
    }

    /** Rate that the last reaction let through. */
    long allowedNumerator() {
        return allowedNumerator;
    }

    DoseHistory history() {
        return history;
    }

    /** The remainder of what is due. */
    MicrostepIntegral remainder() {
        return due;
    }

    void save(TherapyMemory memory, long nowNanos) {
        memory.base = mode;
        memory.courseNanos = courseNanos;
        history.save(memory, nowNanos);
    }

    /** Goes on from what was saved, with nothing due yet; the tip and the shots are restored. */
    void restore(TherapyMemory memory, long nowNanos, long elapsedNanos) {
        due.restart(tip.scale());
        withheld.restart(tip.scale());
        gaps.restart(tip.scale());
        minimumNumerator = minimumNumerator();
        history.restore(memory, nowNanos, elapsedNanos);
        mode = memory.base;
        courseNanos = memory.courseNanos;
        askAndAllow();
    }
}
