package io.pumprig.simulator.report;

import io.pumprig.controller.journal.JournalException;
import io.pumprig.hal.rig.RigFile;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.fault.FaultRefused;
import io.pumprig.simulator.fault.WrittenFault;
import io.pumprig.simulator.scenario.OrderScript;
import io.pumprig.simulator.scenario.RunSettings;
import io.pumprig.simulator.scenario.SimulatedSession;
import io.pumprig.simulator.scenario.StateMismatchException;
import io.pumprig.simulator.scenario.TestRun;
import io.pumprig.simulator.time.Pacer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A run of 250 mcg/day with seed 1 that leaves journal and trend in a state directory. */
final class ReportedRun {
    static final long SECOND = 1_000_000_000L;
    static final long HOUR = 3_600 * SECOND;

    private final Path state;
    private final long durationNanos;
    private final List<Fault> faults = new ArrayList<>();
    private Consumer<SimulatedSession> prepared = session -> {};
    private long binNanos = 30 * SECOND;

    /** What a run came to, as itself tells it. */
    record Outcome(double ordered, double believed, double truth, long microsteps, String hash) {}

    ReportedRun(Path state, long durationNanos) {
        this.state = state;
        this.durationNanos = durationNanos;
    }

    ReportedRun with(String key, String component, String instance, String type, String at) {
        return with(key, component, instance, type, at, null);
    }

    ReportedRun with(
            String key,
            String component,
            String instance,
            String type,
            String at,
            String duration) {
        try {
            faults.add(
                    Fault.check(
                            new WrittenFault(
                                    key, component, instance, type, Map.of(), at, duration, null,
                                    null),
                            0));
            return this;
        } catch (FaultRefused e) {
            throw new AssertionError(e);
        }
    }

    ReportedRun after(Consumer<SimulatedSession> preparation) {
        prepared = preparation;
        return this;
    }

    ReportedRun binned(long nanos) {
        binNanos = nanos;
        return this;
    }

    /** Runs it; without a trend where its time is 0. */
    Outcome run() throws IOException {
        RunSettings settings =
                new RunSettings(
                        RigFile.simulated(),
                        TestRun.USUAL,
                        1L,
                        durationNanos,
                        Pacer.UNPACED,
                        state,
                        TestRun.PERIOD_NANOS,
                        "1.0");
        try (SimulatedSession session = SimulatedSession.open(settings)) {
            if (binNanos > 0) {
                session.keepTrend(binNanos);
            }
            session.run().follow(OrderScript.NONE);
            for (Fault fault : faults) {
                session.run().faults().inject(fault, 1, 0);
            }
            prepared.accept(session);
            session.run().run();
            session.end();
            return new Outcome(
                    session.controller().loop().planner().orderedPicograms() / 1e6,
                    session.controller().loop().planner().believedPicograms() / 1e6,
                    session.run().truthNow().tipMicrograms(),
                    session.controller().loop().ledger().delivered(),
                    session.run().trace().text());
        } catch (JournalException | StateMismatchException | FaultRefused e) {
            throw new AssertionError(e);
        }
    }
}
