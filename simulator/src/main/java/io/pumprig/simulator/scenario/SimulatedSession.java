package io.pumprig.simulator.scenario;

import io.pumprig.controller.Controller;
import io.pumprig.controller.HostSide;
import io.pumprig.controller.command.StateDirectory;
import io.pumprig.controller.journal.Checkpoint;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.JournalStore;
import io.pumprig.controller.journal.RestartSettlement;
import io.pumprig.controller.journal.Resumable;
import io.pumprig.controller.journal.SqliteJournal;
import io.pumprig.controller.safety.SafetyLimits;
import io.pumprig.controller.selftest.Examination;
import io.pumprig.hal.BringUpException;
import io.pumprig.hal.device.PumpDevices;
import io.pumprig.hal.rig.RigWiring;
import io.pumprig.simulator.fault.FaultTable;
import io.pumprig.simulator.rig.SimulatedRig;
import io.pumprig.simulator.rig.TraceHash;
import io.pumprig.simulator.time.Pacer;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A run with all that it stands on, opened and closed together: state directory, journal, world,
 * controller. A state that an earlier process left behind is taken up where its last checkpoint is.
 */
public final class SimulatedSession implements AutoCloseable {
    /** Time before the first cycle in which chips are brought up and positions are looked at. */
    private static final long BRING_UP_NANOS = 3_000_000_000L;

    /** Cycles after which a lease is used: fixed, so that no disk can change a result. */
    private static final int LEASE_DELAY_CYCLES = 10;

    private final StateDirectory directory;
    private final Controller controller;
    private final SimulatedRun run;
    private final long seed;
    private final String id;
    private final long resumedCycle;

    private SimulatedSession(
            StateDirectory directory,
            Controller controller,
            SimulatedRun run,
            long seed,
            String id,
            long resumedCycle) {
        this.directory = directory;
        this.controller = controller;
        this.run = run;
        this.seed = seed;
        this.id = id;
        this.resumedCycle = resumedCycle;
    }

    /**
     * Opens the session: brings the rig up, settles what a crash left open, begins therapy.
     *
     * @throws StateDirectory.InUseException when another process holds the state
     * @throws StateMismatchException when the state belongs to another therapy, seed or rig
     * @throws JournalException when the journal cannot be opened or read
     * @throws IOException when the directory cannot be used
     */
    public static SimulatedSession open(RunSettings settings)
            throws IOException, JournalException, StateMismatchException {
        StateDirectory directory =
                settings.state() == null
                        ? StateDirectory.temporary()
                        : StateDirectory.open(settings.state());
        try {
            return open(settings, directory);
        } catch (IOException | JournalException | StateMismatchException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static SimulatedSession open(RunSettings settings, StateDirectory directory)
            throws IOException, JournalException, StateMismatchException {
        SqliteJournal store =
                directory.isTemporary()
                        ? SqliteJournal.openForThisProcess(directory.journal())
                        : SqliteJournal.open(directory.journal());
        try {
            Optional<Resumable> kept = store.resumable();
            if (kept.isEmpty()) {
                return begin(settings, directory, store, null, null);
            }
            compare(settings, kept.get(), store, directory);
            return begin(
                    settings.on(kept.get().prescription()),
                    directory,
                    store,
                    kept.get().last(),
                    kept.get().fallback());
        } catch (IOException | JournalException | StateMismatchException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /**
     * The therapy may be the one in force, or one from which it was reached by commits: the command
     * that began a run also takes it up.
     */
    private static void compare(
            RunSettings settings, Resumable kept, SqliteJournal store, StateDirectory directory)
            throws StateMismatchException, IOException, JournalException {
        if (!store.knows(settings.prescription().identity())) {
            throw new StateMismatchException(
                    "state directory "
                            + directory.path()
                            + " belongs to another therapy; run that one, or give an empty directory");
        }
        WorldImage.Head head = WorldImage.head(kept.last().companion);
        if (settings.seed() != null && settings.seed() != head.seed()) {
            throw new StateMismatchException(
                    "seed: found "
                            + settings.seed()
                            + "; allowed "
                            + head.seed()
                            + ", with which state directory "
                            + directory.path()
                            + " was begun");
        }
        if (!head.wiring().equals(settings.wiring().toString())) {
            // Microsteps of another head or line would stand for other volumes.
            throw new StateMismatchException(
                    "rig: found another wiring; allowed the one with which state directory "
                            + directory.path()
                            + " was begun");
        }
    }

    private static SimulatedSession begin(
            RunSettings settings,
            StateDirectory directory,
            SqliteJournal store,
            Checkpoint last,
            Resumable.Fallback fallback)
            throws IOException, JournalException {
        long seed = seed(settings, last);
        SimulatedRig rig =
                new SimulatedRig(settings.wiring(), settings.prescription(), seed, -BRING_UP_NANOS);
        FaultTable faults = new FaultTable(rig.places());
        if (last != null) {
            WorldImage.restore(last.companion, rig, faults);
        }
        long startNanos = last == null ? 0 : last.nanos + BRING_UP_NANOS;
        long firstCycle = startNanos / settings.periodNanos();
        TraceHash trace =
                last == null
                        ? new TraceHash()
                        : new TraceHash(WorldImage.head(last.companion).trace());
        String id = sessionId();
        Controller controller =
                new Controller(
                        new Controller.Setup(
                                rig.clock(),
                                bringUp(rig, faults),
                                limits(settings.wiring()),
                                settings.library(),
                                Examination.known(settings.library()::isIntact),
                                settings.path(),
                                settings.prescription(),
                                settings.periodNanos(),
                                false,
                                store,
                                new JournalStore.Session(
                                        id, "sim", settings.version(), rig.clock().utcMillis()),
                                () -> WorldImage.take(seed, rig, faults, trace.value()),
                                LEASE_DELAY_CYCLES,
                                last,
                                fallback,
                                HostSide.UNHEARD));
        if (settings.override() != null && last == null) {
            controller.noteOverride(settings.override());
        }
        rig.clock().advanceTo(startNanos);
        controller.begin(firstCycle, last == null ? 0 : BRING_UP_NANOS);
        SimulatedRun run =
                new SimulatedRun(
                        rig,
                        controller,
                        faults,
                        trace,
                        new Pacer(settings.speed()),
                        settings.periodNanos(),
                        firstCycle,
                        settings.endCycle());
        return new SimulatedSession(
                directory, controller, run, seed, id, last == null ? 0 : firstCycle);
    }

    private static SafetyLimits limits(RigWiring wiring) {
        return SafetyLimits.defaults(
                        wiring.pump(), wiring.line().compliancePicolitresPerKilopascal())
                .holding(wiring.reservoir().capacityPicolitres())
                .until(wiring.endOfServiceUtcMillis().orElse(Long.MAX_VALUE));
    }

    /** A part that was broken when the state was kept is broken still, and says no to bring-up. */
    private static PumpDevices bringUp(SimulatedRig rig, FaultTable faults) throws IOException {
        try {
            return rig.bringUp();
        } catch (BringUpException e) {
            String kept =
                    faults.faults().stream()
                            .map(view -> view.fault().key())
                            .collect(Collectors.joining(", "));
            throw new IOException(
                    e.getMessage()
                            + "; its world holds the faults "
                            + kept
                            + ", so begin with an empty directory",
                    e);
        }
    }

    private static long seed(RunSettings settings, Checkpoint last) throws IOException {
        if (last != null) {
            return WorldImage.head(last.companion).seed();
        }
        return settings.seed() == null ? RunSettings.DEFAULT_SEED : settings.seed();
    }

    /** Unlike any other session's: requests may name the one they mean. It decides nothing. */
    private static String sessionId() {
        return "sim-" + UUID.randomUUID();
    }

    public SimulatedRun run() {
        return run;
    }

    public Controller controller() {
        return controller;
    }

    public long seed() {
        return seed;
    }

    /** Names this session in topics and records. */
    public String id() {
        return id;
    }

    /** The cycle in which an earlier run was taken up, 0 for a new one. */
    public long resumedCycle() {
        return resumedCycle;
    }

    /** What a crash left open and how it was settled, or null for a new run. */
    public RestartSettlement settlement() {
        return controller.settlement();
    }

    /**
     * Writes what is still to be written, the end itself included, and releases everything. Not
     * while another thread runs it.
     */
    @Override
    public void close() throws IOException {
        if (run.isSound()) {
            controller.end();
        }
        controller.close();
        directory.close();
    }
}
