package io.pumprig.controller;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Alarms;
import io.pumprig.controller.dose.Delivery;
import io.pumprig.controller.dose.DeliveryLedger;
import io.pumprig.controller.dose.Planner;
import io.pumprig.controller.dose.TherapyMemory;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.journal.Checkpoint;
import io.pumprig.controller.journal.RestartSettlement;
import io.pumprig.controller.journal.Resumable;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.sample.Sample;
import io.pumprig.controller.sample.Sampler;

/**
 * How a session goes on from the last checkpoint of an earlier one: what that left open is settled
 * in the ledger by looking at the rotor, then the therapy is restored, and everybody is told
 * (SR-93).
 */
final class Restart {
    /** Cycles in which it waits for counter and angle to answer. */
    private static final int LOOKS = 100;

    private final Controller.Setup setup;
    private final DeliveryLedger ledger;
    private final Checkpoint last;
    private final RestartSettlement settlement;

    /**
     * Restores the ledger and settles it; that takes up to a second of the rig's time.
     *
     * @param setup with a last checkpoint
     */
    Restart(Controller.Setup setup, DeliveryLedger ledger) {
        this.setup = setup;
        this.ledger = ledger;
        last = setup.last();
        ledger.restore(
                last.deliveredForMicrosteps, last.uncertainMicrosteps, last.withheldMicrosteps);
        settlement = settle();
        ledger.settle(openPurpose(last.therapy), settlement.settledMicrosteps());
        ledger.countUncertain(openPurpose(last.therapy), settlement.uncertainMicrosteps());
    }

    private RestartSettlement settle() {
        Sample look = new Sample(setup.clock().nanos(), setup.periodNanos(), last.cycle);
        boolean known = look(look) && setup.devices().driveKeptPower();
        return RestartSettlement.settle(
                last,
                setup.limits().head(),
                known,
                look.motion().positionCounts(),
                look.rotor().angleCounts());
    }

    /** Reads the rig without moving it until position is known; false when it stays unknown. */
    private boolean look(Sample look) {
        Sampler sampler = new Sampler(setup.clock(), setup.devices());
        for (int i = 0; i < LOOKS; i++) {
            setup.devices().watchdog().kick();
            sampler.fill(look);
            if (look.rotor().outcome().isOk() && look.motion().outcome().isOk()) {
                return true;
            }
            setup.clock().pause(setup.periodNanos());
        }
        return false;
    }

    /** What volume that moved after the checkpoint was most probably for. */
    private static Delivery openPurpose(TherapyMemory last) {
        if (last.shotMicrosteps > 0) {
            return last.shotMode == Mode.PRIMING ? Delivery.PRIME : Delivery.BOLUS;
        }
        return Delivery.BASAL;
    }

    /** What the last session left open, and how it was settled. */
    RestartSettlement settlement() {
        return settlement;
    }

    /** Restores the therapy, and books the time without a controller as withheld. */
    void restore(Planner planner, long stoppedNanos, long nanos) {
        long open = settlement.settledMicrosteps() + settlement.uncertainMicrosteps();
        planner.restore(last.therapy, nanos, open, stoppedNanos);
        if (open == 0) {
            // Else the remainder went into a microstep that is counted already.
            planner.remainder().restore(last.remainderHigh, last.remainderLow);
        }
        long due = planner.skipRestart(stoppedNanos, settlement.settledMicrosteps());
        Resumable.Fallback fallback = setup.fallback();
        if (settlement.beyondLease() || fallback != null && fallback.beyondLease()) {
            // The disk had failed before: as much as was due may have moved.
            ledger.countUncertain(
                    Delivery.BASAL, Math.max(0, due - settlement.uncertainMicrosteps()));
        }
    }

    /** Latches again what was latched, raises RESTARTED, and records what was lost. */
    void tell(Alarms alarms, EventRing events, long cycle, long nanos) {
        alarms.restore(last.latchedAlarms, cycle, nanos);
        alarms.latchEvent(Alarm.RESTARTED, cycle, nanos);
        Resumable.Fallback fallback = setup.fallback();
        if (fallback != null) {
            alarms.latchEvent(Alarm.MEMORY_FAULT, cycle, nanos);
            events.add(
                    EventKind.SESSION,
                    cycle,
                    nanos,
                    "journal",
                    "fell-back",
                    fallback.skipped(),
                    fallback.reason());
        }
        events.add(
                EventKind.SESSION,
                cycle,
                nanos,
                "therapy",
                "restarted",
                settlement.uncertainMicrosteps(),
                settlement.reason());
        if (setup.prescription().onRestart() == Prescription.OnRestart.RESUME) {
            alarms.acknowledge(Alarm.RESTARTED, cycle, nanos);
        }
    }
}
