package io.pumprig.simulator.desk;

import io.pumprig.controller.command.AlarmLog;
import io.pumprig.controller.command.ElapsedTime;
import io.pumprig.controller.command.TherapyAccount;
import io.pumprig.controller.order.Code;
import io.pumprig.simulator.scenario.OrderScript;
import io.pumprig.simulator.scenario.RunExtremes;
import io.pumprig.simulator.scenario.SimulatedSession;
import io.pumprig.simulator.scenario.Truth;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * What a run came to: ordered, believed and true dose side by side, alarms, the worst values, and
 * the trace hash as the last line. Read after the run has ended.
 */
public final class RunSummary {
    private static final int MOST_REFUSALS = 20;

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
        orders(out);
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

    SimulatedSession session() {
        return session;
    }

    AlarmLog alarms() {
        return alarms;
    }

    double wallSeconds() {
        return wallSeconds;
    }

    long dropped() {
        return dropped;
    }

    double speedFactor(Truth truth) {
        long cycles = truth.cycle() - session.resumedCycle();
        return cycles * (session.run().periodNanos() / 1e9) / Math.max(wallSeconds, 1e-9);
    }

    /** How many of the run's own orders were carried out, and each that was not. */
    private void orders(PrintStream out) {
        List<OrderScript.Outcome> outcomes = session.run().script().outcomes();
        if (session.run().script().isEmpty()) {
            return;
        }
        int refused = 0;
        for (OrderScript.Outcome outcome : outcomes) {
            refused += outcome.order().code() == Code.OK ? 0 : 1;
        }
        out.println(
                "orders        "
                        + (outcomes.size() - refused)
                        + " accepted, "
                        + refused
                        + " refused");
        int shown = 0;
        for (OrderScript.Outcome outcome : outcomes) {
            if (outcome.order().code() != Code.OK && shown++ < MOST_REFUSALS) {
                out.println(
                        "refused       "
                                + ElapsedTime.of(outcome.atNanos())
                                + " "
                                + outcome.label()
                                + ": "
                                + outcome.order().code()
                                + ", "
                                + outcome.order().reason());
            }
        }
        if (refused > MOST_REFUSALS) {
            out.println("refused       and " + (refused - MOST_REFUSALS) + " more");
        }
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
