package io.pumprig.simulator.suite;

import io.pumprig.hal.settings.SettingsException;
import io.pumprig.hal.settings.SettingsNode;
import io.pumprig.simulator.replay.ReplayVerdict;
import io.pumprig.simulator.scenario.SimulatedRun;
import io.pumprig.simulator.trace.TraceColumns;
import io.pumprig.simulator.trace.TraceReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Runs the scenario of an evidence folder again and compares every cycle with its trace. */
public final class EvidenceReplay {
    private static final long TELL_MASK = (1 << 16) - 1;

    private final Path folder;
    private final Company company;
    private final String version;
    private final LongConsumer progress;
    private String divergence;

    /**
     * @param progress told now and then which cycle was reached
     */
    public EvidenceReplay(Path folder, Company company, String version, LongConsumer progress) {
        this.folder = folder;
        this.company = company;
        this.version = version;
        this.progress = progress;
    }

    /** Whether the folder is one that a failed run left. */
    public static boolean isOne(Path folder) {
        return Files.isRegularFile(folder.resolve(Evidence.FACTS))
                && Files.isRegularFile(folder.resolve(Evidence.SCENARIO));
    }

    /**
     * Cycles of the run that left the folder.
     *
     * @throws SettingsException when its facts cannot be read
     */
    public static long cycles(Path folder) {
        return SettingsNode.read(folder.resolve(Evidence.FACTS))
                .integer("cycles", 0, Long.MAX_VALUE);
    }

    /**
     * Runs and compares.
     *
     * @throws SettingsException when the scenario or the facts in the folder cannot be read
     * @throws IOException when a file of the folder is missing or damaged
     */
    public ReplayVerdict run() throws IOException {
        SettingsNode facts = SettingsNode.read(folder.resolve(Evidence.FACTS));
        String hash = facts.text("traceHash");
        String recordedVersion = facts.text("version");
        List<Scenario> scenarios = ScenarioFile.read(folder.resolve(Evidence.SCENARIO));
        Scenario scenario = scenarios.get(0);
        ScenarioResult result;
        try (TraceReader trace = trace()) {
            long[] row = TraceColumns.row();
            result =
                    new ScenarioRun(scenario, scenario.seeds().get(0), version)
                            .with(scenario.broker() ? company : Company.NONE)
                            .seenBy(run -> compare(run, row, trace))
                            .run();
            if (divergence == null && trace.next()) {
                divergence =
                        "cycle " + trace.cycle() + ", nanos: recorded, and the replay had ended";
            }
        }
        return verdict(result, hash, recordedVersion);
    }

    private TraceReader trace() throws IOException {
        Path file = folder.resolve(Evidence.TRACE);
        TraceReader trace = TraceReader.open(file);
        if (!trace.head().columns().equals(TraceColumns.ALL)) {
            trace.close();
            throw new IOException(file + " is the trace of another version");
        }
        return trace;
    }

    private void compare(SimulatedRun run, long[] row, TraceReader trace) {
        if (divergence != null) {
            return;
        }
        if ((run.cycle() & TELL_MASK) == 0) {
            progress.accept(run.cycle());
        }
        try {
            if (!trace.next()) {
                divergence =
                        "cycle " + run.cycle() + ", nanos: replayed, and the recording had ended";
                run.stop();
                return;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TraceColumns.fill(row, run);
        if (trace.cycle() != run.cycle()) {
            diverged(run, "cycle", trace.cycle(), run.cycle());
            return;
        }
        for (int i = 0; i < row.length; i++) {
            if (row[i] != trace.row()[i]) {
                diverged(run, TraceColumns.ALL.get(i).name(), trace.row()[i], row[i]);
                return;
            }
        }
    }

    private void diverged(SimulatedRun run, String field, long recorded, long replayed) {
        divergence =
                "cycle "
                        + run.cycle()
                        + ", "
                        + field
                        + ": recorded "
                        + recorded
                        + ", replayed "
                        + replayed;
        run.stop();
    }

    private ReplayVerdict verdict(ScenarioResult result, String hash, String recordedVersion) {
        List<String> lines = new ArrayList<>();
        lines.add("scenario      " + result.title());
        lines.add("seed          " + result.seed());
        if (!recordedVersion.equals(version)) {
            lines.add("version       recorded by " + recordedVersion + ", replayed by " + version);
        }
        result.failures().forEach(failure -> lines.add("does not hold " + failure));
        if (divergence == null && !result.traceHash().equals(hash)) {
            divergence =
                    "cycle "
                            + result.cycles()
                            + ", trace hash: recorded "
                            + hash
                            + ", replayed "
                            + result.traceHash();
        }
        if (divergence != null) {
            lines.add("DIVERGED in " + divergence);
        } else {
            lines.add("FAITHFUL over " + result.cycles() + " cycles, trace hash " + hash);
        }
        return new ReplayVerdict(divergence == null, lines);
    }
}
