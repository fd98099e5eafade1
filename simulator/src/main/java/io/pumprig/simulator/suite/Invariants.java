package io.pumprig.simulator.suite;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.dose.Delivery;
import io.pumprig.controller.dose.DeliveryLedger;
import io.pumprig.controller.event.Event;
import io.pumprig.controller.event.EventKind;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.fault.FaultTable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What holds in every run without being asked for: no drug beyond what program, uncertainty and the
 * stated physics allow; no pulse while disarmed; every alarm with its reaction in the cycle that
 * raised it; an account that never falls; and no fault without an effect.
 */
final class Invariants extends Check {
    /** How often the truth is looked at; a power of two less one. */
    private static final long TRUTH_MASK = 127;

    /** Four jogs of the power-on test may lie ahead of the program (SR-69). */
    private static final long AHEAD_MICROSTEPS = 4 * 64;

    /** What a head of this kind may displace beyond its calibration. */
    private static final double GAIN = 0.02;

    /** One roller pitch, a quarter of a revolution. */
    private static final double PITCHES = 0.25;

    /** Time between two cycles beyond which nothing more becomes due, as for the controller. */
    private static final long MOST_STEP_NANOS = 100_000_000;

    private static final double NANOS_PER_DAY = 86_400e9;

    /** Rounding of what a bolus, a prime or a change of rate leaves, in microsteps for each run. */
    private static final double ROUNDING_MICROSTEPS = 16;

    private static final Delivery[] PURPOSES = Delivery.values();

    private final Map<String, Fault> faults = new LinkedHashMap<>();
    private final Map<String, Long> effects = new LinkedHashMap<>();
    private final Set<String> leftToOthers = new HashSet<>();
    private final long[] deliveredFor = new long[PURPOSES.length];
    private long delivered;
    private boolean begun;
    private double dueMicrolitres;
    private long dueUntilNanos;
    private long ratePicolitresPerDay;
    private double excessMicrolitres;
    private long raisedBefore;

    Invariants(List<Fault> faults) {
        for (Fault fault : faults) {
            this.faults.put(fault.key(), fault);
        }
    }

    /** Another check says how much that fault has to alter. */
    void leave(String faultKey) {
        leftToOthers.add(faultKey);
    }

    @Override
    String asked() {
        return "invariant";
    }

    @Override
    boolean wantsCycles() {
        return true;
    }

    @Override
    void event(Watched run, Event event) {
        if (event.kind() != EventKind.FAULT || !faults.containsKey(event.subject())) {
            return;
        }
        Fault fault = faults.get(event.subject());
        if (event.phase().equals("active")) {
            effects.put(fault.key(), 0L);
            if (fault.isHarmful()) {
                excessMicrolitres += fault.type().expectation().excessPicolitres() / 1e6;
            }
        } else if (!event.phase().equals("scheduled")) {
            effects.merge(fault.key(), event.value(), Math::max);
        }
    }

    /** A run that goes on from an earlier one: what that had delivered was due in it. */
    void begin(Watched run) {
        dueMicrolitres = run.loop().ledger().delivered() * microlitresPerMicrostep(run);
        dueUntilNanos = run.nanos();
    }

    private static double microlitresPerMicrostep(Watched run) {
        return run.run().rig().wiring().pump().picolitresPerRevolution()
                / 1e6
                / run.run().rig().wiring().pump().microstepsPerRevolution();
    }

    /**
     * Another controller has taken over. What moved since the last checkpoint it books for the
     * purpose that was open there; in sum it has to have all of it.
     */
    void restarted(Watched run) {
        raisedBefore = 0;
        Arrays.fill(deliveredFor, 0);
        dueUntilNanos = run.nanos();
    }

    /**
     * What has become due until now, from the rate of each moment alone: neither the planner's
     * integral nor the ledger has a part in it, but for what a run that goes on from a kept state
     * had delivered before.
     */
    private void due(Watched run) {
        if (!begun) {
            begun = true;
            DeliveryLedger ledger = run.loop().ledger();
            dueMicrolitres = run.picolitres(ledger.delivered() - ledger.uncertain()) / 1e6;
            dueUntilNanos = Math.max(0, run.nanos() - run.run().periodNanos());
        }
        long rate = run.loop().planner().modePicolitresPerDay();
        long nanos = Math.min(run.nanos() - dueUntilNanos, MOST_STEP_NANOS);
        dueMicrolitres += Math.max(rate, ratePicolitresPerDay) / 1e6 * (nanos / NANOS_PER_DAY);
        ratePicolitresPerDay = rate;
        dueUntilNanos = run.nanos();
    }

    @Override
    void cycle(Watched run) {
        due(run);
        Permit permit = run.loop().permit();
        long raised = permit.raised();
        long newly = raised & ~raisedBefore;
        raisedBefore = raised;
        if (newly != 0) {
            reactions(run, permit, newly);
        }
        int taken = run.loop().command().taken();
        // That a drive refuses is learnt when the pulses are given, not before.
        if (taken > 0 && (newly & Alarm.DRIVER_FAULT.bit()) == 0) {
            pulses(run, permit, taken);
        }
        if ((run.cycle() & TRUTH_MASK) == 0) {
            truth(run);
        }
    }

    /** Every alarm that is new in a cycle has its reaction in that cycle (SR-34). */
    void reactions(Watched run, Permit permit, long newly) {
        for (long rest = newly & ~permit.masked(); rest != 0; rest &= rest - 1) {
            Alarm alarm = Alarm.of(Long.numberOfTrailingZeros(rest));
            if (permit.reaction().compareTo(alarm.reaction()) < 0) {
                fail(
                        run,
                        alarm
                                + " was raised and the reaction was "
                                + permit.reaction().label()
                                + ", not "
                                + alarm.reaction().label());
            }
        }
    }

    /** Nothing moves that may not (SR-18, SR-34). */
    void pulses(Watched run, Permit permit, int taken) {
        if (permit.isDriveReleased() || permit.reaction() == Reaction.ZERO_FLOW) {
            fail(run, taken + " pulses while nothing may move");
        }
    }

    /** The account and what truly left the tip (SR-19, SR-39). */
    void truth(Watched run) {
        DeliveryLedger ledger = run.loop().ledger();
        for (int i = 0; i < PURPOSES.length; i++) {
            long now = ledger.delivered(PURPOSES[i]);
            if (now < deliveredFor[i]) {
                fail(run, PURPOSES[i] + " fell from " + deliveredFor[i] + " to " + now);
            }
            deliveredFor[i] = now;
        }
        if (ledger.delivered() < delivered) {
            fail(run, "the account fell from " + delivered + " to " + ledger.delivered());
        }
        delivered = ledger.delivered();
        double perRevolution = run.run().rig().wiring().pump().picolitresPerRevolution() / 1e6;
        double perMicrostep = microlitresPerMicrostep(run);
        double allowed =
                dueMicrolitres / perMicrostep
                        + ledger.uncertain()
                        + AHEAD_MICROSTEPS
                        + ROUNDING_MICROSTEPS;
        if (ledger.delivered() > allowed) {
            fail(
                    run,
                    String.format(
                            Locale.ROOT,
                            "%d microsteps delivered, at most %.1f were due and %d are uncertain",
                            ledger.delivered(),
                            dueMicrolitres / perMicrostep,
                            ledger.uncertain()));
        }
        double most =
                ledger.delivered() * perMicrostep * (1 + GAIN)
                        + perRevolution * PITCHES
                        + excessMicrolitres;
        double tip = run.run().rig().plant().tipMicrolitres();
        if (tip > most) {
            fail(
                    run,
                    String.format(
                            Locale.ROOT,
                            "%.3f uL left the tip, at most %.3f uL are explained",
                            tip,
                            most));
        }
    }

    @Override
    void end(Watched run) {
        effects(run)
                .forEach(
                        (key, count) -> {
                            if (count == 0
                                    && faults.get(key).isHarmful()
                                    && !leftToOthers.contains(key)) {
                                fail(run, "fault " + key + " was active and altered nothing");
                            }
                        });
    }

    /** The run went on to its end: a fault that never became active has proved nothing either. */
    void complete(Watched run) {
        for (Fault fault : faults.values()) {
            boolean asked = fault.isHarmful() && !leftToOthers.contains(fault.key());
            if (asked && !effects(run).containsKey(fault.key())) {
                fail(run, "fault " + fault.key() + " was never active");
            }
        }
    }

    /** What each fault that was active has altered until now. */
    Map<String, Long> effects(Watched run) {
        for (FaultTable.View view : run.run().faults().faults()) {
            if (view.active()) {
                effects.merge(view.fault().key(), view.effects(), Math::max);
            }
        }
        return effects;
    }
}
