package io.pumprig.simulator.scenario;

import io.pumprig.controller.Controller;
import io.pumprig.controller.journal.Checkpoint;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.JournalStore;
import io.pumprig.controller.journal.Resumable;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.safety.SafetyLimits;
import io.pumprig.controller.selftest.Examination;
import io.pumprig.hal.BringUpException;
import io.pumprig.hal.device.PumpDevices;
import io.pumprig.hal.rig.RigWiring;
import io.pumprig.simulator.disk.FullDisk;
import io.pumprig.simulator.disk.RunJournal;
import io.pumprig.simulator.fault.FaultTable;
import io.pumprig.simulator.rig.SimulatedRig;
import io.pumprig.simulator.rig.TraceHash;
import java.util.UUID;

/**
 * The computer beside a simulated rig: it starts the controller on what the rig has and what the
 * journal holds, and starts it again after a crash. Simulation thread only.
 */
final class SimulatedHost {
    /** Time before a first cycle in which chips are brought up and positions are looked at. */
    static final long BRING_UP_NANOS = 3_000_000_000L;

    /** Cycles after which a lease is used: fixed, so that no disk can change a result. */
    private static final int LEASE_DELAY_CYCLES = 10;

    private final RunSettings settings;
    private final long seed;
    private final SimulatedRig rig;
    private final FaultTable faults;
    private final TraceHash trace;
    private final HostPlaces places = new HostPlaces();
    private final RunJournal journal;
    private final SessionLog log = new SessionLog();
    private String sessionId;
    private FullDisk disk;
    private long cycleNow;
    private boolean betweenCycles;

    /**
     * @param journal not open
     */
    SimulatedHost(
            RunSettings settings,
            long seed,
            SimulatedRig rig,
            FaultTable faults,
            TraceHash trace,
            RunJournal journal) {
        this.settings = settings;
        this.seed = seed;
        this.rig = rig;
        this.faults = faults;
        this.trace = trace;
        this.journal = journal;
        faults.extend(places);
    }

    /** What the run is made of. */
    RunSettings settings() {
        return settings;
    }

    /** Faults of this computer. */
    HostPlaces places() {
        return places;
    }

    /** What came into the run from outside. */
    SessionLog log() {
        return log;
    }

    /** The run is in that cycle, or stands still after it. */
    void at(long cycle, boolean between) {
        cycleNow = cycle;
        betweenCycles = between;
    }

    long cycleNow() {
        return cycleNow;
    }

    boolean isBetweenCycles() {
        return betweenCycles;
    }

    /** Names the session of the controller that was started last. */
    String sessionId() {
        return sessionId;
    }

    RunJournal journal() {
        return journal;
    }

    /**
     * Starts a controller on an opened journal and a rig whose clock is where bring-up begins.
     *
     * @param store as the journal gave it; closed again when this fails
     * @param prescription what to deliver
     * @param left what the controllers before left, or null for a new therapy
     * @param startNanos when its first cycle may be, at least {@link #BRING_UP_NANOS} from now
     * @throws BringUpException when a part of the rig says no
     * @throws JournalException when the journal cannot be begun
     */
    Controller start(JournalStore store, Prescription prescription, Resumable left, long startNanos)
            throws JournalException {
        disk = new FullDisk(store);
        disk.full(places.isDiskFull());
        places.disk(disk);
        sessionId = newSessionId();
        Checkpoint last = left == null ? null : left.last();
        Controller controller;
        try {
            controller = new Controller(setup(prescription, left, rig.bringUp()));
        } catch (BringUpException | JournalException e) {
            disk.close();
            throw e;
        }
        if (settings.override() != null && last == null) {
            controller.noteOverride(settings.override());
        }
        rig.clock().advanceTo(startNanos);
        controller.begin(
                startNanos / settings.periodNanos(), last == null ? 0 : startNanos - last.nanos);
        return controller;
    }

    private Controller.Setup setup(Prescription prescription, Resumable left, PumpDevices devices) {
        return new Controller.Setup(
                rig.clock(),
                devices,
                limits(settings.wiring()),
                settings.library(),
                Examination.known(settings.library()::isIntact),
                settings.path(),
                prescription,
                settings.periodNanos(),
                false,
                disk,
                new JournalStore.Session(
                        sessionId, "sim", settings.version(), rig.clock().utcMillis()),
                () -> WorldImage.take(seed, rig, faults, places, trace.value()),
                LEASE_DELAY_CYCLES,
                left == null ? null : left.last(),
                left == null ? null : left.fallback(),
                log.listening(this));
    }

    private static SafetyLimits limits(RigWiring wiring) {
        return SafetyLimits.defaults(
                        wiring.pump(), wiring.line().compliancePicolitresPerKilopascal())
                .holding(wiring.reservoir().capacityPicolitres())
                .until(wiring.endOfServiceUtcMillis().orElse(Long.MAX_VALUE));
    }

    /**
     * Starts a controller again after the one before is gone and closed: from what the journal
     * holds, as soon as the rig can be brought up.
     *
     * @return null when a part of the rig said no; somebody may try again later
     * @throws JournalException when nothing in the journal is whole (SR-15)
     */
    Controller startAgain() throws JournalException {
        JournalStore store = journal.open();
        Resumable left;
        try {
            left = journal.left().orElseThrow();
        } catch (JournalException | RuntimeException e) {
            store.close();
            throw e;
        }
        long period = settings.periodNanos();
        long ready = rig.clock().nanos() + BRING_UP_NANOS;
        try {
            return start(store, left.prescription(), left, (ready + period - 1) / period * period);
        } catch (BringUpException e) {
            return null;
        }
    }

    /** Unlike any other session's: requests may name the one they mean. It decides nothing. */
    private static String newSessionId() {
        return "sim-" + UUID.randomUUID();
    }
}
