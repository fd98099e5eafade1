package io.pumprig.simulator.sweep;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.Resumable;
import io.pumprig.simulator.disk.MemoryJournal;
import io.pumprig.simulator.scenario.RunSettings;
import io.pumprig.simulator.scenario.SimulatedSession;
import io.pumprig.simulator.suite.Checks;
import io.pumprig.simulator.suite.Scenario;
import io.pumprig.simulator.time.Pacer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The healthy therapy, run once, with what its journal held at the times from which others fork.
 * Made on one thread, then read by any.
 */
final class BaseRun {
    private static final long TELL_MASK = (1 << 12) - 1;

    private final Map<Long, Resumable> kept = new HashMap<>();
    private final StringBuilder trouble = new StringBuilder();
    private long simulatedNanos;

    private BaseRun() {}

    /**
     * Runs the therapy until the last of the times.
     *
     * @param forkNanos times at which to look into the journal
     * @param stopper is told of the run, to end it before its time
     * @param watcher is told now and then how far it is
     * @throws IOException when the run cannot begin
     */
    static BaseRun run(
            Scenario scenario,
            long seed,
            List<Long> forkNanos,
            String version,
            Stopper stopper,
            SweepWatcher watcher)
            throws IOException {
        BaseRun base = new BaseRun();
        TreeSet<Long> due = new TreeSet<>(forkNanos);
        MemoryJournal journal = new MemoryJournal();
        long endNanos = due.last() + RunSettings.DEFAULT_PERIOD_NANOS;
        RunSettings settings =
                new RunSettings(
                        scenario.wiring(),
                        scenario.prescription(),
                        scenario.library(),
                        scenario.override(),
                        seed,
                        endNanos,
                        Pacer.UNPACED,
                        null,
                        RunSettings.DEFAULT_PERIOD_NANOS,
                        version);
        try (SimulatedSession session = SimulatedSession.inMemory(settings, journal)) {
            if (!Double.isNaN(scenario.reservoirMicrolitres())) {
                session.run()
                        .rig()
                        .plant()
                        .refill(
                                scenario.reservoirMicrolitres(),
                                scenario.prescription().picogramsPerNanolitre());
            }
            session.run().follow(scenario.orders().again());
            Checks checks =
                    Checks.ofInvariants(
                            List.of(), (watched, alarm) -> base.note(watched.nanos(), alarm));
            checks.watch(session.run());
            session.run()
                    .watchedBy(
                            run -> {
                                long nanos = run.cycle() * run.periodNanos();
                                if ((run.cycle() & TELL_MASK) == 0) {
                                    watcher.base(nanos, endNanos);
                                }
                                while (!due.isEmpty() && nanos >= due.first()) {
                                    run.controller().loop().journal().awaitWritten();
                                    base.kept.put(due.pollFirst(), left(journal));
                                }
                                if (stopper.isAsked()) {
                                    run.stop();
                                }
                            });
            session.run().run();
            checks.end();
            checks.failures().forEach(failure -> base.trouble.append(failure).append("; "));
            base.simulatedNanos = session.run().cycle() * session.run().periodNanos();
        } catch (JournalException e) {
            throw new IOException(e.getMessage(), e);
        }
        return base;
    }

    private static Resumable left(MemoryJournal journal) {
        return journal.left().orElseThrow();
    }

    private void note(long nanos, Alarm alarm) {
        trouble.append(alarm).append(" at ").append(CellScenario.time(nanos)).append("; ");
    }

    /** What the journal held at that time; null when the run was ended before. */
    Resumable left(long nanos) {
        return kept.get(nanos);
    }

    /** What was raised or broken in it, in words; empty for nothing. */
    String trouble() {
        return trouble.toString();
    }

    /** How long it ran. */
    long simulatedNanos() {
        return simulatedNanos;
    }
}
