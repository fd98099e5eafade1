package io.pumprig.simulator;

import io.pumprig.controller.bench.FormatOption;
import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.command.OrderlyEnd;
import io.pumprig.hal.settings.JsonText;
import io.pumprig.hal.settings.SettingsException;
import io.pumprig.simulator.suite.DeterminismGate;
import io.pumprig.simulator.suite.Evidence;
import io.pumprig.simulator.suite.JunitXml;
import io.pumprig.simulator.suite.Scenario;
import io.pumprig.simulator.suite.ScenarioResult;
import io.pumprig.simulator.suite.ScenarioSearch;
import io.pumprig.simulator.suite.ShippedScenarios;
import io.pumprig.simulator.suite.SuiteDocument;
import io.pumprig.simulator.suite.SuiteHtml;
import io.pumprig.simulator.suite.SuiteRunner;
import io.pumprig.simulator.suite.SuiteTable;
import io.pumprig.simulator.time.WallWatch;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pumprig-simulator test}: scenarios, headless, as fast as they go. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = ProgramVersion.class,
        description = {
            "Carries out scenarios and says which hold: those of the files and directories that are"
                    + " named, or the shipped library.",
            "Writes DIR/junit.xml, DIR/index.html, and for each run that fails DIR/failed/NAME with the"
                    + " scenario, a report, the trace of every cycle, journal and trend, the samples"
                    + " around the failure and a picture; `pumprig-simulator replay` of that folder"
                    + " runs it again."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  pumprig-simulator test --filter F-01",
            "  pumprig-simulator test my-scenarios --report out --format json",
            "  pumprig-simulator test --determinism --filter taper",
            "How a scenario is written: simulator/docs/scenarios.md, and `schema scenario`.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all passed",
            "1:some failed, or a run was not the same twice",
            "2:wrong usage, a bad file, or no scenario chosen",
            "3:the environment failed: a directory, a broker",
            "130:ended by Ctrl-C, what had ended is reported",
            "143:ended by SIGTERM, the same"
        })
final class TestCommand implements Callable<Integer> {
    private static final String SIGNALLED = "ended before its time; the rest was not run";

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE|DIR",
            description = "Scenario files, or directories of them (default: the shipped library).")
    private List<Path> places = List.of();

    @Option(
            names = "--filter",
            paramLabel = "TEXT",
            description =
                    "Only scenarios in whose name, file or requirements TEXT stands (default:"
                            + " all).")
    private String filter;

    @Option(
            names = "--seed",
            paramLabel = "N",
            split = ",",
            description = "Seeds of the runs: 7, or 1,2,3, or 1-20 (default: those of the files).")
    private List<String> seeds = List.of();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Runs at a time, 1 to 256 (default: processors of this machine).")
    private Integer threads;

    @Option(names = "--fail-fast", description = "Begins nothing any more after the first failure.")
    private boolean failFast;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            defaultValue = "pumprig-test",
            description =
                    "Where junit.xml, index.html and the folders of failed runs go (default: ${DEFAULT-VALUE}).")
    private Path report;

    @Option(
            names = "--determinism",
            description =
                    "Carries each run out twice under other conditions (collector, threads, locale, time"
                            + " zone, broker on and off) and names the first cycle and field that"
                            + " differ.")
    private boolean determinism;

    @Option(
            names = "--plant-at",
            paramLabel = "CYCLE",
            defaultValue = "-1",
            description =
                    "Proves the gate itself: with --determinism, in the second of each two runs a"
                            + " pressure sensor is off by 0.5 kPa from that cycle on (default: never).")
    private long plantCycle;

    @Option(
            names = "--list",
            description = "Only says which scenarios would be run, each with its seed.")
    private boolean list;

    @Mixin private FormatOption format;

    @Override
    public Integer call() throws CommandFailure {
        WallWatch watch = new WallWatch();
        try (ShippedScenarios shipped = new ShippedScenarios();
                BrokerCompany company = new BrokerCompany();
                OrderlyEnd end = new OrderlyEnd()) {
            if (plantCycle >= 0 && !determinism) {
                throw new CommandFailure(ExitCode.USAGE, "--plant-at belongs to --determinism");
            }
            List<Scenario> scenarios = chosen(shipped);
            List<SuiteRunner.Job> jobs =
                    SuiteRunner.jobs(scenarios, SeedRange.chooser("--seed", seeds));
            if (list) {
                jobs.forEach(this::list);
                return ExitCode.OK;
            }
            Files.createDirectories(report);
            if (determinism) {
                return compare(jobs, company, end);
            }
            return run(jobs, company, end, watch);
        } catch (SettingsException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage());
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, e.getMessage());
        }
    }

    private void list(SuiteRunner.Job job) {
        System.out.println(
                format.isJson()
                        ? JsonText.line(SuiteDocument.of(job))
                        : job.scenario().name() + "  seed " + job.seed());
    }

    private int compare(List<SuiteRunner.Job> jobs, BrokerCompany company, OrderlyEnd end)
            throws IOException {
        PrintStream out =
                format.isJson()
                        ? new PrintStream(OutputStream.nullOutputStream(), false)
                        : System.out;
        DeterminismGate gate = new DeterminismGate(jobs, company, ProgramVersion.text(), out);
        end.onSignal(gate::stop);
        List<DeterminismGate.Compared> alike = new ArrayList<>();
        List<DeterminismGate.Compared> unlike = new ArrayList<>();
        try (SuiteProgress progress = new SuiteProgress(jobs, gate::runningNanos)) {
            gate.tell(
                    compared -> {
                        boolean same = compared.difference() == null;
                        progress.done(compared.job().scenario().runNanos(), same);
                        (same ? alike : unlike).add(compared);
                        if (format.isJson()) {
                            System.out.println(JsonText.line(SuiteDocument.of(compared)));
                        }
                    });
            boolean same = gate.run(DeterminismPeerCommand.process(plantCycle));
            if (format.isJson()) {
                System.out.println(
                        JsonText.line(SuiteDocument.compared(alike.size(), unlike.size())));
            }
            if (end.isAsked()) {
                System.err.println(SIGNALLED);
            }
            return same ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private List<Scenario> chosen(ShippedScenarios shipped) throws IOException, CommandFailure {
        List<Scenario> scenarios = new ArrayList<>();
        for (Path place : places.isEmpty() ? List.of(shipped.directory()) : places) {
            try {
                scenarios.addAll(ScenarioSearch.below(place));
            } catch (NoSuchFileException e) {
                throw new CommandFailure(
                        ExitCode.USAGE, place + ": found no such file or directory");
            }
        }
        List<Scenario> wanted =
                filter == null ? scenarios : ScenarioSearch.filter(scenarios, filter);
        if (wanted.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    filter == null
                            ? "no scenario in " + places
                            : "--filter: found `"
                                    + filter
                                    + "` in none of "
                                    + scenarios.size()
                                    + " scenarios");
        }
        return wanted;
    }

    private int run(
            List<SuiteRunner.Job> jobs, BrokerCompany company, OrderlyEnd end, WallWatch watch)
            throws IOException, CommandFailure {
        SuiteRunner runner =
                new SuiteRunner(threadCount(), failFast, company, ProgramVersion.text());
        end.onSignal(runner::stop);
        SuiteProgress progress = new SuiteProgress(jobs, runner::runningNanos);
        AtomicReference<IOException> trouble = new AtomicReference<>();
        Map<ScenarioResult, Path> evidence = new IdentityHashMap<>();
        List<ScenarioResult> results =
                runner.run(
                        jobs,
                        result -> {
                            progress.done(result);
                            keepEvidence(result, company, runner, evidence, trouble);
                        });
        progress.close();
        if (trouble.get() != null) {
            throw trouble.get();
        }
        if (format.isJson()) {
            results.forEach(result -> System.out.println(JsonText.line(SuiteDocument.of(result))));
            System.out.println(JsonText.line(SuiteDocument.of(results, watch.seconds(), report)));
        } else {
            SuiteTable.print(System.out, results, watch.seconds());
        }
        JunitXml.write(report.resolve("junit.xml"), results);
        Path page = SuiteHtml.write(report, results, evidence, ProgramVersion.text());
        boolean failed = results.stream().anyMatch(result -> !result.isPassed());
        if (!format.isJson()) {
            if (!evidence.isEmpty()) {
                System.out.println("evidence in " + report.resolve("failed"));
            }
            System.out.println("report in " + page);
        }
        if (end.isAsked()) {
            System.err.println(SIGNALLED);
        }
        return failed ? ExitCode.FAILED : ExitCode.OK;
    }

    private void keepEvidence(
            ScenarioResult result,
            BrokerCompany company,
            SuiteRunner runner,
            Map<ScenarioResult, Path> evidence,
            AtomicReference<IOException> trouble) {
        if (result.isPassed()) {
            return;
        }
        try {
            Path folder =
                    Evidence.write(
                            report.resolve("failed"),
                            result,
                            company,
                            ProgramVersion.text(),
                            runner);
            if (folder != null) {
                evidence.put(result, folder);
            }
        } catch (IOException e) {
            trouble.compareAndSet(null, e);
        }
    }

    private int threadCount() throws CommandFailure {
        if (threads == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (threads < 1 || threads > 256) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--threads: found " + threads + "; allowed 1 to 256");
        }
        return threads;
    }
}
