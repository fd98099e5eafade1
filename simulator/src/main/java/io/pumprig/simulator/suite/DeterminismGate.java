package io.pumprig.simulator.suite;

import io.pumprig.hal.settings.JsonText;
import io.pumprig.simulator.scenario.SimulatedRun;
import io.pumprig.simulator.trace.TraceColumns;
import io.pumprig.simulator.trace.TraceReader;
import java.io.BufferedInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * Carries each run out twice, here and at the same time in another process, and compares every
 * cycle. The other process has another garbage collector, locale and time zone, and a broker with
 * all that publishes beside each run; here there is none unless the scenario asks for it. A
 * difference names its first cycle and field.
 */
public final class DeterminismGate {
    private final List<SuiteRunner.Job> jobs;
    private final Company company;
    private final String version;
    private final PrintStream out;
    private Consumer<Compared> listener = compared -> {};
    private volatile boolean stopping;
    private volatile ScenarioRun running;

    /**
     * @param company here, for scenarios that ask for one
     * @param out gets a line for each run
     */
    public DeterminismGate(
            List<SuiteRunner.Job> jobs, Company company, String version, PrintStream out) {
        this.jobs = jobs;
        this.company = company;
        this.version = version;
        this.out = out;
    }

    /**
     * Runs all of them, one after the other.
     *
     * @param peer starts the other process: its output are the rows of {@link DeterminismPeer}
     * @return true when every run was the same twice
     * @throws IOException when the other process cannot be started or ends before its time
     */
    public boolean run(ProcessBuilder peer) throws IOException {
        Process process = peer.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            DataOutputStream orders = new DataOutputStream(process.getOutputStream());
            InputStream rows = new BufferedInputStream(process.getInputStream(), 1 << 16);
            int differing = 0;
            int same = 0;
            for (SuiteRunner.Job job : jobs) {
                String difference = difference(job, orders, rows);
                if (stopping) {
                    break;
                }
                differing += difference == null ? 0 : 1;
                same += difference == null ? 1 : 0;
                listener.accept(new Compared(job, difference));
                out.println(
                        (difference == null ? "same     " : "DIFFERS  ")
                                + job.scenario().name()
                                + ", seed "
                                + job.seed()
                                + (difference == null ? "" : ": " + difference));
            }
            out.println();
            out.println(same + " the same twice, " + differing + " not");
            return differing == 0;
        } finally {
            process.destroy();
        }
    }

    /** Ends it as soon as it may; what was compared is told. Any thread. */
    public void stop() {
        stopping = true;
        ScenarioRun here = running;
        if (here != null) {
            here.abandon();
        }
    }

    /** Simulated time of the run that is carried out now. Any thread. */
    public long runningNanos() {
        ScenarioRun here = running;
        return here == null ? 0 : here.reachedNanos();
    }

    /** Who hears of each run that was compared. Before {@link #run}. */
    public void tell(Consumer<Compared> newListener) {
        listener = newListener;
    }

    /**
     * One run that was carried out twice.
     *
     * @param difference the first, in words; null when there is none
     */
    public record Compared(SuiteRunner.Job job, String difference) {}

    private String difference(SuiteRunner.Job job, DataOutputStream orders, InputStream rows)
            throws IOException {
        byte[] text =
                JsonText.of(Evidence.source(job.scenario(), job.seed()))
                        .getBytes(StandardCharsets.UTF_8);
        Comparison comparison;
        ScenarioResult result;
        try {
            orders.writeInt(text.length);
            orders.write(text);
            orders.flush();
            comparison = new Comparison(TraceReader.within("the other process", rows));
            ScenarioRun run =
                    new ScenarioRun(job.scenario(), job.seed(), version)
                            .with(job.scenario().broker() ? company : Company.NONE)
                            .seenBy(comparison::look);
            running = run;
            if (stopping) {
                run.abandon();
            }
            result = run.run();
            running = null;
            if (stopping) {
                return null;
            }
        } catch (IOException | UncheckedIOException e) {
            // A signal from a terminal ends the other process too.
            if (stopping) {
                return null;
            }
            throw e;
        }
        String difference = comparison.end();
        String otherHash = comparison.otherHash();
        if (difference == null && !otherHash.equals(result.traceHash())) {
            return "trace hash " + result.traceHash() + " here, " + otherHash + " there";
        }
        return difference;
    }

    /** Compares this run with the rows of the other as they come. */
    private static final class Comparison {
        private final TraceReader other;
        private final long[] row = TraceColumns.row();
        private String difference;
        private boolean otherEnded;

        Comparison(TraceReader other) {
            this.other = other;
        }

        private void look(SimulatedRun run) {
            if (difference != null) {
                return;
            }
            if (!next()) {
                difference = "cycle " + run.cycle() + ": here, and the other had ended";
                return;
            }
            if (other.cycle() != run.cycle()) {
                difference = "cycle " + run.cycle() + " here, cycle " + other.cycle() + " there";
                return;
            }
            TraceColumns.fill(row, run);
            for (int i = 0; i < row.length; i++) {
                if (row[i] != other.row()[i]) {
                    difference =
                            "cycle "
                                    + run.cycle()
                                    + ", "
                                    + TraceColumns.ALL.get(i).name()
                                    + ": "
                                    + row[i]
                                    + " here, "
                                    + other.row()[i]
                                    + " there";
                    return;
                }
            }
        }

        private boolean next() {
            try {
                otherEnded = !other.next();
                if (other.isCut()) {
                    throw new IOException("the other process ended before its time");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return !otherEnded;
        }

        /** Takes what is left of the other; the first difference, or null. */
        private String end() {
            long after = 0;
            while (!otherEnded && next()) {
                after++;
            }
            if (difference == null && after > 0) {
                difference = "the other went on for " + after + " cycles";
            }
            return difference;
        }

        /** Trace hash of the other, which has ended. */
        private String otherHash() {
            return other.end().traceHash();
        }
    }
}
