package io.pumprig.controller;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Alarms;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.dose.DeliveryLedger;
import io.pumprig.controller.dose.Planner;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.journal.Journal;
import io.pumprig.controller.link.RigState;
import io.pumprig.controller.link.StateMirror;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.RefillEntry;
import io.pumprig.controller.safety.Interlocks;
import io.pumprig.controller.safety.SafetyMonitor;
import io.pumprig.controller.sample.Sample;
import io.pumprig.controller.sample.Sampler;
import io.pumprig.controller.selftest.SelfTest;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.device.MotorCommand;
import io.pumprig.hal.device.PumpDevices;

/**
 * One cycle of the pump, read from top to bottom. Hardware is touched by {@code fill} and by {@code
 * apply}; all between is arithmetic on values in memory. The same code is called by a paced thread
 * on a bench and by the virtual clock in simulation. It allocates nothing and waits for nothing.
 */
public final class ControlLoop {
    private final RigClock clock;
    private final PumpDevices devices;
    private final Sampler sampler;
    private final Sample sample;
    private final Permit permit = new Permit();
    private final MotorCommand command = new MotorCommand();
    private final OrderDesk orders;
    private final BolusDesk boluses;
    private final TherapyDesk therapies;
    private final Alarms alarms;
    private final Interlocks interlocks;
    private final SafetyMonitor monitor;
    private final SelfTest selfTest;
    private final Planner planner;
    private final DeliveryLedger ledger;
    private final Journal journal;
    private final HostSide host;
    private final AlarmLamps lamps;
    private final StateReport report;
    private final StateMirror mirror;
    private final StateMirror deskMirror;
    private final LoopLateness lateness;
    private final EventRing events;
    private long lateSeen;
    private long allowedKey = -1;

    /** Put together by {@link Controller}, which knows what belongs to whom. */
    ControlLoop(
            RigClock clock,
            PumpDevices devices,
            Sampler sampler,
            Sample sample,
            OrderDesk orders,
            BolusDesk boluses,
            TherapyDesk therapies,
            Alarms alarms,
            Interlocks interlocks,
            SafetyMonitor monitor,
            SelfTest selfTest,
            Planner planner,
            DeliveryLedger ledger,
            Journal journal,
            HostSide host,
            StateReport report,
            StateMirror mirror,
            StateMirror deskMirror,
            LoopLateness lateness,
            EventRing events) {
        this.clock = clock;
        this.devices = devices;
        this.sampler = sampler;
        this.sample = sample;
        this.orders = orders;
        this.boluses = boluses;
        this.therapies = therapies;
        this.alarms = alarms;
        this.interlocks = interlocks;
        this.monitor = monitor;
        this.selfTest = selfTest;
        this.planner = planner;
        this.ledger = ledger;
        this.journal = journal;
        this.host = host;
        this.lamps = new AlarmLamps(devices.annunciator(), alarms.times().mergeNanos());
        this.report = report;
        this.mirror = mirror;
        this.deskMirror = deskMirror;
        this.lateness = lateness;
        this.events = events;
        report.introduce(mirror.state());
        report.introduce(deskMirror.state());
    }

    /**
     * One cycle. An exception is a mistake of ours: the motor is stopped and the exception goes on,
     * so that the loop ends.
     */
    public void tick() {
        try {
            cycle();
        } catch (RuntimeException | Error e) {
            releaseAfter(e);
            throw e;
        }
    }

    /** Coils off; should that fail too, the enable watchdog, kicked no more, does it in 50 ms. */
    private void releaseAfter(Throwable cause) {
        try {
            devices.motor().apply(command.release());
        } catch (RuntimeException | Error e) {
            cause.addSuppressed(e);
        }
    }

    private void cycle() {
        sampler.fill(sample);
        long cycle = sample.cycle();
        long nanos = sample.nanos();
        orders.takeOrders(cycle, nanos);
        boluses.press(sample);
        alarms.hold(opened());
        allow();
        permit.lease(host.lease(journal.leaseMicrosteps(cycle)));
        interlocks.judge(sample, permit);
        monitor.check(sample, permit);
        kick();
        selfTest.judge(sample, permit);
        alarms.judge(permit, nanos);
        Outcome applied = drive(plan());
        if (planner.isTesting()) {
            selfTest.moved(command.taken());
        }
        planner.settle(sample, command, applied);
        orders.note(cycle, nanos);
        allow();
        alarms.latch(permit, cycle, nanos);
        rearm();
        if (!selfTest.holdsAnnunciator()) {
            lamps.show(alarms, nanos);
        }
        noteLateness();
        journal.append(sample, command.taken(), clock, orders.stateVersion());
        answer(mirror);
        answer(deskMirror);
    }

    /** Wide open; a prime is what drives air out, so that air does not hold it (SR-75). */
    private Permit opened() {
        permit.open();
        if (planner.mode() == Mode.PRIMING) {
            permit.mask(Alarm.AIR_IN_LINE.bit());
        }
        return permit;
    }

    /**
     * Between two cycles of a clock that stands still: orders are taken at this boundary, and
     * whoever asks sees the state that they left. Nothing moves.
     */
    public void idle() {
        orders.takeOrders(sample.cycle(), sample.nanos());
        answer(mirror);
        answer(deskMirror);
    }

    /** Between two cycles, after the last: coils off. What the motor answers changes nothing. */
    public Outcome release() {
        return devices.motor().apply(command.release());
    }

    /** Between two cycles, after the last: records that the session ended, and where. */
    void end() {
        events.add(
                EventKind.SESSION,
                sample.cycle(),
                sample.nanos(),
                "therapy",
                "ended",
                ledger.delivered(),
                null);
        journal.end(sample, clock, orders.stateVersion());
    }

    private void answer(StateMirror asked) {
        if (asked.isWanted()) {
            look(asked.state());
            asked.filled();
        }
    }

    /**
     * Keeps the enable alive, before the plan: pulses to a drive that is about to be switched off
     * would be counted and not move.
     */
    private void kick() {
        if (!monitor.permitsKick()) {
            return;
        }
        Outcome kicked = devices.watchdog().kick();
        selfTest.kicked(kicked);
        if (kicked.isFailure()) {
            permit.raise(Alarm.DRIVER_FAULT, Source.STEP_OUTPUT);
        }
    }

    /** What is due, or while the pump tests itself the jog that the test asks for (SR-69). */
    private int plan() {
        boolean testing = selfTest.isRunning();
        if (testing != planner.isTesting()) {
            if (testing) {
                planner.beginSelfTest();
            } else {
                planner.endSelfTest();
            }
        }
        int due = planner.plan(sample, permit.reaction(), permit.areBolusesBlocked());
        if (!testing) {
            return due;
        }
        boolean mayMove =
                permit.reaction() != Reaction.ZERO_FLOW
                        && !permit.isDriveReleased()
                        && planner.isFlowing()
                        && planner.aheadMicrosteps() < selfTest.mostAheadMicrosteps();
        return selfTest.wantsMicrosteps(mayMove);
    }

    /** The motor's turn: steps or release. A drive that refuses is a driver fault. */
    private Outcome drive(int wished) {
        MotorCommand wish =
                permit.isDriveReleased() ? command.release() : command.step(permit.cap(wished));
        Outcome applied = devices.motor().apply(wish);
        if (applied.isFailure()) {
            permit.raise(Alarm.DRIVER_FAULT, Source.STEP_OUTPUT);
        }
        return applied;
    }

    /** The supervisor kicks again once nobody is listed any more for what it saw. */
    private void rearm() {
        if (!monitor.permitsKick()
                && !alarms.isListed(Alarm.MOTOR_RUNAWAY)
                && !alarms.isListed(Alarm.OVER_DELIVERY)) {
            monitor.rearm();
        }
    }

    /** The second channel hears of each rate before the cycle in which it acts. */
    private void allow() {
        if (planner.rateKey() != allowedKey) {
            allowedKey = planner.rateKey();
            monitor.allow(planner.modePicolitresPerDay());
        }
    }

    private void noteLateness() {
        if (interlocks.lateCycles() != lateSeen) {
            lateSeen = interlocks.lateCycles();
            events.add(
                    EventKind.OVERRUN,
                    sample.cycle(),
                    sample.nanos(),
                    "cycle",
                    planner.isAfterGap() ? "gap" : "late",
                    sample.elapsedNanos() - sample.periodNanos(),
                    null);
        }
    }

    private void look(RigState state) {
        report.fill(state, sample, permit);
        state.utcMillis = clock.utcMillis();
        state.stateVersion = orders.stateVersion();
        state.leaseMicrosteps = journal.leaseMicrosteps(sample.cycle());
        state.eventsRaised = events.raised();
        state.kickVetoed = !monitor.permitsKick();
        monitor.measure(state.gauges);
        lateness.fill(state);
    }

    /** What the last cycle saw. Control thread, between two cycles. */
    public Sample sample() {
        return sample;
    }

    /** What the last cycle allowed. Control thread, between two cycles. */
    public Permit permit() {
        return permit;
    }

    /** What the last cycle commanded. Control thread, between two cycles. */
    public MotorCommand command() {
        return command;
    }

    /** The account of volume. Control thread, between two cycles. */
    public DeliveryLedger ledger() {
        return ledger;
    }

    public Planner planner() {
        return planner;
    }

    /** Counts refills that were entered. Control thread, between two cycles. */
    public long refills() {
        return therapies.refills();
    }

    /** The last refill that was entered, or null. Control thread, between two cycles. */
    public RefillEntry lastRefill() {
        return therapies.lastRefill();
    }

    public Alarms alarms() {
        return alarms;
    }

    public Journal journal() {
        return journal;
    }
}
