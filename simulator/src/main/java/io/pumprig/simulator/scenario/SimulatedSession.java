package io.pumprig.simulator.scenario;

import io.pumprig.controller.Controller;
import io.pumprig.controller.command.StateDirectory;
import io.pumprig.controller.journal.Checkpoint;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.JournalStore;
import io.pumprig.controller.journal.RestartSettlement;
import io.pumprig.controller.journal.Resumable;
import io.pumprig.hal.BringUpException;
import io.pumprig.simulator.disk.FileJournal;
import io.pumprig.simulator.disk.MemoryJournal;
import io.pumprig.simulator.disk.RunJournal;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.fault.FaultRefused;
import io.pumprig.simulator.fault.FaultTable;
import io.pumprig.simulator.rig.SimulatedRig;
import io.pumprig.simulator.rig.TraceHash;
import io.pumprig.simulator.time.Pacer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A run with all that it stands on, opened and closed together: state directory, journal, world,
 * controller. A state that an earlier process left behind is taken up where its last checkpoint is.
 */
public final class SimulatedSession implements AutoCloseable {
    private final StateDirectory directory;
    private final SimulatedHost host;
    private final SimulatedRun run;
    private final long seed;
    private final long resumedCycle;
    private final RestartSettlement settlement;

    /** Null where none is kept. */
    private RunTrend trend;

    private boolean ended;

    private SimulatedSession(
            StateDirectory directory,
            SimulatedHost host,
            SimulatedRun run,
            long seed,
            long resumedCycle) {
        this.directory = directory;
        this.host = host;
        this.run = run;
        this.seed = seed;
        this.resumedCycle = resumedCycle;
        settlement = run.controller().settlement();
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
        FileJournal journal = new FileJournal(directory.journal(), !directory.isTemporary());
        JournalStore store = journal.open();
        RunSettings taken;
        Resumable left;
        try {
            left = journal.left().orElse(null);
            if (left != null) {
                compare(settings, left, journal, directory);
            }
            taken = left == null ? settings : settings.on(left.prescription());
        } catch (IOException | JournalException | StateMismatchException | RuntimeException e) {
            store.close();
            throw e;
        }
        return begin(taken, directory, journal, store, left);
    }

    /**
     * Opens a session that leaves nothing on any disk: on an empty journal, or one in which an
     * earlier run left a world to fork from.
     *
     * @throws JournalException when the journal cannot be read
     * @throws IOException when the world in it cannot be
     */
    public static SimulatedSession inMemory(RunSettings settings, MemoryJournal journal)
            throws IOException, JournalException {
        return begin(settings, null, journal, journal.open(), journal.left().orElse(null));
    }

    /**
     * The same with faults that are there before the rig is brought up: a part that says no for
     * them ends it.
     *
     * @param faults that wait for operations; those that wait for a time begin with the first cycle
     * @throws BringUpException when a part of the rig says no
     * @throws FaultRefused when the rig has no such target
     */
    public static SimulatedSession inMemory(
            RunSettings settings, MemoryJournal journal, List<Fault> faults)
            throws IOException, JournalException, FaultRefused {
        Ground ground = ground(settings, journal, journal.open(), journal.left().orElse(null));
        try {
            for (Fault fault : faults) {
                ground.faults.inject(fault, 0, 0);
            }
        } catch (FaultRefused e) {
            ground.store.close();
            throw e;
        }
        return ground.begin(null);
    }

    /**
     * Opens a session that goes on from what another left, with a journal in a file of its own that
     * goes with it: for what can befall a file.
     *
     * @param left as a journal gave it; it is not changed
     * @throws JournalException when the journal cannot be begun
     * @throws IOException when the world in it cannot be read, or no directory be made
     */
    public static SimulatedSession onFile(RunSettings settings, Resumable left)
            throws IOException, JournalException {
        StateDirectory directory = StateDirectory.temporary();
        try {
            FileJournal journal = new FileJournal(directory.journal(), false);
            return begin(settings, directory, journal, journal.open(), left);
        } catch (IOException | JournalException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /**
     * The therapy may be the one in force, or one from which it was reached by commits: the command
     * that began a run also takes it up.
     */
    private static void compare(
            RunSettings settings, Resumable kept, FileJournal store, StateDirectory directory)
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
            RunJournal journal,
            JournalStore store,
            Resumable left)
            throws IOException, JournalException {
        Ground ground = ground(settings, journal, store, left);
        try {
            return ground.begin(directory);
        } catch (BringUpException e) {
            throw new IOException(
                    e.getMessage()
                            + "; its world holds the faults "
                            + ground.faultKeys()
                            + ", so begin with an empty directory",
                    e);
        }
    }

    private static Ground ground(
            RunSettings settings, RunJournal journal, JournalStore store, Resumable left)
            throws IOException {
        Checkpoint last = left == null ? null : left.last();
        try {
            long seed = seed(settings, last);
            SimulatedRig rig =
                    new SimulatedRig(
                            settings.wiring(),
                            settings.prescription(),
                            seed,
                            -SimulatedHost.BRING_UP_NANOS);
            FaultTable faults = new FaultTable(rig.places(), seed);
            TraceHash trace =
                    new TraceHash(last == null ? 0 : WorldImage.head(last.companion).trace());
            SimulatedHost host = new SimulatedHost(settings, seed, rig, faults, trace, journal);
            if (last != null) {
                WorldImage.restore(last.companion, rig, faults, host.places());
            }
            return new Ground(settings, seed, rig, faults, trace, host, store, left);
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** What a session stands on before its controller begins. */
    private record Ground(
            RunSettings settings,
            long seed,
            SimulatedRig rig,
            FaultTable faults,
            TraceHash trace,
            SimulatedHost host,
            JournalStore store,
            Resumable left) {

        /** A part that was broken when the state was kept is broken still: it says no. */
        SimulatedSession begin(StateDirectory directory) throws JournalException {
            Checkpoint last = left == null ? null : left.last();
            long startNanos = last == null ? 0 : last.nanos + SimulatedHost.BRING_UP_NANOS;
            Controller controller = host.start(store, settings.prescription(), left, startNanos);
            long firstCycle = startNanos / settings.periodNanos();
            SimulatedRun run =
                    new SimulatedRun(
                            rig,
                            host,
                            controller,
                            faults,
                            trace,
                            new Pacer(settings.speed()),
                            settings.periodNanos(),
                            firstCycle,
                            settings.endCycle());
            return new SimulatedSession(directory, host, run, seed, last == null ? 0 : firstCycle);
        }

        String faultKeys() {
            return faults.faults().stream()
                    .map(view -> view.fault().key())
                    .collect(Collectors.joining(", "));
        }
    }

    private static long seed(RunSettings settings, Checkpoint last) throws IOException {
        if (last != null) {
            return WorldImage.head(last.companion).seed();
        }
        return settings.seed() == null ? RunSettings.DEFAULT_SEED : settings.seed();
    }

    public SimulatedRun run() {
        return run;
    }

    /** The controller that runs now, or ran last: after a crash it is another one. */
    public Controller controller() {
        return run.controller();
    }

    public long seed() {
        return seed;
    }

    /** Names the session of the present controller in topics and records. */
    public String id() {
        return host.sessionId();
    }

    /** The cycle in which an earlier run was taken up, 0 for a new one. */
    public long resumedCycle() {
        return resumedCycle;
    }

    /** What a crash left open and how it was settled, or null for a new run. */
    public RestartSettlement settlement() {
        return settlement;
    }

    /**
     * Keeps a trend beside the journal, a row for each {@code binNanos}. Before the run; it changes
     * nothing in it.
     */
    public void keepTrend(long binNanos) {
        trend = new RunTrend(directory.path(), host, run, seed, binNanos);
        run.watchedBy(trend);
        run.whenRestarted(trend::restarted);
    }

    /** Why there is no whole trend, in words; null where it is, or none was asked for. */
    public String trendTrouble() {
        return trend == null ? null : trend.trouble();
    }

    /** Where journal and trend are, as long as it is open. */
    public Path state() {
        return directory.path();
    }

    /**
     * Writes what is still to be written, the end itself included: what is kept is whole then. Not
     * while another thread runs it.
     */
    public void end() {
        if (ended) {
            return;
        }
        ended = true;
        if (run.isSound()) {
            controller().end();
        }
        controller().close();
        if (trend != null) {
            trend.close();
        }
    }

    /** Ends it, and releases everything. Not while another thread runs it. */
    @Override
    public void close() throws IOException {
        end();
        if (directory != null) {
            directory.close();
        }
    }
}
