package io.pumprig.simulator.sweep;

import io.pumprig.hal.settings.JsonText;
import io.pumprig.simulator.suite.Scenario;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Makes the 1st, 2nd, 3rd … call to the hardware of each kind fail once, in each way it can, until
 * a run ends in which there was no such call any more: first the calls of bring-up, where a part
 * that says no is a right answer, then those of the first cycles.
 */
public final class FailNth {
    /** How long a run goes on after the last call that may fail: for what it leads to. */
    private static final long AFTERMATH_NANOS = 5_000_000_000L;

    private final Scenario scenario;
    private final long seed;
    private final int mostCalls;
    private final long callNanos;
    private final int threads;
    private final String version;
    private final Stopper stopper;
    private final AtomicInteger tries = new AtomicInteger();

    /**
     * @param scenario whose therapy is run
     * @param mostCalls of each kind, beyond which nothing is tried
     * @param callNanos simulated time whose calls fail
     * @param threads kinds at a time
     */
    public FailNth(
            Scenario scenario,
            long seed,
            int mostCalls,
            long callNanos,
            int threads,
            String version,
            Stopper stopper) {
        this.scenario = scenario;
        this.seed = seed;
        this.mostCalls = mostCalls;
        this.callNanos = callNanos;
        this.threads = threads;
        this.version = version;
        this.stopper = stopper;
    }

    /**
     * Tries these kinds.
     *
     * @param whenDone hears of each kind that is through, one at a time
     * @return in the order of the kinds; fewer when it was ended before its time
     * @throws IOException when the therapy cannot begin
     */
    public List<NthResult> run(List<NthKind> kinds, Consumer<NthResult> whenDone)
            throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(threads, FailNth::thread);
        try {
            List<Future<NthResult>> futures = new ArrayList<>();
            for (NthKind kind : kinds) {
                futures.add(pool.submit(() -> tried(kind, whenDone)));
            }
            List<NthResult> results = new ArrayList<>();
            for (Future<NthResult> future : futures) {
                NthResult result = future.get();
                if (result != null) {
                    results.add(result);
                }
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /** Runs that were begun. Any thread. */
    public int tries() {
        return tries.get();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "fail-nth");
        thread.setDaemon(true);
        return thread;
    }

    private NthResult tried(NthKind kind, Consumer<NthResult> whenDone) throws IOException {
        Map<String, Integer> outcomes = new TreeMap<>();
        List<NthResult.NthFailure> failures = new ArrayList<>();
        long simulatedNanos = 0;
        int[] struck = new int[2];
        boolean complete = true;
        for (int phase = 0; phase < struck.length; phase++) {
            boolean inBringUp = phase == 0;
            for (int nth = 1; nth <= mostCalls; nth++) {
                if (stopper.isAsked()) {
                    return null;
                }
                tries.incrementAndGet();
                NthRun.Outcome outcome = run(kind, nth, inBringUp).run();
                simulatedNanos += outcome.simulatedNanos();
                if (!outcome.isStruck()) {
                    break;
                }
                complete &= nth < mostCalls;
                struck[phase]++;
                outcomes.merge(outcome.outcome(), 1, Integer::sum);
                if (outcome.wrong() != null) {
                    failures.add(new NthResult.NthFailure(nth, inBringUp, outcome.wrong()));
                }
            }
        }
        NthResult result =
                new NthResult(
                        kind, struck[0], struck[1], complete, outcomes, failures, simulatedNanos);
        synchronized (this) {
            whenDone.accept(result);
        }
        return result;
    }

    private NthRun run(NthKind kind, int nth, boolean inBringUp) {
        return new NthRun(
                scenario,
                seed,
                kind,
                nth,
                inBringUp,
                callNanos,
                callNanos + AFTERMATH_NANOS,
                version);
    }

    /** Prints a line for each kind, then what was wrong. */
    public static void print(PrintStream out, List<NthResult> results) {
        int width = results.stream().mapToInt(one -> one.kind().title().length()).max().orElse(0);
        for (NthResult result : results) {
            String title = result.kind().title();
            out.println(
                    title
                            + " ".repeat(width - title.length())
                            + "  "
                            + result.bringUpCalls()
                            + " + "
                            + result.calls()
                            + (result.isComplete() ? " calls" : " calls, more not tried")
                            + "  "
                            + result.outcomes());
        }
        for (NthResult result : results) {
            for (NthResult.NthFailure failure : result.failures()) {
                out.println(
                        "FAILED "
                                + result.kind().title()
                                + ", call "
                                + failure.nth()
                                + (failure.inBringUp() ? " of bring-up: " : ": ")
                                + failure.cause());
            }
        }
    }

    /**
     * Writes {@code fail-nth.json}, and a scenario for each call after bring-up that failed.
     *
     * @throws IOException when they cannot be written
     */
    public void write(Path directory, List<NthResult> results) throws IOException {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("failNth", 1);
        tree.put("backend", "sim");
        tree.put("scenario", scenario.name());
        tree.put("version", version);
        tree.put("seed", seed);
        tree.put("callNanos", callNanos);
        tree.put("mostCalls", mostCalls);
        List<Object> kinds = new ArrayList<>();
        Path failing = directory.resolve("failing");
        SweepReport.clear(failing);
        for (NthResult result : results) {
            kinds.add(tree(result));
            for (NthResult.NthFailure failure : result.failures()) {
                if (!failure.inBringUp()) {
                    Files.createDirectories(failing);
                    Files.writeString(
                            failing.resolve(result.kind().id() + "-" + failure.nth() + ".yaml"),
                            run(result.kind(), failure.nth(), false).source());
                }
            }
        }
        tree.put("kinds", kinds);
        Files.writeString(directory.resolve("fail-nth.json"), JsonText.of(tree));
    }

    /** What one kind of call came to, for programs. */
    public static Map<String, Object> tree(NthResult result) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("call", result.kind().operation().label());
        tree.put("component", result.kind().type().component());
        tree.put("instance", result.kind().instance());
        tree.put("type", result.kind().type().label());
        tree.put("bringUpCalls", result.bringUpCalls());
        tree.put("calls", result.calls());
        tree.put("isComplete", result.isComplete());
        tree.put("outcomes", new LinkedHashMap<String, Object>(result.outcomes()));
        List<Object> failures = new ArrayList<>();
        for (NthResult.NthFailure failure : result.failures()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("nth", failure.nth());
            one.put("inBringUp", failure.inBringUp());
            one.put("cause", failure.cause());
            failures.add(one);
        }
        tree.put("failures", failures);
        return tree;
    }
}
