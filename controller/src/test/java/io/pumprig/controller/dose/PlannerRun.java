package io.pumprig.controller.dose;

import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.order.DemandBolus;
import io.pumprig.controller.order.DoseLimits;
import io.pumprig.controller.order.Indication;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.Prescription.OnRestart;
import io.pumprig.controller.order.Program;
import io.pumprig.controller.sample.Sample;
import io.pumprig.controller.sample.SampleStamp;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.device.MotorCommand;
import io.pumprig.hal.device.PumpHead;

/**
 * A planner alone: its ledger, its time, and a drive that takes what it is asked for. Nothing else
 * of the controller has a part in it, so whatever is delivered was planned.
 */
final class PlannerRun {
    /** The rig's head: 6 250 pL a microstep. */
    static final PumpHead HEAD = new PumpHead(3_200, 20_000_000L);

    /** 2 uL/h: 7 680 microsteps of the rig's head a day. */
    static final long MINIMUM_PICOLITRES_PER_DAY = 48_000_000L;

    static final long SECOND_NANOS = 1_000_000_000L;
    static final long MINUTE_NANOS = 60_000_000_000L;
    static final long HOUR_NANOS = 3_600_000_000_000L;
    static final long DAY_NANOS = 86_400_000_000_000L;

    final DeliveryLedger ledger = new DeliveryLedger();
    final Sample sample;
    final MotorCommand command = new MotorCommand();
    Planner planner;
    Reaction reaction = Reaction.KEEP_PROGRAM;
    boolean bolusesBlocked;
    private final long periodNanos;
    private long nanos;

    PlannerRun(TherapyPlan plan, long courseBeginNanos, long periodNanos) {
        this.periodNanos = periodNanos;
        sample = new Sample(0, periodNanos, 0);
        planner = new Planner(plan, ledger, courseBeginNanos, 0);
    }

    /** The rig's head, a cycle each second, the course from its beginning. */
    static PlannerRun of(Prescription prescription) {
        return new PlannerRun(plan(prescription), 0, SECOND_NANOS);
    }

    static TherapyPlan plan(Prescription prescription) {
        return new TherapyPlan(prescription, DoseLimits.WIDEST, HEAD);
    }

    static Prescription baclofen(long picogramsPerNanolitre, Program program, DemandBolus demand) {
        return new Prescription(
                "baclofen",
                picogramsPerNanolitre,
                Indication.SPINAL,
                program,
                MINIMUM_PICOLITRES_PER_DAY,
                demand,
                "Europe/Berlin",
                OnRestart.CONFIRM);
    }

    static Prescription continuous(long picogramsPerNanolitre, long picogramsPerDay) {
        return baclofen(picogramsPerNanolitre, new Program.Continuous(picogramsPerDay), null);
    }

    /** The rig's time after the last cycle. */
    long nanos() {
        return nanos;
    }

    /** One cycle of one period. */
    int cycle() {
        return cycle(periodNanos);
    }

    int cycle(long elapsedNanos) {
        int wished = plan(elapsedNanos);
        command.step(wished);
        planner.settle(sample, command, command.took(wished, Outcome.OK));
        return wished;
    }

    /** A cycle up to the plan; the drive is the caller's. */
    int plan(long elapsedNanos) {
        nanos += elapsedNanos;
        SampleStamp.next(sample, nanos, 0);
        return planner.plan(sample, reaction, bolusesBlocked);
    }

    /** A cycle in which nothing that is wished goes out: not even asked for, or refused. */
    int lose(boolean refused) {
        int wished = plan(periodNanos);
        command.step(refused ? wished : 0);
        planner.settle(sample, command, command.took(0, refused ? Outcome.NOT_READY : Outcome.OK));
        return wished;
    }

    void cycles(long count) {
        for (long i = 0; i < count; i++) {
            cycle();
        }
    }

    /** As many cycles as fit into {@code time}. */
    void pass(long time) {
        cycles(time / periodNanos);
    }

    /** The power-on self-test as the loop does it: its jog of 64 microsteps, past the plan. */
    void jog() {
        plan(periodNanos);
        command.step(64);
        planner.settle(sample, command, command.took(64, Outcome.OK));
    }

    /** Ends and begins again at once, on what the journal keeps. */
    void restart() {
        TherapyMemory saved = new TherapyMemory();
        planner.save(saved);
        TherapyMemory memory = new TherapyMemory();
        memory.copyFrom(saved);
        MicrostepIntegral remainder = planner.remainder();
        planner = new Planner(planner.therapy(), ledger, 0, nanos);
        planner.restore(memory, nanos, 0, 0);
        planner.remainder().restore(remainder.remainderHigh(), remainder.remainderLow());
    }

    void air(boolean seen) {
        sample.bubble().took(seen, seen ? 1 : 0, nanos);
    }
}
