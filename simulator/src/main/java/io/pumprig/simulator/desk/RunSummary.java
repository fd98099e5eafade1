package io.pumprig.simulator.desk;

import io.pumprig.controller.command.AlarmLog;
import io.pumprig.controller.command.ElapsedTime;
import io.pumprig.controller.command.TherapyAccount;
import io.pumprig.simulator.scenario.RunExtremes;
import io.pumprig.simulator.scenario.SimulatedSession;
import io.pumprig.simulator.scenario.Truth;
import java.io.PrintStream;
import java.util.Locale;

/**
 * What a run came to: ordered, believed and true dose side by side, alarms, the worst values, and
 * the trace hash as the last line. Read after the run has ended.
 */
public final class RunSummary {
    private final SimulatedSession session;
    private final AlarmLog alarms;
    private final double wallSeconds;
    private final long dropped;

    /**
     * @param wallSeconds how long the cycles took on the wall's clock
     * @param dropped messages that the link could not send
     */
    public RunSummary(SimulatedSession session, AlarmLog alarms, double wallSeconds, long dropped) {
        this.session = session;
        this.alarms = alarms;
        this.wallSeconds = wallSeconds;
        this.dropped = dropped;
    }

    /** Prints the summary. */
    public void print(PrintStream out) {
        TherapyAccount account = new TherapyAccount(session.controller().loop());
        Truth truth = session.run().truthNow();
        out.println();
        out.println("backend       sim");
        out.println("seed          " + session.seed());
        out.println("simulated     " + ElapsedTime.of(truth.nanos()) + ", cycle " + truth.cycle());
        TherapyAccount.resumed(out, session.settlement(), session.resumedCycle());
        account.dose(out);
        out.println(
                String.format(
                        Locale.ROOT,
                        "true          %.6f mcg at the tip, %.6f uL",
                        truth.tipMicrograms(),
                        truth.tipMicrolitres()));
        account.volume(out);
        alarms.print(out);
        worst(out);
        out.println(
                String.format(
                        Locale.ROOT,
                        "speed factor  %.0f (%.2f s for the cycles)",
                        speedFactor(truth),
                        wallSeconds));
        out.println("link dropped  " + dropped);
        out.println("trace hash: " + session.run().trace().text());
    }

    private double speedFactor(Truth truth) {
        long cycles = truth.cycle() - session.resumedCycle();
        return cycles * (session.run().periodNanos() / 1e9) / Math.max(wallSeconds, 1e-9);
    }

    private void worst(PrintStream out) {
        RunExtremes worst = session.run().extremes();
        if (worst.highestPascals() == Integer.MIN_VALUE) {
            return;
        }
        out.println(
                String.format(
                        Locale.ROOT,
                        "worst         line %.1f kPa measured, %.1f kPa true; reservoir %.3f mL;"
                                + " rotor %d microsteps behind",
                        worst.highestPascals() / 1e3,
                        worst.highestKilopascals(),
                        worst.lowestReservoirMicrolitres() / 1e3,
                        worst.largestLagMicrosteps()));
    }
}
