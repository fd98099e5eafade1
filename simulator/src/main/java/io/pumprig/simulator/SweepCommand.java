package io.pumprig.simulator;

import io.pumprig.controller.bench.FormatOption;
import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.command.OrderlyEnd;
import io.pumprig.controller.order.Prescription;
import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.JsonText;
import io.pumprig.hal.settings.Quantity;
import io.pumprig.hal.settings.SettingsException;
import io.pumprig.simulator.suite.Scenario;
import io.pumprig.simulator.suite.ScenarioFile;
import io.pumprig.simulator.suite.ShippedScenarios;
import io.pumprig.simulator.sweep.Cell;
import io.pumprig.simulator.sweep.FailNth;
import io.pumprig.simulator.sweep.NthKind;
import io.pumprig.simulator.sweep.NthResult;
import io.pumprig.simulator.sweep.Stopper;
import io.pumprig.simulator.sweep.Sweep;
import io.pumprig.simulator.sweep.SweepMatrix;
import io.pumprig.simulator.sweep.SweepReport;
import io.pumprig.simulator.sweep.SweepRow;
import io.pumprig.simulator.sweep.SweepRunner;
import io.pumprig.simulator.time.WallWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pumprig-simulator sweep}: every fault at many moments, or every call failing once. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = ProgramVersion.class,
        description = {
            "Injects every fault of the catalogue F-01 to F-54 at many moments of one therapy, and"
                    + " judges each run by the truth of the simulated plant: over-dose, silent"
                    + " under-dose, missing, late or false alarm, wrong reaction, hang, no effect.",
            "Each run forks from a checkpoint of the healthy therapy and ends at its verdict. Writes"
                    + " DIR/sweep.json, DIR/sweep.html, and DIR/failing/*.yaml: a scenario for each"
                    + " failure, for `pumprig-simulator test`. Begun again, it goes on where it was"
                    + " ended.",
            "With --fail-nth it makes the 1st, 2nd, 3rd ... call to the hardware of each kind fail"
                    + " once, in each way it can, and writes DIR/fail-nth.json."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  pumprig-simulator sweep --filter F-08 --moments 96",
            "  pumprig-simulator sweep my-therapy.yaml --types --report out",
            "  pumprig-simulator sweep --fail-nth --filter i2c",
            "Times carry their unit, ns us ms s min h d: 30s, 24h, \"10 min\".",
            "More: simulator/docs/sweep.md",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no failure (open ones are listed)",
            "1:some failed",
            "2:wrong usage, a bad file, or nothing chosen",
            "3:the environment failed: a directory",
            "130:ended by Ctrl-C, what was done is kept",
            "143:ended by SIGTERM, the same"
        })
final class SweepCommand implements Callable<Integer> {
    private static final List<String> OF_FAULTS =
            List.of("--types", "--moments", "--lead", "--horizon");
    private static final List<String> OF_CALLS = List.of("--calls", "--for");
    private static final int MOST_THREADS = 256;
    private static final int MOST_MOMENTS = 1_000;
    private static final int MOST_CALLS = 1_000_000;
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;

    @Parameters(
            arity = "0..1",
            paramLabel = "SCENARIO",
            description = "File of the therapy (default: the shipped sweep-day.yaml).")
    private Path file;

    @Option(
            names = "--fail-nth",
            description = "Fails each call once, instead of injecting faults.")
    private boolean failNth;

    @Option(
            names = "--types",
            description =
                    "Injects every type of fault at each instance too, with its default parameters.")
    private boolean types;

    @Option(
            names = "--filter",
            paramLabel = "TEXT",
            description = "Only faults, or calls, in whose id or name TEXT stands (default: all).")
    private String filter;

    @Option(
            names = "--moments",
            paramLabel = "N",
            defaultValue = "24",
            description =
                    "Moments, evenly over the therapy, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int moments;

    @Option(
            names = "--lead",
            paramLabel = "TIME",
            defaultValue = "10 min",
            description =
                    "How long before its fault a run forks, 1 min to 12 h (default:"
                            + " ${DEFAULT-VALUE}; 3 h at least where an interlock has to learn).")
    private String lead;

    @Option(
            names = "--horizon",
            paramLabel = "TIME",
            defaultValue = "4 h",
            description =
                    "When a run ends that has no verdict, after its fault, 1 min to 30 d (default:"
                            + " ${DEFAULT-VALUE}).")
    private String horizon;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Seed of every run, a whole number of 64 bits (default: that of the file).")
    private Long seed;

    @Option(
            names = "--calls",
            paramLabel = "N",
            defaultValue = "10000",
            description =
                    "With --fail-nth: calls of each kind at most, 1 to 1000000 (default:"
                            + " ${DEFAULT-VALUE}).")
    private int calls;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "5 s",
            description =
                    "With --fail-nth: the calls of bring-up and of that much of the therapy, 10 ms to"
                            + " 1 h (default: ${DEFAULT-VALUE}).")
    private String callTime;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Runs at a time, 1 to 256 (default: processors of this machine).")
    private Integer threads;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            defaultValue = "pumprig-sweep",
            description =
                    "Where sweep.html, sweep.json and failing/ go, and what was done so far"
                            + " (default: ${DEFAULT-VALUE}).")
    private Path report;

    @Mixin private FormatOption format;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure {
        try (ShippedScenarios shipped = new ShippedScenarios();
                OrderlyEnd end = new OrderlyEnd()) {
            Stopper stopper = new Stopper();
            end.onSignal(stopper::stop);
            checkBelonging();
            Scenario scenario = scenario(shipped);
            Files.createDirectories(report);
            boolean failed =
                    failNth ? isCallFailed(scenario, stopper) : isFaultFailed(scenario, stopper);
            if (stopper.isAsked()) {
                System.err.println("ended before its time; what was done is kept");
            }
            return failed ? ExitCode.FAILED : ExitCode.OK;
        } catch (SettingsException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage());
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, e.getMessage());
        }
    }

    private void checkBelonging() throws CommandFailure {
        for (String option : failNth ? OF_FAULTS : OF_CALLS) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        option
                                + (failNth
                                        ? ": found with --fail-nth; allowed without"
                                        : ": found without --fail-nth; allowed with it"));
            }
        }
    }

    private Scenario scenario(ShippedScenarios shipped) throws CommandFailure {
        Path chosen = file == null ? shipped.directory().resolve("sweep-day.yaml") : file;
        if (!Files.exists(chosen)) {
            throw new CommandFailure(ExitCode.USAGE, chosen + ": found no such file");
        }
        List<Scenario> scenarios = ScenarioFile.read(chosen);
        if (scenarios.size() != 1) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    chosen
                            + ": table: found "
                            + scenarios.size()
                            + " scenarios; allowed one, without a table");
        }
        return scenarios.get(0);
    }

    // ---- faults

    private boolean isFaultFailed(Scenario scenario, Stopper stopper)
            throws IOException, CommandFailure {
        if (scenario.prescription().onRestart() != Prescription.OnRestart.RESUME) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    scenario.file()
                            + ": therapy.onRestart: found confirm; allowed resume, since each run"
                            + " begins with a restart");
        }
        Sweep sweep =
                Sweep.of(
                        scenario,
                        seedOf(scenario),
                        rows(),
                        whole("--moments", moments, MOST_MOMENTS),
                        time("--horizon", horizon, 60 * SECOND, 30 * DAY),
                        ProgramVersion.text());
        WallWatch watch = new WallWatch();
        SweepRunner.Result result;
        try (SweepProgress progress = new SweepProgress()) {
            result =
                    new SweepRunner(sweep, threadCount(), stopper, System.err::println)
                            .seenBy(progress)
                            .run(report, progress::done);
        }
        List<Cell> cells = result.cells();
        SweepReport.write(report, sweep, cells);
        if (format.isJson()) {
            Map<String, Object> said = SweepReport.summary(sweep, cells);
            said.put("report", report.toString());
            System.out.println(JsonText.line(said));
        } else {
            SweepMatrix.print(System.out, sweep, cells);
            System.out.println("report in " + report.resolve("sweep.html"));
        }
        System.err.printf(
                Locale.ROOT,
                "%d runs, %.1f simulated hours, %.1f s%n",
                result.runs(),
                result.simulatedNanos() / 3.6e12,
                watch.seconds());
        return result.isFailed();
    }

    private List<SweepRow> rows() throws CommandFailure {
        long leadNanos = time("--lead", lead, 60 * SECOND, DAY / 2);
        List<SweepRow> rows = new ArrayList<>(SweepRow.presets(leadNanos));
        if (types) {
            rows.addAll(SweepRow.types(leadNanos));
        }
        int all = rows.size();
        if (filter != null) {
            rows.removeIf(row -> !row.matches(filter));
        }
        requireSome(rows, all, "faults");
        return rows;
    }

    // ---- calls

    private boolean isCallFailed(Scenario scenario, Stopper stopper)
            throws IOException, CommandFailure {
        List<NthKind> kinds = new ArrayList<>(NthKind.all());
        int all = kinds.size();
        if (filter != null) {
            String wanted = filter.toLowerCase(Locale.ROOT);
            kinds.removeIf(kind -> !kind.title().toLowerCase(Locale.ROOT).contains(wanted));
        }
        requireSome(kinds, all, "kinds of calls");
        WallWatch watch = new WallWatch();
        FailNth sweep =
                new FailNth(
                        scenario,
                        seedOf(scenario),
                        whole("--calls", calls, MOST_CALLS),
                        time("--for", callTime, SECOND / 100, 3_600 * SECOND),
                        threadCount(),
                        ProgramVersion.text(),
                        stopper);
        List<NthResult> results;
        try (SweepProgress progress = new SweepProgress()) {
            progress.begins(kinds.size(), sweep);
            results = sweep.run(kinds, progress::done);
        }
        sweep.write(report, results);
        if (format.isJson()) {
            results.forEach(one -> System.out.println(JsonText.line(FailNth.tree(one))));
        } else {
            FailNth.print(System.out, results);
        }
        System.err.printf(
                Locale.ROOT,
                "%d runs, %.1f simulated hours, %.1f s%n",
                results.stream().mapToInt(one -> one.bringUpCalls() + one.calls()).sum(),
                results.stream().mapToLong(NthResult::simulatedNanos).sum() / 3.6e12,
                watch.seconds());
        return results.stream().anyMatch(one -> !one.failures().isEmpty());
    }

    // ---- options

    private long seedOf(Scenario scenario) {
        return seed == null ? scenario.seeds().get(0) : seed;
    }

    private void requireSome(List<?> chosen, int all, String what) throws CommandFailure {
        if (chosen.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--filter: found `" + filter + "` in none of " + all + " " + what);
        }
    }

    private int threadCount() throws CommandFailure {
        return threads == null
                ? Runtime.getRuntime().availableProcessors()
                : whole("--threads", threads, MOST_THREADS);
    }

    private static int whole(String option, int found, int most) throws CommandFailure {
        if (found < 1 || found > most) {
            throw new CommandFailure(
                    ExitCode.USAGE, option + ": found " + found + "; allowed 1 to " + most);
        }
        return found;
    }

    private static long time(String option, String text, long least, long most)
            throws CommandFailure {
        try {
            return Quantity.parse(Dimension.TIME, text, least, most);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    option
                            + ": found `"
                            + text
                            + "`; allowed a time from "
                            + Quantity.format(Dimension.TIME, least)
                            + " to "
                            + Quantity.format(Dimension.TIME, most));
        }
    }
}
