package io.pumprig.controller;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.AlarmTimes;
import io.pumprig.controller.alarm.Alarms;
import io.pumprig.controller.alarm.HostAlarms;
import io.pumprig.controller.dose.DeliveryLedger;
import io.pumprig.controller.dose.Planner;
import io.pumprig.controller.dose.TherapyPlan;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.journal.Checkpoint;
import io.pumprig.controller.journal.Journal;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.JournalStore;
import io.pumprig.controller.journal.JournalWriter;
import io.pumprig.controller.journal.RestartSettlement;
import io.pumprig.controller.journal.Resumable;
import io.pumprig.controller.link.StateMirror;
import io.pumprig.controller.order.DoseLimits;
import io.pumprig.controller.order.DrugLibrary;
import io.pumprig.controller.order.FluidPath;
import io.pumprig.controller.order.Inbox;
import io.pumprig.controller.order.LimitOverride;
import io.pumprig.controller.order.OrderForms;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.TherapyRules;
import io.pumprig.controller.safety.Interlocks;
import io.pumprig.controller.safety.SafetyLimits;
import io.pumprig.controller.safety.SafetyMonitor;
import io.pumprig.controller.sample.Sample;
import io.pumprig.controller.sample.Sampler;
import io.pumprig.controller.selftest.Examination;
import io.pumprig.controller.selftest.SelfTest;
import io.pumprig.controller.selftest.SelfTestLimits;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.device.PumpDevices;
import java.util.function.Supplier;

/**
 * One controller, put together: loop, ledger, alarms, journal, and the doors through which the link
 * reaches them. Made once for each session, on devices that were brought up.
 */
public final class Controller implements AutoCloseable {
    private static final int EVENTS = 8_192;

    private final EventRing events = new EventRing(EVENTS);
    private final Inbox inbox = new Inbox();
    private final StateMirror mirror = new StateMirror();
    private final StateMirror deskMirror = new StateMirror();
    private final LoopLateness lateness = new LoopLateness();
    private final HostAlarms hostAlarms = new HostAlarms(this::currentCycle);
    private final DeliveryLedger ledger = new DeliveryLedger();
    private final Setup setup;
    private final OrderForms forms;
    private final Planner planner;
    private final JournalWriter writer;
    private final Restart restart;
    private ControlLoop loop;
    private volatile long currentCycle;

    /**
     * What a controller is made of.
     *
     * @param clock the rig's clock
     * @param devices the rig's devices, brought up
     * @param limits thresholds of the interlocks
     * @param library the drugs that may be prescribed
     * @param program whether program and library are what they were (SR-69)
     * @param path the volumes that orders are checked against
     * @param prescription what to deliver, committed
     * @param periodNanos period of the cycle, 5-20 ms; on an emulated board up to 500 ms
     * @param emulated whether the board is emulated, so that each transfer takes milliseconds and
     *     nothing real moves
     * @param store where the journal is written
     * @param session who writes it
     * @param companion state of the world beside the controller, or null
     * @param leaseDelayCycles see {@link Journal}
     * @param last the last checkpoint of an earlier session on this journal, or null
     * @param fallback what was passed over for it, since it was damaged, or null (SR-16)
     * @param host what cycles take from the host passes there
     */
    public record Setup(
            RigClock clock,
            PumpDevices devices,
            SafetyLimits limits,
            DrugLibrary library,
            Examination program,
            FluidPath path,
            Prescription prescription,
            long periodNanos,
            boolean emulated,
            JournalStore store,
            JournalStore.Session session,
            Supplier<byte[]> companion,
            int leaseDelayCycles,
            Checkpoint last,
            Resumable.Fallback fallback,
            HostSide host) {
        private static final long LEAST_PERIOD_NANOS = 5_000_000L;
        private static final long MOST_PERIOD_NANOS = 20_000_000L;
        private static final long MOST_EMULATED_PERIOD_NANOS = 500_000_000L;

        public Setup {
            long most = emulated ? MOST_EMULATED_PERIOD_NANOS : MOST_PERIOD_NANOS;
            if (periodNanos < LEAST_PERIOD_NANOS || periodNanos > most) {
                throw new IllegalArgumentException(
                        "period "
                                + periodNanos
                                + " ns, allowed "
                                + LEAST_PERIOD_NANOS
                                + "-"
                                + most);
            }
        }

        /**
         * A setup with the shipped library and the reference rig's path, on a board that is not
         * emulated.
         */
        public Setup(
                RigClock clock,
                PumpDevices devices,
                SafetyLimits limits,
                Prescription prescription,
                long periodNanos,
                JournalStore store,
                JournalStore.Session session,
                Supplier<byte[]> companion,
                int leaseDelayCycles,
                Checkpoint last) {
            this(
                    clock,
                    devices,
                    limits,
                    DrugLibrary.shipped(),
                    Examination.known(() -> true),
                    FluidPath.REFERENCE,
                    prescription,
                    periodNanos,
                    false,
                    store,
                    session,
                    companion,
                    leaseDelayCycles,
                    last,
                    null,
                    HostSide.UNHEARD);
        }
    }

    /**
     * Opens the session in the journal and, after a restart, settles what the last one left open by
     * looking at the rotor; that takes up to a second of the rig's time.
     *
     * @throws JournalException when the journal cannot be begun
     */
    public Controller(Setup setup) throws JournalException {
        this.setup = setup;
        forms = new OrderForms(setup.path(), new TherapyRules(setup.library()), this::prepare);
        planner =
                new Planner(
                        prepare(setup.prescription()),
                        ledger,
                        TimeOfDay.courseBeginNanos(setup.prescription(), setup.clock().utcMillis()),
                        setup.clock().nanos());
        setup.store().begin(setup.session(), setup.prescription(), setup.clock().nanos());
        writer = new JournalWriter(setup.store(), events, hostAlarms);
        restart = setup.last() == null ? null : restartOrClose();
    }

    private Restart restartOrClose() {
        try {
            return new Restart(setup, ledger);
        } catch (RuntimeException | Error e) {
            writer.close();
            throw e;
        }
    }

    /** A prescription made ready for the planner. Any thread. */
    private TherapyPlan prepare(Prescription prescription) {
        DoseLimits limits =
                setup.library()
                        .drug(prescription.drug())
                        .map(DoseLimits::of)
                        .orElse(DoseLimits.WIDEST);
        return new TherapyPlan(prescription, limits, setup.limits().head());
    }

    /**
     * Begins now: tests the pump (SR-69), then delivers. Writes the first checkpoint with its
     * lease, after a restart raises RESTARTED (SR-93) and books the time without a controller as
     * withheld.
     *
     * @param cycle the number of the cycle before the first
     * @param stoppedNanos how long no controller ran, 0 for a new therapy
     */
    public ControlLoop begin(long cycle, long stoppedNanos) {
        return begin(cycle, stoppedNanos, false);
    }

    /**
     * The same on a rig whose power-on test was passed just before, by whoever holds it: delivers
     * from the first cycle on.
     */
    public ControlLoop beginTested(long cycle, long stoppedNanos) {
        return begin(cycle, stoppedNanos, true);
    }

    private ControlLoop begin(long cycle, long stoppedNanos, boolean tested) {
        long nanos = setup.clock().nanos();
        currentCycle = cycle;
        AlarmTimes times = AlarmTimes.defaults();
        Alarms alarms = new Alarms(events, times);
        hostAlarms.listen(
                (alarm, phase, at) -> {
                    if (alarm == Alarm.LINK_LOST && phase.equals("raised")) {
                        alarms.audioPause().linkLost();
                    }
                });
        Interlocks interlocks = new Interlocks(setup.limits(), ledger, events, planner, times);
        SafetyMonitor monitor = new SafetyMonitor(setup.limits());
        BolusDesk boluses = new BolusDesk(planner, alarms, events);
        TherapyDesk therapies =
                new TherapyDesk(
                        planner,
                        interlocks,
                        new TherapyRules(setup.library()),
                        setup.path(),
                        setup.clock(),
                        events);
        OrderDesk orders =
                new OrderDesk(inbox, planner, alarms, events, boluses, therapies, setup.host());
        Journal journal =
                new Journal(
                        writer,
                        setup.limits().head(),
                        ledger,
                        planner,
                        alarms,
                        interlocks,
                        setup.companion(),
                        setup.leaseDelayCycles());
        if (restart == null) {
            events.add(EventKind.SESSION, cycle, nanos, "therapy", "begun", 0, null);
        } else {
            restart.restore(planner, stoppedNanos, nanos);
            restart.tell(alarms, events, cycle, nanos);
            interlocks.restoreAir(setup.last().air, nanos, stoppedNanos);
        }
        monitor.allow(planner.modePicolitresPerDay());
        journal.begin(
                new Sample(nanos, setup.periodNanos(), cycle),
                setup.clock().utcMillis(),
                orders.stateVersion());
        // A new one: the disk may have taken its time, and no sensor was asked meanwhile.
        Sample sample = new Sample(setup.clock().nanos(), setup.periodNanos(), cycle);
        loop =
                new ControlLoop(
                        setup.clock(),
                        setup.devices(),
                        new Sampler(setup.clock(), setup.devices()),
                        sample,
                        orders,
                        boluses,
                        therapies,
                        alarms,
                        interlocks,
                        monitor,
                        selfTest(alarms, tested ? nanos : SelfTest.UNTESTED),
                        planner,
                        ledger,
                        journal,
                        setup.host(),
                        new StateReport(
                                ledger, planner, alarms, interlocks, therapies, setup.limits()),
                        mirror,
                        deskMirror,
                        lateness,
                        events);
        return loop;
    }

    private SelfTest selfTest(Alarms alarms, long testedNanos) {
        return new SelfTest(
                SelfTestLimits.defaults(setup.limits().head()),
                new SelfTest.Parts(
                        setup.limits().head(),
                        setup.clock(),
                        setup.devices().annunciator(),
                        setup.program(),
                        Examination.known(() -> setup.host().isWritten(isWritten()))),
                alarms,
                events,
                testedNanos);
    }

    /**
     * The first checkpoint was durable before the first cycle, unless the disk refused it. In
     * simulation the disk is the host's and no part of the rig: it decides nothing.
     */
    private boolean isWritten() {
        return setup.leaseDelayCycles() > 0
                || (hostAlarms.present() & Alarm.LOG_FAILURE.bit()) == 0;
    }

    /** Records who goes beyond a soft limit of the therapy that begins, and why (SR-04). */
    public void noteOverride(LimitOverride override) {
        events.add(
                EventKind.THERAPY,
                currentCycle,
                setup.clock().nanos(),
                setup.prescription().drug(),
                "override",
                setup.prescription().picogramsPerDay(),
                override.by() + ": " + override.why());
    }

    /** What the last session left open, and how it was settled; null for a new therapy. */
    public RestartSettlement settlement() {
        return restart == null ? null : restart.settlement();
    }

    /** Tells other threads, roughly, where the loop is. Control thread, now and then. */
    public void at(long cycle) {
        currentCycle = cycle;
    }

    /** The cycle the loop was in when it last said so. Any thread. */
    public long currentCycle() {
        return currentCycle;
    }

    public EventRing events() {
        return events;
    }

    /** Reads what orders ask for, against this rig's limits. */
    public OrderForms forms() {
        return forms;
    }

    public Inbox inbox() {
        return inbox;
    }

    /** Through which the link looks at the rig. */
    public StateMirror mirror() {
        return mirror;
    }

    /** Through which the program that runs the controller looks at the rig, beside any link. */
    public StateMirror deskMirror() {
        return deskMirror;
    }

    /** Where whoever paces the loop tells how late its cycles were. */
    public LoopLateness lateness() {
        return lateness;
    }

    public HostAlarms hostAlarms() {
        return hostAlarms;
    }

    public ControlLoop loop() {
        return loop;
    }

    /**
     * Ends the session in good order: its last cycle becomes a checkpoint, so that a restart begins
     * exactly there. Nothing may tick meanwhile or after.
     */
    public void end() {
        if (loop != null) {
            loop.end();
        }
    }

    /** Writes what the journal still has to write and closes it. */
    @Override
    public void close() {
        writer.close();
    }
}
