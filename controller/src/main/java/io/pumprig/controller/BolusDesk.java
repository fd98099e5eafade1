package io.pumprig.controller;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Alarms;
import io.pumprig.controller.dose.DoseScale;
import io.pumprig.controller.dose.Planner;
import io.pumprig.controller.dose.Shots;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.DemandBolus;
import io.pumprig.controller.order.DoseLimits;
import io.pumprig.controller.order.LimitFinding;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.Wish;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;

/**
 * Boluses and primes: whether one may begin, begins it, notes how it ended. A demand bolus comes by
 * order or by the button at the rig, whose press is asked for once and never queued (SR-26).
 * Control thread only; a press allocates nothing.
 */
final class BolusDesk {
    private static final int MICROGRAMS = 6;
    private static final int SECONDS = 9;
    private static final int MICROLITRES = 6;

    private final Planner planner;
    private final Alarms alarms;
    private final EventRing events;
    private String reason;
    private long presses;
    private long refusedPresses;

    BolusDesk(Planner planner, Alarms alarms, EventRing events) {
        this.planner = planner;
        this.alarms = alarms;
        this.events = events;
    }

    /** OK, or why not; {@link #reason} says it in words. */
    Code verdict(Wish.Bolus wish) {
        if (wish.demand()) {
            return demandVerdict();
        }
        DoseLimits limits = planner.therapy().limits();
        if (wish.picograms() > limits.hardBolusPicograms()) {
            return no(Code.BAD_PARAM, beyond(wish.picograms(), limits.hardBolusPicograms(), true));
        }
        if (isSoft(wish) && wish.override() == null) {
            return no(
                    Code.NEEDS_CONFIRM,
                    "it needs override {by, why}: "
                            + beyond(wish.picograms(), limits.softBolusPicograms(), false));
        }
        return verdict(false, wish.picograms());
    }

    private boolean isSoft(Wish.Bolus wish) {
        return !wish.demand() && wish.picograms() > planner.therapy().limits().softBolusPicograms();
    }

    private static String beyond(long found, long allowed, boolean hard) {
        return new LimitFinding(
                        "dose",
                        Quantity.format(Dimension.MASS, found),
                        "up to " + Quantity.format(Dimension.MASS, allowed),
                        hard,
                        "SR-10")
                .text();
    }

    private Code demandVerdict() {
        DemandBolus prescribed = planner.prescription().demandBolus();
        return prescribed == null
                ? no(Code.UNSUPPORTED, "no demand bolus is prescribed")
                : verdict(true, prescribed.picograms());
    }

    private Code verdict(boolean demand, long picograms) {
        if (Alarm.blockBoluses(alarms.listed())) {
            return no(Code.CONFLICT, "an alarm allows no bolus");
        }
        Code code = planner.bolusVerdict(demand, picograms);
        reason = planner.refusal();
        return code;
    }

    private Code no(Code code, String why) {
        reason = why;
        return code;
    }

    /** Why the last verdict was no, in words. */
    String reason() {
        return reason;
    }

    /** Begins a bolus whose verdict was OK. */
    void begin(Wish.Bolus wish, Order order, long cycle, long nanos) {
        if (isSoft(wish)) {
            events.add(
                    EventKind.THERAPY,
                    cycle,
                    nanos,
                    "bolus",
                    "override",
                    wish.picograms(),
                    wish.override().by() + ": " + wish.override().why());
        }
        begin(wish.demand(), wish.picograms(), wish.durationNanos(), cycle, nanos);
        Shots shots = planner.shots();
        DoseScale scale = planner.scale();
        order.enacted().text("kind", shots.kind().label());
        order.enacted().number("doseMcg", scale.picogramsOf(shots.microsteps()), MICROGRAMS);
        order.enacted().number("durationS", shots.durationNanos(), SECONDS);
        order.enacted().number("microsteps", shots.microsteps(), 0);
    }

    private void begin(boolean demand, long picograms, long durationNanos, long cycle, long nanos) {
        DemandBolus prescribed = planner.prescription().demandBolus();
        planner.beginBolus(
                demand,
                demand ? prescribed.picograms() : picograms,
                demand ? prescribed.durationNanos() : durationNanos);
        noteBegin(cycle, nanos);
    }

    /** Begins a prime; whether it may was asked before. */
    void prime(Wish.Prime wish, Order order, long cycle, long nanos) {
        DoseScale scale = planner.scale();
        planner.beginPrime(scale.head().microstepsWithin(wish.picolitres()));
        noteBegin(cycle, nanos);
        Shots shots = planner.shots();
        order.enacted()
                .number("volumeUl", scale.head().picolitresOf(shots.microsteps()), MICROLITRES);
        order.enacted().number("longestS", shots.durationNanos(), SECONDS);
    }

    /** The button at the rig: each press is one request, answered at once and never queued. */
    void press(Sample sample) {
        if (sample.bolusButton().presses() == presses) {
            return;
        }
        presses = sample.bolusButton().presses();
        if (demandVerdict() == Code.OK) {
            begin(true, 0, 0, sample.cycle(), sample.nanos());
        } else {
            refusedPresses++;
            events.add(
                    EventKind.BOLUS,
                    sample.cycle(),
                    sample.nanos(),
                    Mode.BOLUS_DEMAND.label(),
                    "refused",
                    0,
                    reason);
        }
    }

    /** Presses that were refused so far. */
    long refusedPresses() {
        return refusedPresses;
    }

    private void noteBegin(long cycle, long nanos) {
        Shots shots = planner.shots();
        events.add(
                EventKind.BOLUS,
                cycle,
                nanos,
                shots.kind().label(),
                "begun",
                planner.scale().picogramsOf(shots.microsteps()),
                null);
    }

    /** A bolus or a prime has ended: with what was given of it, in the event's value. */
    void noteEnd(long cycle, long nanos) {
        Shots shots = planner.shots();
        events.add(
                EventKind.BOLUS,
                cycle,
                nanos,
                shots.closedKind().label(),
                shots.closedHow().label(),
                shots.closedPicograms(),
                null);
    }
}
