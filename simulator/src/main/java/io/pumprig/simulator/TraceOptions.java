package io.pumprig.simulator;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.command.StateDirectory;
import io.pumprig.simulator.scenario.RunSettings;
import io.pumprig.simulator.scenario.SimulatedSession;
import io.pumprig.simulator.trace.TraceHead;
import io.pumprig.simulator.trace.TraceReader;
import io.pumprig.simulator.trace.TraceRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/**
 * The trace that a run may write beside itself. A session that goes on from a kept state, or that
 * follows a reset, has a file of its own, so that none of an earlier one is written over.
 */
final class TraceOptions {
    private static final int USUAL_EVERY = 10;
    private static final int MOST_EVERY = 1_000_000;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description =
                    "Writes sensors, commands and the truth of every nth cycle there, for `trace"
                            + " export`. A trace that is there is replaced; a run that resumes, or is"
                            + " reset, writes FILE.2, FILE.3, … (default: none).")
    private Path file;

    @Option(
            names = "--trace-every",
            paramLabel = "N",
            description =
                    "With --trace: one of how many cycles of 10 ms, 1 to 1000000 (default: 10).")
    private Integer asked;

    private int every = USUAL_EVERY;
    private TraceRecorder recorder;
    private Path written;
    private boolean begun;

    /**
     * Refuses what cannot be, before anything is started.
     *
     * @throws CommandFailure with exit code 2
     */
    void check() throws CommandFailure {
        if (asked != null) {
            every = asked;
            if (every < 1 || every > MOST_EVERY) {
                throw usage("--trace-every: found " + every + "; allowed 1 to " + MOST_EVERY);
            }
            if (file == null) {
                throw usage("--trace-every: found " + every + " without --trace; allowed with it");
            }
        }
        if (file == null || !Files.exists(file)) {
            return;
        }
        if (!Files.isRegularFile(file) || !isTrace(file)) {
            throw usage(
                    "--trace: found "
                            + file
                            + ", which is no trace; allowed a new file, or a trace to replace");
        }
    }

    /** Or an empty file, of which nothing is lost either. */
    private static boolean isTrace(Path file) {
        try {
            if (Files.size(file) == 0) {
                return true;
            }
            TraceReader.open(file).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }

    /**
     * Begins the trace of a session that is just open.
     *
     * @throws CommandFailure with exit code 3 when it cannot be written
     */
    void begin(SimulatedSession session) throws CommandFailure {
        if (file == null) {
            return;
        }
        end();
        written = begun || session.resumedCycle() > 0 ? next(file) : file;
        begun = true;
        TraceHead head =
                new TraceHead(
                        ProgramVersion.text(),
                        session.run().rig().wiring().rig(),
                        session.seed(),
                        RunSettings.DEFAULT_PERIOD_NANOS,
                        every);
        try {
            Path said = written;
            recorder =
                    TraceRecorder.begin(
                            written,
                            head,
                            why ->
                                    System.err.println(
                                            "trace " + said + ": " + why + "; the run goes on"));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    "--trace: " + written + " cannot be written: " + StateDirectory.reason(e));
        }
        session.run().watchedBy(recorder);
    }

    private static Path next(Path file) {
        int number = 2;
        Path next = file;
        while (Files.exists(next)) {
            next = file.resolveSibling(file.getFileName() + "." + number++);
        }
        return next;
    }

    /**
     * Writes what is left, after the last cycle.
     *
     * @param code how the run ends
     * @return the same, or 3 where the run was good and the trace is not whole
     */
    int end(int code) {
        if (recorder == null) {
            return code;
        }
        boolean whole = end();
        return whole || code != ExitCode.OK ? code : ExitCode.ENVIRONMENT;
    }

    private boolean end() {
        if (recorder == null) {
            return true;
        }
        recorder.close();
        boolean whole = recorder.trouble() == null;
        if (whole) {
            System.err.println(
                    "trace "
                            + written
                            + ": "
                            + recorder.rows()
                            + " rows, "
                            + recorder.size()
                            + " bytes");
        }
        recorder = null;
        return whole;
    }
}
