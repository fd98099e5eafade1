package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.dose.DeliveryLedger;
import io.pumprig.controller.dose.Planner;
import io.pumprig.controller.dose.TherapyPlan;
import io.pumprig.controller.dose.Withheld;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.order.DoseLimits;
import io.pumprig.controller.order.DrugLibrary;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.sample.Sample;
import io.pumprig.controller.sample.SampleStamp;
import io.pumprig.hal.device.PumpHead;

/**
 * What an interlock is shown in a test: a sample of the reference head (6.25 nL and 1.28 counts a
 * microstep) on the rig's line (0.2 uL/kPa), moved on by hand, and the permit it may narrow.
 */
final class Scene {
    static final PumpHead HEAD = new PumpHead(3_200, 20_000_000L);
    static final SafetyLimits LIMITS = SafetyLimits.defaults(HEAD, 200_000L);
    static final long PERIOD_NANOS = 10_000_000L;

    final Sample sample = new Sample(0, PERIOD_NANOS, 0);
    final Permit permit = new Permit();
    final DeliveryLedger ledger = new DeliveryLedger();
    final EventRing events = new EventRing(256);
    long nanos;
    long sent;
    boolean eStop;
    boolean doorOpen;
    private int raw;

    /** A planner of baclofen at 2000 mcg/mL on this scene's ledger. */
    Planner planner(long picogramsPerDay) {
        return new Planner(plan(picogramsPerDay), ledger, 0, nanos);
    }

    /** What such a planner plans. */
    static TherapyPlan plan(long picogramsPerDay) {
        return new TherapyPlan(
                new Prescription(
                        "baclofen",
                        2_000,
                        Mode.CONTINUOUS,
                        picogramsPerDay,
                        48_000_000L,
                        Prescription.OnRestart.CONFIRM),
                DrugLibrary.shipped().drug("baclofen").map(DoseLimits::of).orElseThrow(),
                HEAD);
    }

    /** The next cycle, that much later. */
    Scene after(long elapsedNanos) {
        nanos += elapsedNanos;
        SampleStamp.next(sample, nanos, sent, eStop, doorOpen);
        return this;
    }

    /** The next cycle, a period later. */
    Scene cycle() {
        return after(PERIOD_NANOS);
    }

    /** A raw code that differs from the last one. */
    int freshRaw() {
        return ++raw;
    }

    Scene downstream(int pascals) {
        sample.downstream().took(pascals, freshRaw(), nanos);
        return this;
    }

    Scene reservoir(long picolitres) {
        sample.reservoir().took(picolitres, freshRaw(), nanos);
        return this;
    }

    Scene rotor(long travelCounts) {
        sample.rotor().took((int) Math.floorMod(travelCounts, 4_096L), travelCounts, nanos);
        return this;
    }

    /** Every sensor answers now with something healthy. */
    Scene allHealthy() {
        downstream(8_000);
        reservoir(20_000_000_000L);
        rotor(HEAD.countsOf(sent));
        sample.upstream().took(-500, freshRaw(), nanos);
        sample.sensorSupply().took(5_000, freshRaw(), nanos);
        sample.motorSupply().took(12_000, freshRaw(), nanos);
        sample.motion().took(sent, sent, freshRaw() & 1_023, nanos);
        sample.drive().faultOutput(false);
        sample.drive().took(0, false, 0, nanos);
        sample.flow().took(0, false, false, false, 23_500, freshRaw(), nanos);
        sample.bubble().took(false, 1, nanos);
        return this;
    }

    /** Lets one interlock judge this cycle. */
    Scene judge(Interlock interlock) {
        permit.open();
        interlock.judge(sample, permit);
        return this;
    }

    boolean raised(Alarm alarm) {
        return (permit.raised() & alarm.bit()) != 0;
    }

    boolean raised(Alarm alarm, Source source) {
        return raised(alarm) && (permit.sources(alarm) & source.bit()) != 0;
    }

    boolean isSilent() {
        return permit.raised() == 0;
    }

    long notMoved() {
        return ledger.withheld(Withheld.NOT_MOVED);
    }
}
