package io.pumprig.simulator;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.simulator.gateway.RunReset;
import io.pumprig.simulator.scenario.RunSettings;
import io.pumprig.simulator.scenario.SimulatedSession;
import io.pumprig.simulator.suite.SessionExport;
import java.io.IOException;
import java.util.Map;

/**
 * The sessions of one process, one after the other: each reset closes one and opens the next, with
 * nothing of the one before but its pace. What lies in a state directory is never begun anew.
 */
final class RunSessions implements RunReset, AutoCloseable {
    private final Opening opening;
    private final RunSettings settings;
    private final Map<String, Object> rig;
    private final String library;
    private volatile SimulatedSession current;
    private volatile Long nextSeed;
    private boolean stopped;

    /** How a session is opened, or why not. */
    @FunctionalInterface
    interface Opening {
        SimulatedSession open(RunSettings settings) throws CommandFailure;
    }

    /**
     * Opens the first.
     *
     * @param rig the keys of the rig file, or null for the shipped rig
     * @param library path of a drug library, or null for the shipped one
     */
    RunSessions(RunSettings settings, Map<String, Object> rig, String library, Opening opening)
            throws CommandFailure {
        this.settings = settings;
        this.rig = rig;
        this.library = library;
        this.opening = opening;
        current = opening.open(settings);
    }

    SimulatedSession current() {
        return current;
    }

    /** Writes the present session down as a scenario. */
    SessionExport export() {
        return new SessionExport(
                settings.prescription(),
                settings.override(),
                rig,
                library,
                current.seed(),
                current.resumedCycle() == 0);
    }

    @Override
    public String objection() {
        return settings.state() == null
                ? null
                : "a run with --state goes on where it was; begin anew with an empty directory";
    }

    @Override
    public long seed() {
        return current.seed();
    }

    @Override
    public void begin(long seed) {
        nextSeed = seed;
    }

    /** True when the present session is to be followed by another one. */
    synchronized boolean isToBeReset() {
        return nextSeed != null && !stopped;
    }

    /** Closes the session that has ended, and opens the next, as fast or as still as that was. */
    void renew() throws CommandFailure {
        SimulatedSession before = current;
        RunSettings next = seeded(nextSeed);
        nextSeed = null;
        boolean paused = before.run().isPaused();
        double speed = before.run().pacer().speed();
        closed(before);
        SimulatedSession opened = opening.open(next);
        opened.run().pacer().speed(speed);
        if (paused) {
            opened.run().submit((world, cycle, nanos) -> world.pause());
        }
        synchronized (this) {
            current = opened;
            if (stopped) {
                opened.run().stop();
            }
        }
    }

    private RunSettings seeded(long seed) {
        return new RunSettings(
                settings.wiring(),
                settings.prescription(),
                settings.library(),
                settings.override(),
                seed,
                settings.durationNanos(),
                settings.speed(),
                settings.state(),
                settings.periodNanos(),
                settings.version());
    }

    private static void closed(SimulatedSession session) throws CommandFailure {
        try {
            session.close();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, e.getMessage());
        }
    }

    /** Ends the present session after its present cycle, and opens no other. Any thread. */
    synchronized void stop() {
        stopped = true;
        current.run().stop();
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
