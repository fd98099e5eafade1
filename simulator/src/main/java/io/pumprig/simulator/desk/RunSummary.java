package io.pumprig.simulator.desk;

import io.pumprig.controller.ControlLoop;
import io.pumprig.controller.dose.DoseScale;
import io.pumprig.controller.dose.Withheld;
import io.pumprig.controller.journal.RestartSettlement;
import io.pumprig.simulator.scenario.RunExtremes;
import io.pumprig.simulator.scenario.SimulatedSession;
import io.pumprig.simulator.scenario.Truth;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * What a run came to: ordered, believed and true dose side by side, alarms, the worst values, and
 * the trace hash as the last line. Read after the run has ended.
 */
public final class RunSummary {
    private final SimulatedSession session;
    private final DoseScale scale;
    private final AlarmLog alarms;
    private final double wallSeconds;
    private final long dropped;

    /**
     * @param wallSeconds how long the cycles took on the wall's clock
     * @param dropped messages that the link could not send
     */
    public RunSummary(
            SimulatedSession session,
            DoseScale scale,
            AlarmLog alarms,
            double wallSeconds,
            long dropped) {
        this.session = session;
        this.scale = scale;
        this.alarms = alarms;
        this.wallSeconds = wallSeconds;
        this.dropped = dropped;
    }

    /** Prints the summary. */
    public void print(PrintStream out) {
        ControlLoop loop = session.controller().loop();
        Truth truth = session.run().truthNow();
        out.println();
        out.println("backend       sim");
        out.println("seed          " + session.seed());
        out.println("simulated     " + SimTime.of(truth.nanos()) + ", cycle " + truth.cycle());
        resumed(out);
        out.println("ordered       " + mcg(loop.planner().orderedMicrosteps()));
        out.println("believed      " + mcg(loop.ledger().believed()));
        out.println(
                String.format(
                        Locale.ROOT,
                        "true          %.6f mcg at the tip, %.6f uL",
                        truth.tipMicrograms(),
                        truth.tipMicrolitres()));
        out.println("microsteps    " + loop.ledger().delivered());
        withheld(out, loop);
        alarms(out);
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

    private void resumed(PrintStream out) {
        RestartSettlement settlement = session.settlement();
        if (settlement != null) {
            out.println(
                    "resumed       at cycle "
                            + session.resumedCycle()
                            + ", settled "
                            + settlement.settledMicrosteps()
                            + " microsteps, uncertain "
                            + settlement.uncertainMicrosteps()
                            + " ("
                            + settlement.reason()
                            + ")");
        }
    }

    private String mcg(long microsteps) {
        return BigDecimal.valueOf(scale.picogramsOf(microsteps), 6)
                        .stripTrailingZeros()
                        .toPlainString()
                + " mcg";
    }

    private void withheld(PrintStream out, ControlLoop loop) {
        for (Withheld cause : Withheld.values()) {
            long microsteps = loop.ledger().withheld(cause);
            if (microsteps > 0) {
                out.println(
                        "withheld      "
                                + microsteps
                                + " microsteps, "
                                + cause.label()
                                + ", "
                                + mcg(microsteps));
            }
        }
        if (loop.ledger().uncertain() > 0) {
            out.println("uncertain     " + loop.ledger().uncertain() + " microsteps");
        }
    }

    private void alarms(PrintStream out) {
        alarms.look();
        if (alarms.lines().isEmpty()) {
            out.println("alarms        none");
        }
        for (AlarmLog.Line line : alarms.lines()) {
            out.println(
                    "alarm         "
                            + line.alarm()
                            + " "
                            + line.alarm().priority()
                            + ", "
                            + line.alarm().reaction().label()
                            + ", cycle "
                            + line.cycle()
                            + (line.nanos() < 0 ? ", host" : ", " + SimTime.of(line.nanos()))
                            + (line.times() > 1 ? ", " + line.times() + " times" : ""));
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
