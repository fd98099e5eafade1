package io.pumprig.simulator.suite;

import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.trend.TrendStart;
import io.pumprig.simulator.disk.MemoryJournal;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.fault.FaultRefused;
import io.pumprig.simulator.fault.HostFaults;
import io.pumprig.simulator.scenario.RunSettings;
import io.pumprig.simulator.scenario.RunWatcher;
import io.pumprig.simulator.scenario.SimulatedRun;
import io.pumprig.simulator.scenario.SimulatedSession;
import io.pumprig.simulator.scenario.StateMismatchException;
import io.pumprig.simulator.time.Pacer;
import io.pumprig.simulator.time.WallWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Carries out one run of a scenario on the calling thread, and judges it. */
public final class ScenarioRun {
    private static final long TELL_MASK = (1 << 12) - 1;

    private final Scenario scenario;
    private final long seed;
    private final String version;
    private Company company = Company.NONE;
    private Path state;
    private RunWatcher besides;
    private volatile SimulatedSession running;
    private volatile boolean abandoned;
    private volatile long reachedNanos;

    /**
     * @param version of the software, for the record
     */
    public ScenarioRun(Scenario scenario, long seed, String version) {
        this.scenario = scenario;
        this.seed = seed;
        this.version = version;
    }

    /** In this company. */
    public ScenarioRun with(Company newCompany) {
        company = newCompany;
        return this;
    }

    /** Keeping its journal in this directory, which is empty. */
    public ScenarioRun keeping(Path directory) {
        state = directory;
        return this;
    }

    /** Seen by one watcher more, after every cycle. */
    public ScenarioRun seenBy(RunWatcher watcher) {
        besides = watcher;
        return this;
    }

    /**
     * Runs it to its end, or a little beyond its first failure.
     *
     * @throws IOException when a directory or a broker cannot be used
     */
    public ScenarioResult run() throws IOException {
        WallWatch watch = new WallWatch();
        List<Check> asked = new ArrayList<>();
        for (Supplier<Check> check : scenario.checks()) {
            asked.add(check.get());
        }
        Checks checks = new Checks(asked, new Invariants(scenario.faults()));
        try (SimulatedSession session = open()) {
            if (state != null) {
                session.keepTrend(TrendStart.USUAL_BIN_NANOS);
            }
            running = session;
            checks.watch(session.run());
            if (abandoned) {
                session.run().stop();
            }
            session.run().watchedBy(this::reached);
            if (besides != null) {
                session.run().watchedBy(besides);
            }
            List<String> failures = new ArrayList<>();
            Company.End end = company.join(session);
            try {
                prepare(session);
                session.run().run();
            } catch (RuntimeException | AssertionError e) {
                failures.add("the run ended: " + e);
            } finally {
                end.leave();
            }
            checks.end();
            failures.addAll(checks.failures());
            return new ScenarioResult(
                    scenario,
                    seed,
                    failures,
                    checks.firstFailedCycle(),
                    session.run().cycle(),
                    session.run().cycle() * session.run().periodNanos(),
                    session.run().trace().text(),
                    checks.effects(),
                    Detection.all(scenario, checks.watched()),
                    watch.seconds());
        } catch (JournalException | StateMismatchException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void reached(SimulatedRun run) {
        if ((run.cycle() & TELL_MASK) == 0) {
            reachedNanos = run.cycle() * run.periodNanos();
        }
    }

    /** Simulated time that it has come to, now and then renewed. Any thread. */
    public long reachedNanos() {
        return reachedNanos;
    }

    /** Ends it after its present cycle: what it comes to then is worth nothing. Any thread. */
    public void abandon() {
        abandoned = true;
        SimulatedSession session = running;
        if (session != null) {
            session.run().stop();
        }
    }

    /** Whether it was told to end before its time. */
    public boolean isAbandoned() {
        return abandoned;
    }

    /** On a disk where the disk matters, in memory otherwise: both come to the same. */
    private SimulatedSession open() throws IOException, JournalException, StateMismatchException {
        boolean disk =
                state != null
                        || scenario.faults().stream()
                                .anyMatch(fault -> fault.type() == HostFaults.STATE_CORRUPT);
        return disk
                ? SimulatedSession.open(settings())
                : SimulatedSession.inMemory(settings(), new MemoryJournal());
    }

    private RunSettings settings() {
        return new RunSettings(
                scenario.wiring(),
                scenario.prescription(),
                scenario.library(),
                scenario.override(),
                seed,
                scenario.runNanos(),
                Pacer.UNPACED,
                state,
                RunSettings.DEFAULT_PERIOD_NANOS,
                version);
    }

    private void prepare(SimulatedSession session) throws IOException {
        if (!Double.isNaN(scenario.reservoirMicrolitres())) {
            session.run()
                    .rig()
                    .plant()
                    .refill(
                            scenario.reservoirMicrolitres(),
                            scenario.prescription().picogramsPerNanolitre());
        }
        session.run().follow(scenario.orders().again());
        for (Fault fault : scenario.faults()) {
            try {
                session.run().faults().inject(fault, 1, 0);
                Long clearNanos = scenario.clears().get(fault.key());
                if (clearNanos != null) {
                    session.run().faults().clearAt(fault.key(), clearNanos);
                }
            } catch (FaultRefused e) {
                throw new IOException(
                        scenario.file() + ": fault " + fault.key() + ": " + e.getMessage());
            }
        }
    }
}
