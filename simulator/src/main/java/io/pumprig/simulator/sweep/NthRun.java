package io.pumprig.simulator.sweep;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.hal.BringUpException;
import io.pumprig.hal.settings.JsonText;
import io.pumprig.simulator.disk.MemoryJournal;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.fault.FaultRefused;
import io.pumprig.simulator.fault.FaultTable;
import io.pumprig.simulator.scenario.RunSettings;
import io.pumprig.simulator.scenario.SimulatedRun;
import io.pumprig.simulator.scenario.SimulatedSession;
import io.pumprig.simulator.suite.Checks;
import io.pumprig.simulator.suite.Scenario;
import io.pumprig.simulator.suite.ScenarioFile;
import io.pumprig.simulator.time.Pacer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One run in which the n-th call of a kind fails, and no other. */
final class NthRun {
    /** A single call may cost a step, and the self-test's jog leaves one on its way. */
    private static final long MOST_APART_MICROSTEPS = 1;

    private final Scenario base;
    private final long seed;
    private final NthKind kind;
    private final int nth;
    private final boolean inBringUp;
    private final long callNanos;
    private final long runNanos;
    private final String version;
    private final Set<Alarm> raised = EnumSet.noneOf(Alarm.class);

    /**
     * @param nth which call, from 1
     * @param inBringUp whether calls are counted from the beginning of bring-up
     * @param callNanos a call after that simulated time is left alone
     * @param runNanos when the run ends
     */
    NthRun(
            Scenario base,
            long seed,
            NthKind kind,
            int nth,
            boolean inBringUp,
            long callNanos,
            long runNanos,
            String version) {
        this.base = base;
        this.seed = seed;
        this.kind = kind;
        this.nth = nth;
        this.inBringUp = inBringUp;
        this.callNanos = callNanos;
        this.runNanos = runNanos;
        this.version = version;
    }

    /**
     * How it ended.
     *
     * @param isStruck whether there was an n-th call at all, in its time
     * @param outcome an alarm, a part that said no, or nothing
     * @param wrong what was wrong, or null
     */
    record Outcome(boolean isStruck, String outcome, String wrong, long simulatedNanos) {
        static final Outcome NEVER = new Outcome(false, "", null, 0);
    }

    /** The run as a scenario; calls of bring-up cannot be told in one. */
    String source() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", kind.title() + ", call " + nth);
        tree.put("seed", seed);
        for (String key : List.of("therapy", "rig", "library", "override", "reservoir")) {
            if (base.source().containsKey(key)) {
                tree.put(key, base.source().get(key));
            }
        }
        tree.put("run", CellScenario.time(runNanos));
        Map<String, Object> at = new LinkedHashMap<>();
        at.put("op", kind.operation().label());
        if (nth > 1) {
            at.put("skip", nth - 1);
        }
        at.put("count", 1);
        Map<String, Object> fault = new LinkedHashMap<>();
        fault.put("key", CellScenario.KEY);
        fault.put(
                "target",
                new TreeMap<>(
                        Map.of("component", kind.type().component(), "instance", kind.instance())));
        fault.put("type", kind.type().label());
        fault.put("at", at);
        tree.put("faults", List.of(fault));
        Map<String, Object> never = new LinkedHashMap<>();
        never.put("never", "any");
        never.put("besides", allowed().stream().sorted().map(Alarm::name).toList());
        tree.put("expect", List.of(never));
        return JsonText.of(tree);
    }

    private Set<Alarm> allowed() {
        Set<Alarm> allowed = EnumSet.of(Alarm.SELF_TEST_FAILED);
        allowed.addAll(kind.type().expectation().companions());
        if (kind.type().expectation().isObservable()) {
            allowed.add(kind.type().expectation().alarm());
        }
        return allowed;
    }

    Outcome run() throws IOException {
        Scenario scenario =
                ScenarioFile.parse(kind.id() + "-" + nth + ".yaml", Path.of(""), source()).get(0);
        Fault fault = scenario.faults().get(0);
        try (SimulatedSession session = open(fault)) {
            boolean struck = isStruck(session.run().faults());
            if (inBringUp && !struck) {
                return Outcome.NEVER;
            }
            if (!inBringUp) {
                session.run().faults().inject(fault, 1, 0);
            }
            return run(session, scenario);
        } catch (BringUpException e) {
            return new Outcome(true, "a part said no at bring-up", null, 0);
        } catch (JournalException | FaultRefused e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private SimulatedSession open(Fault fault) throws IOException, JournalException, FaultRefused {
        RunSettings settings =
                new RunSettings(
                        base.wiring(),
                        base.prescription(),
                        base.library(),
                        base.override(),
                        seed,
                        runNanos,
                        Pacer.UNPACED,
                        null,
                        RunSettings.DEFAULT_PERIOD_NANOS,
                        version);
        return SimulatedSession.inMemory(
                settings, new MemoryJournal(), inBringUp ? List.of(fault) : List.of());
    }

    /** It has struck once it is active, or is over and no longer there. */
    private static boolean isStruck(FaultTable table) {
        return table.faults().isEmpty() || table.faults().get(0).active();
    }

    private Outcome run(SimulatedSession session, Scenario scenario) {
        SimulatedRun run = session.run();
        Checks checks =
                Checks.ofInvariants(
                        inBringUp ? List.of() : scenario.faults(),
                        (watched, alarm) -> raised.add(alarm));
        checks.watch(run);
        long fieldBefore = run.rig().plant().fieldMicrosteps();
        long deliveredBefore = run.controller().loop().ledger().delivered();
        run.watchedBy(
                now -> {
                    if (now.cycle() * now.periodNanos() >= callNanos && !isStruck(now.faults())) {
                        now.stop();
                    }
                });
        String exception = null;
        try {
            run.run();
        } catch (RuntimeException | AssertionError e) {
            exception = e.toString();
        }
        boolean struck = isStruck(run.faults());
        long nanos = run.cycle() * run.periodNanos();
        if (!struck && exception == null) {
            return new Outcome(false, "", null, nanos);
        }
        checks.end();
        long field = run.rig().plant().fieldMicrosteps() - fieldBefore;
        long booked = run.controller().loop().ledger().delivered() - deliveredBefore;
        return new Outcome(
                true,
                raised.isEmpty() ? "nothing" : String.join(" ", names()),
                wrong(exception, checks, field, booked),
                nanos);
    }

    private List<String> names() {
        return raised.stream().map(Alarm::name).toList();
    }

    private String wrong(String exception, Checks checks, long field, long booked) {
        List<String> wrong = new ArrayList<>();
        if (exception != null) {
            wrong.add(exception);
        }
        Set<Alarm> surplus = EnumSet.noneOf(Alarm.class);
        surplus.addAll(raised);
        surplus.removeAll(allowed());
        if (!surplus.isEmpty()) {
            wrong.add("false alarm " + surplus);
        }
        wrong.addAll(checks.failures());
        if (Math.abs(field - booked) > MOST_APART_MICROSTEPS) {
            wrong.add(field + " microsteps moved, " + booked + " booked");
        }
        return wrong.isEmpty() ? null : String.join("; ", wrong);
    }
}
