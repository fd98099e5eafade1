package io.pumprig.simulator.desk;

import io.pumprig.controller.ControlLoop;
import io.pumprig.controller.command.AlarmLog;
import io.pumprig.controller.command.ElapsedTime;
import io.pumprig.simulator.scenario.SimulatedRun;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** One line for a terminal: where the run is, what it delivers, what is wrong. */
public final class StatusLine {
    /** Asks the run for its line; it is made at the next cycle boundary. */
    public CompletableFuture<String> of(SimulatedRun run) {
        CompletableFuture<String> line = new CompletableFuture<>();
        boolean asked = run.submit((world, cycle, nanos) -> line.complete(text(world, nanos)));
        if (!asked) {
            line.complete(null);
        }
        return line;
    }

    /** The same in half a line, for one that is drawn over again. Simulation thread. */
    public static String brief(SimulatedRun run, long nanos) {
        ControlLoop loop = run.controller().loop();
        return ElapsedTime.of(nanos).replaceFirst("\\.\\d+$", "")
                + (run.isPaused() ? " paused" : "")
                + ", "
                + AlarmLog.names(loop.alarms().listed());
    }

    private String text(SimulatedRun run, long nanos) {
        ControlLoop loop = run.controller().loop();
        return String.format(
                Locale.ROOT,
                "%s  %s  %.1f mcg/day  ordered %.3f  believed %.3f  true %.3f mcg  line %.1f kPa"
                        + "  reservoir %.2f mL  x%.0f  %s",
                ElapsedTime.of(nanos),
                run.isPaused() ? "paused" : loop.planner().mode().label(),
                loop.planner().ratePicogramsPerDay() / 1e6,
                loop.planner().orderedPicograms() / 1e6,
                loop.planner().believedPicograms() / 1e6,
                run.truthNow().tipMicrograms(),
                loop.sample().downstream().pascals() / 1e3,
                loop.sample().reservoir().picolitres() / 1e9,
                run.pacer().achieved(),
                AlarmLog.names(loop.alarms().listed()));
    }
}
