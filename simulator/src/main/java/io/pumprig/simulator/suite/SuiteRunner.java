package io.pumprig.simulator.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Carries out the runs of some scenarios, several at a time. Results come in the order of the
 * scenarios, whichever ended first.
 */
public final class SuiteRunner {
    private final int threads;
    private final boolean failFast;
    private final String version;
    private final Company company;
    private final Set<ScenarioRun> running = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;
    private volatile boolean abandoning;

    /**
     * @param threads runs at a time
     * @param failFast whether the first failure ends what has not begun
     * @param company for scenarios that ask for a broker
     * @param version of the software, for the record
     */
    public SuiteRunner(int threads, boolean failFast, Company company, String version) {
        this.threads = threads;
        this.failFast = failFast;
        this.company = company;
        this.version = version;
    }

    /** One run that is to be made. */
    public record Job(Scenario scenario, long seed) {}

    /** The runs of the scenarios and of their healthy twins; twins that are alike are one. */
    public static List<Job> jobs(List<Scenario> scenarios, LongFunction<List<Long>> seeds) {
        List<Job> jobs = new ArrayList<>();
        Map<String, Job> twins = new HashMap<>();
        for (Scenario scenario : scenarios) {
            for (long seed : scenario.seeds()) {
                for (long chosen : seeds.apply(seed)) {
                    Job job = new Job(scenario, chosen);
                    if (!jobs.contains(job)) {
                        jobs.add(job);
                    }
                    if (scenario.twin()) {
                        Scenario twin = scenario.healthyTwin();
                        twins.computeIfAbsent(
                                twin.runKey(chosen),
                                key -> {
                                    Job made = new Job(twin, chosen);
                                    jobs.add(made);
                                    return made;
                                });
                    }
                }
            }
        }
        return jobs;
    }

    /**
     * Makes the runs.
     *
     * @param whenDone hears of each result, one at a time, in whichever order they end
     * @return the results in the order of the jobs; fewer after {@link #stop} or a fast failure
     * @throws IOException when a directory or a broker cannot be used
     */
    public List<ScenarioResult> run(List<Job> jobs, Consumer<ScenarioResult> whenDone)
            throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(threads, SuiteRunner::thread);
        // Runs with a broker wait for it most of their time, and hold up no other.
        ExecutorService waiting = Executors.newFixedThreadPool(threads, SuiteRunner::thread);
        try {
            List<Future<ScenarioResult>> futures = new ArrayList<>();
            for (Job job : jobs) {
                ExecutorService chosen = job.scenario().broker() ? waiting : pool;
                futures.add(chosen.submit(() -> result(job, whenDone)));
            }
            List<ScenarioResult> results = new ArrayList<>();
            for (Future<ScenarioResult> future : futures) {
                ScenarioResult result = taken(future);
                if (result != null) {
                    results.add(result);
                }
            }
            return results;
        } finally {
            pool.shutdownNow();
            waiting.shutdownNow();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "scenario");
        thread.setDaemon(true);
        return thread;
    }

    private ScenarioResult result(Job job, Consumer<ScenarioResult> whenDone) throws IOException {
        if (stopping) {
            return null;
        }
        ScenarioRun run =
                new ScenarioRun(job.scenario(), job.seed(), version)
                        .with(job.scenario().broker() ? company : Company.NONE);
        ScenarioResult result = carriedOut(run);
        if (run.isAbandoned()) {
            return null;
        }
        synchronized (this) {
            whenDone.accept(result);
        }
        if (failFast && !result.isPassed()) {
            stopping = true;
        }
        return result;
    }

    /** Carries out one run, which {@link #stop} abandons: one of its own, or one for evidence. */
    ScenarioResult carriedOut(ScenarioRun run) throws IOException {
        running.add(run);
        try {
            if (abandoning) {
                run.abandon();
            }
            return run.run();
        } finally {
            running.remove(run);
        }
    }

    private static ScenarioResult taken(Future<ScenarioResult> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException problem) {
                throw problem;
            }
            if (e.getCause() instanceof UncheckedIOException problem) {
                throw problem.getCause();
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Simulated time of the runs that have begun and not ended. Any thread. */
    public long runningNanos() {
        return running.stream().mapToLong(ScenarioRun::reachedNanos).sum();
    }

    /**
     * What has not begun does not begin any more, and what runs ends without a result. Any thread.
     */
    public void stop() {
        stopping = true;
        abandoning = true;
        running.forEach(ScenarioRun::abandon);
    }
}
