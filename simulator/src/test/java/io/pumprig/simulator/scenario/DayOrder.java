package io.pumprig.simulator.scenario;

import io.pumprig.controller.order.Program;
import java.math.BigInteger;

/**
 * What a day orders, in exact rationals: the integral of the program by mode, and boluses. Its
 * arithmetic shares nothing with the planner's; every rate is a number of {@link #ONE}ths of a
 * microstep in a nanosecond, for the three concentrations 500, 1000 and 2000 mcg/mL and the
 * reference head alone.
 */
final class DayOrder {
    static final long DAY_NANOS = 86_400_000_000_000L;
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final long HIGHEST_CONCENTRATION = 2_000;
    private static final long PICOLITRES_PER_TURN = 20_000_000L;
    private static final long MICROSTEPS_PER_TURN = 3_200;

    /** One microstep. */
    static final BigInteger ONE = product(DAY_NANOS, HIGHEST_CONCENTRATION, PICOLITRES_PER_TURN);

    /** What the mode lets of the program. */
    enum Share {
        ALL,
        AT_MOST_THE_MINIMUM,
        NOTHING
    }

    private final long minimumPicolitresPerDay;
    private Program program;
    private Share share = Share.ALL;
    private long tipConcentration;
    private long nextConcentration;
    private long courseNanos;
    private long nanos;
    private BigInteger due = BigInteger.ZERO;
    private boolean bolusRuns;
    private long bolusMicrosteps;
    private long bolusBeganNanos;
    private long bolusNanos;

    /**
     * @param courseNanos for a pattern the time of day at which it begins
     */
    DayOrder(Program program, long concentration, long minimumPicolitresPerDay, long courseNanos) {
        this.program = program;
        this.minimumPicolitresPerDay = minimumPicolitresPerDay;
        this.courseNanos = courseNanos;
        tipConcentration = concentration;
        nextConcentration = concentration;
    }

    private static BigInteger product(long... factors) {
        BigInteger product = BigInteger.ONE;
        for (long factor : factors) {
            product = product.multiply(BigInteger.valueOf(factor));
        }
        return product;
    }

    /** Goes on to a time. */
    void advanceTo(long until) {
        while (nanos < until) {
            long piece = Math.min(until - nanos, holdsForNanos());
            due = due.add(rate().multiply(BigInteger.valueOf(piece)));
            nanos += piece;
            courseNanos += piece;
        }
    }

    /** To the next full minute of the course: nothing changes within one. */
    private long holdsForNanos() {
        return MINUTE_NANOS - Math.floorMod(courseNanos, MINUTE_NANOS);
    }

    private BigInteger rate() {
        BigInteger minimum =
                product(minimumPicolitresPerDay, MICROSTEPS_PER_TURN, HIGHEST_CONCENTRATION);
        BigInteger asked = program instanceof Program.MinimumRate ? minimum : dose();
        return switch (share) {
            case ALL -> asked;
            case AT_MOST_THE_MINIMUM -> asked.min(minimum);
            case NOTHING -> BigInteger.ZERO;
        };
    }

    private BigInteger dose() {
        return product(
                picogramsPerDay(),
                1_000,
                MICROSTEPS_PER_TURN,
                HIGHEST_CONCENTRATION / tipConcentration);
    }

    private long picogramsPerDay() {
        if (program instanceof Program.Taper taper) {
            return taper.picogramsOnDay((int) Math.min(taper.days(), courseNanos / DAY_NANOS));
        }
        if (program instanceof Program.Pattern pattern) {
            long minute = Math.floorMod(courseNanos, DAY_NANOS) / MINUTE_NANOS;
            long rate = 0;
            for (Program.Step step : pattern.steps()) {
                rate = step.minuteOfDay() <= minute ? step.picogramsPerDay() : rate;
            }
            return rate;
        }
        return program.picogramsPerDay();
    }

    void enter(Share next) {
        share = next;
    }

    /** Another program, from now on; its drug may still have to come to the tip. */
    void adopt(Program next, long concentration, long courseNanos) {
        program = next;
        share = Share.ALL;
        nextConcentration = concentration;
        this.courseNanos = courseNanos;
    }

    /** The drug of the program in force is at the tip from now on. */
    void endBridge() {
        tipConcentration = nextConcentration;
    }

    /** Whole microsteps of a dose of the drug at the tip. */
    long microstepsOf(long picograms) {
        return product(picograms, 1_000, MICROSTEPS_PER_TURN)
                .divide(product(tipConcentration, PICOLITRES_PER_TURN))
                .longValueExact();
    }

    void beginBolus(long microsteps, long durationNanos) {
        bolusRuns = true;
        bolusMicrosteps = microsteps;
        bolusBeganNanos = nanos;
        bolusNanos = durationNanos;
    }

    /** What was due of the bolus until now stays due, and no more. */
    void endBolus() {
        due = due.add(bolus());
        bolusRuns = false;
    }

    /** Due of the bolus that runs. */
    BigInteger bolus() {
        if (!bolusRuns) {
            return BigInteger.ZERO;
        }
        long elapsed = Math.min(bolusNanos, nanos - bolusBeganNanos);
        return product(bolusMicrosteps, elapsed)
                .multiply(ONE)
                .divide(BigInteger.valueOf(bolusNanos));
    }

    long bolusEndNanos() {
        return bolusBeganNanos + bolusNanos;
    }

    long bolusMicrosteps() {
        return bolusMicrosteps;
    }

    /** All that is due until now. */
    BigInteger due() {
        return due.add(bolus());
    }
}
