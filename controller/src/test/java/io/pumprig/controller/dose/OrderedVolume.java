package io.pumprig.controller.dose;

import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Program;
import io.pumprig.hal.device.PumpHead;
import java.math.BigInteger;

/**
 * What a run orders, in exact rationals: the integral of the program by mode, whole boluses, and of
 * both what a reaction withholds or a gap skips. The drug at the tip is the old one until the dead
 * volume has moved. Its arithmetic shares nothing with the planner's: one denominator for all
 * concentrations of a run, and BigInteger.
 */
final class OrderedVolume {
    private static final BigInteger DAY = big(86_400_000_000_000L);
    private static final long NEVER = Long.MAX_VALUE;

    /** Sums over a time, each in parts of {@link #one}. */
    private record Sums(BigInteger allowed, BigInteger withheld) {
        Sums plus(BigInteger more, BigInteger less) {
            return new Sums(allowed.add(more), withheld.add(less));
        }
    }

    private final PumpHead head;
    private final long minimumPicolitresPerDay;
    private final BigInteger product;

    /** One microstep. */
    private final BigInteger one;

    private Program program;
    private Mode mode;
    private long tip;
    private long next;
    private long courseNanos;
    private boolean bridging;
    private long bridgeEnd;

    private long bolusMicrosteps;
    private long bolusNanos;
    private long bolusElapsedNanos;

    private Sums due = new Sums(BigInteger.ZERO, BigInteger.ZERO);
    private BigInteger skipped = BigInteger.ZERO;
    private long lost;
    private long notMoved;

    /** What roundings may cost: the rates of boluses are whole numbers, and so are remainders. */
    private BigInteger slackBelow = BigInteger.ZERO;

    private BigInteger slackAbove = BigInteger.ZERO;

    OrderedVolume(PumpHead head, long minimumPicolitresPerDay, long... concentrations) {
        this.head = head;
        this.minimumPicolitresPerDay = minimumPicolitresPerDay;
        BigInteger all = BigInteger.ONE;
        for (long concentration : concentrations) {
            all = all.multiply(big(concentration));
        }
        product = all;
        one = DAY.multiply(big(head.picolitresPerRevolution())).multiply(product);
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    void begin(Program program, long concentration, long courseNanos) {
        endBolus();
        if (tip == 0) {
            tip = concentration;
        }
        this.program = program;
        this.courseNanos = courseNanos;
        next = concentration;
        mode = program.mode();
    }

    void bridge(long deadMicrosteps) {
        bridging = true;
        bridgeEnd = moved() + deadMicrosteps;
    }

    void enter(Mode mode) {
        endBolus();
        this.mode = mode;
    }

    void bolus(long picograms, long nanos) {
        bolusMicrosteps = microstepsWithin(picograms);
        bolusNanos = nanos;
        bolusElapsedNanos = 0;
        slackBelow = slackBelow.add(roundingOfBolus());
    }

    long microstepsWithin(long picograms) {
        return big(picograms)
                .multiply(big(1_000L * head.microstepsPerRevolution()))
                .divide(big(tip).multiply(big(head.picolitresPerRevolution())))
                .longValueExact();
    }

    private BigInteger roundingOfBolus() {
        return product.divide(big(tip)).multiply(big(bolusNanos)).add(BigInteger.ONE);
    }

    void endBolus() {
        bolusMicrosteps = 0;
    }

    boolean isBolusRunning() {
        return bolusMicrosteps > 0;
    }

    boolean isBridging() {
        return bridging;
    }

    /** Whole microsteps that were due and never went to the motor. */
    void lose(long microsteps) {
        lost += microsteps;
    }

    /** Microsteps that went out and did not move the rotor. */
    void stall(long microsteps) {
        notMoved += microsteps;
    }

    /** Cycles pass under one reaction, in which whatever is due is lost or none is. */
    void pass(long cycles, long periodNanos, Reaction reaction) {
        long left = cycles;
        while (left > 0) {
            arrive();
            long some = bridging ? cyclesUntilMoved(left, periodNanos, reaction) : left;
            go(some * periodNanos, reaction);
            left -= some;
        }
    }

    /** Time in which no cycle ran. */
    void skip(long nanos) {
        arrive();
        if (isBolusRunning()) {
            slackAbove = slackAbove.add(roundingOfBolus());
        }
        Sums sums = integral(nanos, Reaction.KEEP_PROGRAM);
        skipped = skipped.add(sums.allowed);
        forward(nanos);
    }

    private void go(long nanos, Reaction reaction) {
        Sums sums = integral(nanos, reaction);
        due = due.plus(sums.allowed, sums.withheld);
        forward(nanos);
    }

    private void forward(long nanos) {
        courseNanos += nanos;
        if (isBolusRunning()) {
            bolusElapsedNanos += nanos;
            if (bolusElapsedNanos >= bolusNanos) {
                endBolus();
            }
        }
    }

    /** Microsteps that have moved. */
    long moved() {
        return due.allowed.divide(one).longValueExact() - lost - notMoved;
    }

    private void arrive() {
        if (bridging && moved() >= bridgeEnd) {
            bridging = false;
            tip = next;
            // Each remainder is carried over in whole parts of the new denominator.
            slackBelow = slackBelow.add(product.divide(big(tip))).add(BigInteger.ONE);
        }
    }

    /** After how many of {@code cycles} the dead volume has moved, or all of them. */
    private long cyclesUntilMoved(long cycles, long periodNanos, Reaction reaction) {
        BigInteger wanted = one.multiply(big(bridgeEnd + lost + notMoved)).subtract(due.allowed);
        long low = 1;
        long high = cycles;
        while (low < high) {
            long middle = (low + high) / 2;
            if (integral(middle * periodNanos, reaction).allowed.compareTo(wanted) >= 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** What the next {@code nanos} order. */
    private Sums integral(long nanos, Reaction reaction) {
        Sums sums = new Sums(BigInteger.ZERO, BigInteger.ZERO);
        long at = courseNanos;
        long end = courseNanos + nanos;
        while (at < end) {
            long piece = Math.min(end, nextChange(at)) - at;
            BigInteger ofProgram = rate(at);
            BigInteger minimum = ofProgram.min(volumeRate(minimumPicolitresPerDay));
            BigInteger ordered = mode.isProgram() ? ofProgram : minimum;
            if (mode == Mode.STOPPED) {
                ordered = BigInteger.ZERO;
            }
            BigInteger allowed =
                    switch (reaction) {
                        case KEEP_PROGRAM -> ordered;
                        case MINIMUM_RATE -> ordered.min(minimum);
                        case ZERO_FLOW -> BigInteger.ZERO;
                    };
            sums =
                    sums.plus(
                            allowed.multiply(big(piece)),
                            ordered.subtract(allowed).multiply(big(piece)));
            at += piece;
        }
        return isBolusRunning() ? sums.plus(ofBolus(nanos), BigInteger.ZERO) : sums;
    }

    private BigInteger ofBolus(long nanos) {
        long until = Math.min(bolusNanos, bolusElapsedNanos + nanos);
        return bolusAfter(until).subtract(bolusAfter(bolusElapsedNanos));
    }

    private BigInteger bolusAfter(long nanos) {
        return one.multiply(big(bolusMicrosteps)).multiply(big(nanos)).divide(big(bolusNanos));
    }

    /** Parts of a microstep that become due in a nanosecond. */
    private BigInteger volumeRate(long picolitresPerDay) {
        return big(picolitresPerDay)
                .multiply(big(head.microstepsPerRevolution()))
                .multiply(product);
    }

    private BigInteger rate(long nanos) {
        return big(picogramsPerDay(nanos))
                .multiply(big(1_000L * head.microstepsPerRevolution()))
                .multiply(product.divide(big(tip)));
    }

    private long picogramsPerDay(long nanos) {
        if (program instanceof Program.Taper taper) {
            return taper.picogramsOnDay((int) Math.min(taper.days(), nanos / PlannerRun.DAY_NANOS));
        }
        if (program instanceof Program.Pattern pattern) {
            long minute = nanos / PlannerRun.MINUTE_NANOS % Program.MINUTES_PER_DAY;
            long rate = 0;
            for (Program.Step step : pattern.steps()) {
                if (step.minuteOfDay() <= minute) {
                    rate = step.picogramsPerDay();
                }
            }
            return rate;
        }
        return program.picogramsPerDay();
    }

    private long nextChange(long nanos) {
        long midnight = (nanos / PlannerRun.DAY_NANOS + 1) * PlannerRun.DAY_NANOS;
        if (program instanceof Program.Taper) {
            return midnight;
        }
        if (program instanceof Program.Pattern pattern) {
            long minute = nanos / PlannerRun.MINUTE_NANOS % Program.MINUTES_PER_DAY;
            for (Program.Step step : pattern.steps()) {
                if (step.minuteOfDay() > minute) {
                    return midnight
                            - (Program.MINUTES_PER_DAY - step.minuteOfDay())
                                    * PlannerRun.MINUTE_NANOS;
                }
            }
            return midnight;
        }
        return NEVER;
    }

    /** Null when {@code ledger} is this order, never above and less than a microstep below. */
    String difference(DeliveryLedger ledger) {
        String text = compare("due", ledger.delivered() + lost, due.allowed);
        if (text == null) {
            long byReaction =
                    ledger.withheld(Withheld.ZERO_FLOW) + ledger.withheld(Withheld.MINIMUM_RATE);
            text = compare("withheld", byReaction, due.withheld);
        }
        return text == null ? compare("gaps", ledger.withheld(Withheld.TIME_GAP), skipped) : text;
    }

    private String compare(String what, long found, BigInteger exact) {
        BigInteger least = exact.subtract(slackBelow).max(BigInteger.ZERO).divide(one);
        BigInteger most = exact.add(slackAbove).divide(one);
        boolean fits = big(found).compareTo(least) >= 0 && big(found).compareTo(most) <= 0;
        return fits ? null : what + " " + found + " instead of " + most + " in mode " + mode;
    }

    /** True while the roundings together are far below a microstep. */
    boolean isSharp() {
        return slackBelow.max(slackAbove).multiply(big(1_000)).compareTo(one) < 0;
    }
}
