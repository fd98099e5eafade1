package io.pumprig.controller;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Alarms;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.dose.Delivery;
import io.pumprig.controller.dose.DeliveryLedger;
import io.pumprig.controller.dose.Planner;
import io.pumprig.controller.dose.Shots;
import io.pumprig.controller.dose.Withheld;
import io.pumprig.controller.link.RigState;
import io.pumprig.controller.order.DemandBolus;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.safety.Interlocks;
import io.pumprig.controller.safety.SafetyLimits;
import io.pumprig.controller.sample.Sample;

/** Copies what the loop knows into the state that the link publishes, when it was asked for. */
final class StateReport {
    private static final Withheld[] CAUSES = Withheld.values();
    private static final Delivery[] PURPOSES = Delivery.values();
    private static final long SECONDS_PER_DAY = 86_400;

    private final DeliveryLedger ledger;
    private final Planner planner;
    private final Alarms alarms;
    private final Interlocks interlocks;
    private final TherapyDesk therapies;
    private final SafetyLimits limits;

    StateReport(
            DeliveryLedger ledger,
            Planner planner,
            Alarms alarms,
            Interlocks interlocks,
            TherapyDesk therapies,
            SafetyLimits limits) {
        this.ledger = ledger;
        this.planner = planner;
        this.alarms = alarms;
        this.interlocks = interlocks;
        this.therapies = therapies;
        this.limits = limits;
    }

    /** Names that never change in a session. */
    void introduce(RigState state) {
        state.withheldCauses = new String[CAUSES.length];
        state.withheldMicrosteps = new long[CAUSES.length];
        for (Withheld cause : CAUSES) {
            state.withheldCauses[cause.ordinal()] = cause.label();
        }
        state.purposes = new String[PURPOSES.length];
        state.purposeMicrosteps = new long[PURPOSES.length];
        for (Delivery purpose : PURPOSES) {
            state.purposes[purpose.ordinal()] = purpose.label();
        }
    }

    void fill(RigState state, Sample sample, Permit permit) {
        state.cycle = sample.cycle();
        state.nanos = sample.nanos();
        state.reaction = permit.reaction();
        therapy(state);
        shot(state);
        forecast(state, sample);
        ledger(state);
        sensors(state, sample);
        state.gauges.clear();
        interlocks.measure(sample, state.gauges);
        alarms(state);
        state.lateCycles = interlocks.lateCycles();
        state.worstLatenessNanos = interlocks.worstLatenessNanos();
        state.timeGaps = planner.timeGaps();
    }

    private void therapy(RigState state) {
        Prescription prescription = planner.prescription();
        state.mode = planner.mode();
        state.prescription = prescription;
        state.hash = planner.therapy().identity();
        state.bridgeLeftMicrosteps = planner.bridgeLeftMicrosteps();
        state.stagedHash = therapies.stagedHash();
        state.stagedLeftNanos = therapies.stagedLeftNanos(state.nanos);
        state.drug = prescription.drug();
        state.picogramsPerNanolitre = planner.scale().picogramsPerNanolitre();
        state.programPicogramsPerDay = planner.programPicogramsPerDay();
        state.ratePicogramsPerDay = planner.ratePicogramsPerDay();
    }

    private void shot(RigState state) {
        Shots shots = planner.shots();
        DemandBolus demand = planner.prescription().demandBolus();
        state.shotRuns = shots.isRunning();
        state.shotKind = shots.kind();
        state.shotPicograms = planner.scale().picogramsOf(shots.microsteps());
        state.shotDeliveredPicograms = planner.scale().picogramsOf(shots.deliveredMicrosteps());
        state.lockoutNanos = demand == null ? 0 : shots.book().lockedOutNanos(demand, state.nanos);
        state.demandsToday = shots.book().demandsToday(state.nanos);
    }

    /** From the weight: it is what is there, whatever the ledger has to say to it. */
    private void forecast(RigState state, Sample sample) {
        long held = sample.reservoir().picolitres();
        state.secondsToLow = secondsUntil(held, limits.reservoir().lowPicolitres());
        state.secondsToEmpty = secondsUntil(held, limits.reservoir().emptyPicolitres());
        long days = interlocks.serviceDaysLeft();
        state.serviceDaysLeft = days == Long.MAX_VALUE ? -1 : days;
    }

    /** Rounded down: an honest forecast is not late. */
    private long secondsUntil(long heldPicolitres, long markPicolitres) {
        long mostInADay = planner.therapy().mostPicolitresInADay();
        if (mostInADay == 0) {
            return -1;
        }
        return Math.max(0, heldPicolitres - markPicolitres) * SECONDS_PER_DAY / mostInADay;
    }

    private void ledger(RigState state) {
        state.orderedMicrosteps = planner.orderedMicrosteps();
        state.deliveredMicrosteps = ledger.delivered();
        state.notMovedMicrosteps = ledger.withheld(Withheld.NOT_MOVED);
        state.uncertainMicrosteps = ledger.uncertain();
        for (int i = 0; i < state.purposeMicrosteps.length; i++) {
            state.purposeMicrosteps[i] = ledger.delivered(PURPOSES[i]);
        }
        for (int i = 0; i < state.withheldMicrosteps.length; i++) {
            state.withheldMicrosteps[i] = ledger.withheld(CAUSES[i]);
        }
        state.orderedPicograms = planner.orderedPicograms();
        state.deliveredPicograms = planner.believedPicograms();
        state.deliveredPicolitres = planner.scale().head().picolitresOf(ledger.believed());
    }

    private void sensors(RigState state, Sample sample) {
        state.reservoirPicolitres = sample.reservoir().picolitres();
        state.reservoirOutcome = sample.reservoir().outcome();
        state.downstreamPascals = sample.downstream().pascals();
        state.downstreamOutcome = sample.downstream().outcome();
        state.baselinePascals = interlocks.baselinePascals();
        state.upstreamPascals = sample.upstream().pascals();
        state.upstreamOutcome = sample.upstream().outcome();
        state.sensorSupplyMillivolts = sample.sensorSupply().millivolts();
        state.motorSupplyMillivolts = sample.motorSupply().millivolts();
        state.flowFitted = sample.isFlowFitted();
        state.flowPicolitresPerMinute = sample.flow().picolitresPerMinute();
        state.flowOutcome = sample.flow().outcome();
        state.bubbleFitted = sample.isBubbleFitted();
        state.airInLine = sample.bubble().airInLine() || sample.flow().isAirInLine();
        state.bubbleOutcome = sample.bubble().outcome();
        state.sentMicrosteps = sample.sentMicrosteps();
        state.seenMicrosteps = sample.motion().seenMicrosteps();
        state.motionOutcome = sample.motion().outcome();
        state.rotorMicrosteps =
                planner.scale().head().microstepsOfCounts(sample.rotor().travelCounts());
        state.rotorOutcome = sample.rotor().outcome();
        state.driverHot = sample.drive().isTemperatureWarning();
    }

    private void alarms(RigState state) {
        state.presentAlarms = alarms.present();
        state.latchedAlarms = alarms.latched();
        state.acknowledgedAlarms = alarms.acknowledged();
        state.escalatedAlarms = alarms.escalated();
        state.audioPausedNanos = alarms.audioPause().remainingNanos(state.nanos);
        for (int i = 0; i < Alarm.count(); i++) {
            Alarm alarm = Alarm.of(i);
            state.alarmCycle[i] = alarms.raisedCycle(alarm);
            state.alarmNanos[i] = alarms.raisedNanos(alarm);
            state.alarmOccurrences[i] = alarms.occurrences(alarm);
            state.alarmSources[i] = alarms.sources(alarm);
        }
    }
}
