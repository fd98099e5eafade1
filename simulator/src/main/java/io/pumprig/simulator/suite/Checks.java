package io.pumprig.simulator.suite;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.event.Event;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.scenario.RunWatcher;
import io.pumprig.simulator.scenario.SimulatedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All checks of one run. Simulation thread. */
public final class Checks implements RunWatcher {
    /** How long a run goes on after a check failed, for the samples around it. */
    private static final long AFTER_FAILURE_CYCLES = 1_000;

    private final List<Check> all;
    private final Invariants invariants;
    private final List<Check> ofCycles = new ArrayList<>();
    private Watched watched;
    private long failedCycle = -1;

    Checks(List<Check> asked, Invariants invariants) {
        all = new ArrayList<>(asked);
        all.add(invariants);
        this.invariants = invariants;
        for (Check check : asked) {
            if (check.effectsOf() != null) {
                invariants.leave(check.effectsOf());
            }
            if (check.wantsCycles()) {
                ofCycles.add(check);
            }
        }
    }

    /**
     * What holds in every run and nothing else.
     *
     * @param faults of the run
     * @param witness hears of every alarm that comes into the list
     */
    public static Checks ofInvariants(List<Fault> faults, AlarmWitness witness) {
        return new Checks(List.of(new WitnessedAlarms(witness)), new Invariants(faults));
    }

    /** Begins to watch; before the run's first cycle. */
    public void watch(SimulatedRun run) {
        watched = new Watched(run, this);
        invariants.begin(watched);
        run.watchedBy(this);
        run.whenRestarted(
                controller -> {
                    watched.take(controller);
                    invariants.restarted(watched);
                });
    }

    @Override
    public void saw(SimulatedRun run) {
        watched.look();
        invariants.cycle(watched);
        for (int i = 0; i < ofCycles.size(); i++) {
            ofCycles.get(i).cycle(watched);
        }
        if (failedCycle >= 0 && watched.cycle() - failedCycle >= AFTER_FAILURE_CYCLES) {
            run.stop();
        } else if (failedCycle < 0 && (watched.cycle() & 63) == 0) {
            noteFailure();
        }
    }

    private void noteFailure() {
        for (Check check : all) {
            if (check.failure() != null) {
                failedCycle = check.failedCycle();
            }
        }
    }

    void alarm(Watched run, Alarm alarm) {
        for (Check check : all) {
            check.alarm(run, alarm);
        }
    }

    void event(Watched run, Event event) {
        for (Check check : all) {
            check.event(run, event);
        }
    }

    /** The run is over: looks at what has to hold at its end. */
    public void end() {
        for (Check check : all) {
            check.end(watched);
        }
        if (failedCycle < 0) {
            invariants.complete(watched);
        }
    }

    /** What each fault that was active has altered. */
    Map<String, Long> effects() {
        return Map.copyOf(invariants.effects(watched));
    }

    /** What a fault has altered. */
    public long effects(String key) {
        return invariants.effects(watched).getOrDefault(key, 0L);
    }

    /** The run as its checks see it; null before {@link #watch}. */
    public Watched watched() {
        return watched;
    }

    /** What does not hold, in the order in which it was asked for. */
    public List<String> failures() {
        return all.stream().filter(check -> check.failure() != null).map(Check::failure).toList();
    }

    /** The first cycle in which something did not hold, or -1. */
    long firstFailedCycle() {
        return all.stream()
                .filter(check -> check.failure() != null)
                .mapToLong(Check::failedCycle)
                .min()
                .orElse(-1);
    }
}
