package io.pumprig.simulator.sweep;

import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.Resumable;
import io.pumprig.simulator.disk.MemoryJournal;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.fault.FaultRefused;
import io.pumprig.simulator.scenario.RunSettings;
import io.pumprig.simulator.scenario.SimulatedSession;
import io.pumprig.simulator.suite.Checks;
import io.pumprig.simulator.suite.Scenario;
import io.pumprig.simulator.time.Pacer;
import java.io.IOException;

/** Carries out one run of a sweep on the calling thread, from the checkpoint that it forks from. */
final class CellRun {
    private final Scenario scenario;
    private final SweepRow row;
    private final int moment;
    private final long momentNanos;
    private final long endNanos;
    private final String version;

    /**
     * @param scenario from {@link CellScenario}
     */
    CellRun(
            Scenario scenario,
            SweepRow row,
            int moment,
            long momentNanos,
            long endNanos,
            String version) {
        this.scenario = scenario;
        this.row = row;
        this.moment = moment;
        this.momentNanos = momentNanos;
        this.endNanos = endNanos;
        this.version = version;
    }

    /**
     * Runs it.
     *
     * @param left what the healthy therapy had left by then
     * @return its verdict, or null when it was given up
     * @throws IOException when the disk that it needs cannot be used
     */
    Cell run(Resumable left, Stopper stopper) throws IOException {
        Fault fault = scenario.faults().isEmpty() ? null : scenario.faults().get(0);
        CellOracle oracle = new CellOracle(row, fault, scenario.wiring(), momentNanos, endNanos);
        Checks checks = Checks.ofInvariants(scenario.faults(), oracle);
        long begunNanos = left.last().nanos;
        Cell cell;
        try (SimulatedSession session = open(left)) {
            session.run().follow(scenario.orders().again());
            for (Fault one : scenario.faults()) {
                session.run().faults().inject(one, session.run().cycle() + 1, begunNanos);
            }
            checks.watch(session.run());
            session.run()
                    .watchedBy(
                            run -> {
                                oracle.cycle(checks.watched());
                                if (stopper.isAsked()) {
                                    run.stop();
                                }
                            });
            String exception = null;
            try {
                session.run().run();
            } catch (RuntimeException | AssertionError e) {
                exception = e.toString();
            }
            cell = oracle.judge(moment, checks, exception);
        } catch (JournalException e) {
            throw new IOException(e.getMessage(), e);
        } catch (FaultRefused e) {
            return Cell.without(row, moment, momentNanos, Verdict.NOT_APPLICABLE, e.getMessage());
        }
        return stopper.isAsked() ? null : lasting(cell, begunNanos);
    }

    private SimulatedSession open(Resumable left) throws IOException, JournalException {
        RunSettings settings =
                new RunSettings(
                        scenario.wiring(),
                        left.prescription(),
                        scenario.library(),
                        scenario.override(),
                        null,
                        endNanos,
                        Pacer.UNPACED,
                        null,
                        RunSettings.DEFAULT_PERIOD_NANOS,
                        version);
        return row.needsFile()
                ? SimulatedSession.onFile(settings, left)
                : SimulatedSession.inMemory(settings, new MemoryJournal(left));
    }

    /** With the simulated time that was run for it alone. */
    private static Cell lasting(Cell cell, long begunNanos) {
        return new Cell(
                cell.row(),
                cell.moment(),
                cell.atNanos(),
                cell.verdict(),
                cell.alarm(),
                cell.afterNanos(),
                cell.commandedPicolitres(),
                cell.shortPicolitres(),
                cell.limit(),
                cell.cause(),
                cell.effects(),
                cell.simulatedNanos() - begunNanos);
    }
}
