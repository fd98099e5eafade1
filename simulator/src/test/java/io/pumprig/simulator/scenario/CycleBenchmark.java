package io.pumprig.simulator.scenario;

import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Time and allocation of one warm cycle: the closed loop (controller, drivers, chip models, plant,
 * fault table, trace hash), and the controller alone on devices that answer at once. The journal is
 * in memory: a disk is not a cycle's business.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class CycleBenchmark {
    /** For JMH. */
    public CycleBenchmark() {}

    /** The closed loop; in a state of its own, so that the JIT sees no other devices. */
    @State(Scope.Thread)
    public static class Closed {
        private TestRun run;

        /** For JMH. */
        public Closed() {}

        /** Opens the loop. */
        @Setup(Level.Trial)
        public void open() {
            run = new TestRun(1);
        }

        /** Closes it. */
        @TearDown(Level.Trial)
        public void close() {
            run.close();
        }
    }

    /** The controller on canned devices; likewise. */
    @State(Scope.Thread)
    public static class Alone {
        private CannedController controller;

        /** For JMH. */
        public Alone() {}

        /** Opens the loop. */
        @Setup(Level.Trial)
        public void open() {
            controller = new CannedController();
        }

        /** Closes it. */
        @TearDown(Level.Trial)
        public void close() {
            controller.close();
        }
    }

    /** Everything that a simulated cycle does. */
    @Benchmark
    public long closedCycle(Closed closed) {
        closed.run.run().step();
        return closed.run.run().cycle();
    }

    /** The controller's own part of it. */
    @Benchmark
    public long controllerAlone(Alone alone) {
        return alone.controller.tick();
    }

    /** Runs both and prints, for each, the median of all iterations and the allocation. */
    public static void main(String[] arguments) throws RunnerException {
        Collection<RunResult> results =
                new Runner(
                                new OptionsBuilder()
                                        .include(CycleBenchmark.class.getName())
                                        .addProfiler(GCProfiler.class)
                                        .build())
                        .run();
        System.out.println();
        for (RunResult result : results) {
            double allocated = result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
            System.out.println(
                    String.format(
                            Locale.ROOT,
                            "%-16s median %.1f ns, %.3f bytes allocated a cycle",
                            result.getPrimaryResult().getLabel(),
                            median(result),
                            allocated));
        }
    }

    private static double median(RunResult result) {
        return result.getPrimaryResult().getStatistics().getPercentile(50);
    }
}
