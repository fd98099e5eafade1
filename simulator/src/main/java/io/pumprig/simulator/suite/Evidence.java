package io.pumprig.simulator.suite;

import io.pumprig.controller.journal.JournalException;
import io.pumprig.hal.settings.JsonText;
import io.pumprig.simulator.report.RunReport;
import io.pumprig.simulator.report.WindowProfile;
import io.pumprig.simulator.scenario.RunSettings;
import io.pumprig.simulator.scenario.SimulatedRun;
import io.pumprig.simulator.trace.TraceColumn;
import io.pumprig.simulator.trace.TraceColumns;
import io.pumprig.simulator.trace.TraceHead;
import io.pumprig.simulator.trace.TraceRecorder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a failed run leaves behind: a folder with the scenario as it counted, seed, version, trace
 * hash and complaints, the trace of every cycle, the journal and the trend with their report, the
 * samples around the failure and a picture. The run is made once more for it, which changes
 * nothing, since it is the same run.
 */
public final class Evidence {
    static final String SCENARIO = "scenario.yaml";
    static final String FACTS = "evidence.json";
    static final String TRACE = "cycles.trace";
    static final String JOURNAL = "journal.sqlite";
    static final String SAMPLES = "samples.csv";
    static final String PICTURE = "picture.svg";
    private static final String TREND = "trend";
    private static final String REPORT = "report";

    private static final Pattern UNFIT = Pattern.compile("[^A-Za-z0-9]+");
    private static final int LONGEST_NAME = 60;

    private Evidence() {}

    /**
     * Writes the folder of a result below {@code directory}; one that is there already is replaced.
     *
     * @param runner carries the run out once more
     * @return the folder; null when the runner was stopped meanwhile, and there is none
     * @throws IOException when it cannot be written
     */
    public static Path write(
            Path directory,
            ScenarioResult result,
            Company company,
            String version,
            SuiteRunner runner)
            throws IOException {
        Path folder = directory.resolve(folderName(result));
        delete(folder);
        Files.createDirectories(folder);
        Scenario scenario = result.scenario();
        Files.writeString(folder.resolve(SCENARIO), JsonText.of(source(scenario, result.seed())));
        Path state = Files.createDirectory(folder.resolve("state"));
        SampleWindow window = new SampleWindow(middle(result));
        Picture picture = new Picture(scenario, result);
        ScenarioResult again;
        TraceHead head =
                new TraceHead(
                        version,
                        scenario.wiring().rig(),
                        result.seed(),
                        RunSettings.DEFAULT_PERIOD_NANOS,
                        1);
        ScenarioRun run =
                new ScenarioRun(scenario, result.seed(), version)
                        .with(scenario.broker() ? company : Company.NONE)
                        .keeping(state);
        TraceRecorder trace = TraceRecorder.begin(folder.resolve(TRACE), head, why -> {});
        try {
            long[] row = TraceColumns.row();
            again = runner.carriedOut(run.seenBy(seen -> look(seen, row, trace, window, picture)));
        } finally {
            trace.close();
        }
        if (run.isAbandoned()) {
            delete(folder);
            return null;
        }
        if (trace.trouble() != null) {
            throw new IOException(folder.resolve(TRACE) + ": " + trace.trouble());
        }
        window.write(folder.resolve(SAMPLES));
        picture.write(folder.resolve(PICTURE));
        Files.move(state.resolve(JOURNAL), folder.resolve(JOURNAL));
        Files.move(state.resolve(TREND), folder.resolve(TREND));
        delete(state);
        report(folder);
        Files.writeString(folder.resolve(FACTS), JsonText.of(facts(result, again, version)));
        return folder;
    }

    private static void report(Path folder) throws IOException {
        try {
            RunReport.write(folder, reportOf(folder), WindowProfile.MICRO_RATE);
        } catch (JournalException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The folder of the report in the folder of a run that failed. */
    static Path reportOf(Path folder) {
        return folder.resolve(REPORT);
    }

    private static void look(
            SimulatedRun run,
            long[] row,
            TraceRecorder trace,
            SampleWindow window,
            Picture picture) {
        trace.saw(run);
        TraceColumns.fill(row, run);
        window.look(run.cycle(), row);
        picture.look(run);
    }

    private static long middle(ScenarioResult result) {
        return result.firstFailedCycle() < 0 ? result.cycles() : result.firstFailedCycle();
    }

    /** Readable, and unlike that of another run of the suite. */
    private static String folderName(ScenarioResult result) {
        String name =
                UNFIT.matcher(result.scenario().name().toLowerCase(Locale.ROOT)).replaceAll("-");
        String cut = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        String file = Path.of(result.scenario().file()).getFileName().toString();
        String stem = UNFIT.matcher(file.replaceAll("\\.ya?ml$", "")).replaceAll("-");
        return stem
                + (stem.startsWith(cut) || cut.isEmpty() ? "" : "." + cut)
                + "."
                + Integer.toHexString(result.scenario().name().hashCode())
                + ".seed"
                + result.seed();
    }

    /** The scenario with this seed alone; a twin has neither faults nor what they lead to. */
    static Map<String, Object> source(Scenario scenario, long seed) {
        Map<String, Object> source = new LinkedHashMap<>(scenario.source());
        source.put("name", scenario.name());
        source.remove("seeds");
        source.put("seed", seed);
        if (scenario.isTwin()) {
            source.remove("faults");
            source.remove("broker");
            Map<String, Object> never = new LinkedHashMap<>();
            never.put("never", "any");
            if (!scenario.twinAlarms().isEmpty()) {
                never.put(
                        "besides",
                        scenario.twinAlarms().stream().sorted().map(Enum::name).toList());
            }
            source.put("expect", List.of(never));
        }
        return source;
    }

    private static Map<String, Object> facts(
            ScenarioResult result, ScenarioResult again, String version) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", result.scenario().name());
        facts.put("file", result.scenario().file());
        facts.put("requirements", result.scenario().requirements());
        facts.put("backend", "sim");
        facts.put("version", version);
        facts.put("seed", result.seed());
        facts.put("traceHash", result.traceHash());
        facts.put("cycles", result.cycles());
        facts.put("firstFailedCycle", result.firstFailedCycle());
        facts.put("failures", result.failures());
        facts.put("detections", result.detections());
        facts.put("sameWhenRunAgain", again.traceHash().equals(result.traceHash()));
        return facts;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (Files.isDirectory(file)) {
                    delete(file);
                } else {
                    Files.delete(file);
                }
            }
        }
        Files.delete(folder);
    }

    /** The rows of ten seconds before and after a cycle. */
    private static final class SampleWindow {
        private static final int HALF_CYCLES = 1_000;

        private final long middle;
        private final StringBuilder csv = new StringBuilder();

        SampleWindow(long middle) {
            this.middle = middle;
            csv.append("cycle");
            for (TraceColumn column : TraceColumns.ALL) {
                csv.append(',').append(column.name());
            }
            csv.append('\n');
        }

        void look(long cycle, long[] row) {
            if (Math.abs(cycle - middle) > HALF_CYCLES) {
                return;
            }
            csv.append(cycle);
            for (long value : row) {
                csv.append(',').append(value);
            }
            csv.append('\n');
        }

        void write(Path file) throws IOException {
            try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                out.append(csv);
            }
        }
    }
}
