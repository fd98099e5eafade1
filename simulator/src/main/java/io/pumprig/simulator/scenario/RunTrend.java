package io.pumprig.simulator.scenario;

import io.pumprig.controller.ControlLoop;
import io.pumprig.controller.Controller;
import io.pumprig.controller.blocks.Lines;
import io.pumprig.controller.journal.JournalStore;
import io.pumprig.controller.trend.Trend;
import io.pumprig.controller.trend.TrendStart;
import io.pumprig.controller.trend.TrueWorld;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.plant.Plant;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The trend of a simulated run: that of each controller in turn, with the truth of the plant beside
 * it and a note about each fault. It changes nothing in the run. Simulation thread.
 */
final class RunTrend implements RunWatcher {
    private static final double PICO_OF_MICRO = 1e6;
    private static final double PASCALS_OF_KILOPASCAL = 1e3;

    private final Path state;
    private final SimulatedHost host;
    private final SimulatedRun run;
    private final long seed;
    private final long binNanos;
    private final TrueWorld world;
    private Trend trend;

    /** Why there is none, in words, or null. */
    private String refusal;

    /**
     * Begins that of the controller that is to run.
     *
     * @param state directory in which it is kept
     */
    RunTrend(Path state, SimulatedHost host, SimulatedRun run, long seed, long binNanos) {
        this.state = state;
        this.host = host;
        this.run = run;
        this.seed = seed;
        this.binNanos = binNanos;
        world = new Truthful(run.rig().plant());
        begin();
    }

    private void begin() {
        long cycle = run.cycle();
        RunSettings settings = host.settings();
        TrendStart start =
                new TrendStart(
                        new JournalStore.Session(
                                host.sessionId(),
                                "sim",
                                settings.version(),
                                run.rig().clock().utcMillis()),
                        settings.wiring().rig(),
                        TrendStart.hash(settings.wiring().toString()),
                        settings.library().digest(),
                        seed,
                        settings.wiring().pump(),
                        settings.periodNanos(),
                        binNanos,
                        0,
                        cycle * settings.periodNanos(),
                        cycle);
        try {
            trend = Trend.begin(state, start, world, true);
        } catch (IOException e) {
            refusal = e.getMessage();
        }
    }

    @Override
    public void saw(SimulatedRun seen) {
        if (trend != null) {
            ControlLoop loop = seen.controller().loop();
            trend.saw(loop, loop.sample().elapsedNanos() - loop.sample().periodNanos());
        }
    }

    @Override
    public void happened(Fault fault, String phase, long atCycle) {
        if (trend != null) {
            trend.mark();
            if (phase.equals("scheduled")) {
                trend.note(FaultNote.of(fault));
            }
        }
    }

    /** The controller of before is gone, and another begins. */
    void restarted(Controller next) {
        if (trend != null) {
            trend.close(new Lines().put("crashed", true));
            begin();
        }
    }

    /** Writes what is left, and what the run came to. */
    void close() {
        if (trend != null) {
            trend.close(new Lines().put("trace_hash", run.trace().text()));
            refusal = trend.trouble();
        }
    }

    /** Why there is none, or it ended before the run did, in words; null when it did not. */
    String trouble() {
        return refusal;
    }

    /** What the plant knows, in the units of a trend. */
    private record Truthful(Plant plant) implements TrueWorld {
        @Override
        public long tipPicolitres() {
            return Math.round(plant.tipMicrolitres() * PICO_OF_MICRO);
        }

        @Override
        public long tipPicograms() {
            return Math.round(plant.tipMicrograms() * PICO_OF_MICRO);
        }

        @Override
        public long linePascals() {
            return Math.round(plant.linePressureKilopascals() * PASCALS_OF_KILOPASCAL);
        }

        @Override
        public long reservoirPicolitres() {
            return Math.round(plant.reservoirMicrolitres() * PICO_OF_MICRO);
        }
    }
}
