package io.pumprig.simulator;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.DetachedPrinter;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.command.Progress;
import io.pumprig.controller.command.StateDirectory;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.trend.TrendStart;
import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import io.pumprig.simulator.report.RunReport;
import io.pumprig.simulator.scenario.SimulatedSession;
import io.pumprig.simulator.time.WallWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a run that leaves a report. */
final class ReportOptions {
    private static final long LEAST_BIN_NANOS = 1_000_000_000L;
    private static final long MOST_BIN_NANOS = 3_600_000_000_000L;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description =
                    "Writes DIR/report.html, one page that needs nothing else, and CSV files when"
                            + " the run has ended (default: none).")
    private Path report;

    @Mixin private ProfileOption profile;

    @Option(
            names = "--trend-bin",
            paramLabel = "TIME",
            description =
                    "Time of a row of the trend that a report is made from, 1 s to 1 h (default: 30 s).")
    private String bin;

    /**
     * Looks at the options before anything is started.
     *
     * @throws CommandFailure when one is wrong, or nothing can be written there
     */
    void check() throws CommandFailure {
        binNanos();
        profile.chosen();
        if (report != null) {
            prepare(report);
        }
    }

    /** Makes the directory of a report. */
    static void prepare(Path directory) throws CommandFailure {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    "--report: " + directory + " cannot be used: " + StateDirectory.reason(e));
        }
    }

    private long binNanos() throws CommandFailure {
        if (bin == null) {
            return TrendStart.USUAL_BIN_NANOS;
        }
        try {
            return Quantity.parse(Dimension.TIME, bin, LEAST_BIN_NANOS, MOST_BIN_NANOS);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--trend-bin: " + e.getMessage());
        }
    }

    /** A session that keeps its state, or of which a report is wanted, keeps a trend. */
    void begin(SimulatedSession session, boolean keepsState) throws CommandFailure {
        if (keepsState || report != null) {
            session.keepTrend(binNanos());
        }
    }

    /**
     * The run is over: its files are completed, and the report is made from them. Said on the other
     * stream, since what a run prints ends with its hash.
     */
    void end(SimulatedSession session, DetachedPrinter printer) throws CommandFailure {
        if (report == null) {
            return;
        }
        session.end();
        if (session.trendTrouble() != null) {
            System.err.println("trend ended: " + session.trendTrouble());
        }
        try (Progress progress = Progress.onTerminal(new WallWatch()::nanos)) {
            Path page =
                    RunReport.write(
                            session.state(),
                            report,
                            profile.chosen(),
                            done -> progress.at(done, 1_000, "report"));
            if (System.console() != null) {
                printer.close();
                System.err.println("report " + page);
            }
        } catch (IOException | JournalException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, "--report: " + e.getMessage());
        }
    }
}
