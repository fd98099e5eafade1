package io.pumprig.controller.command;

import io.pumprig.controller.ControlLoop;
import io.pumprig.controller.dose.DoseScale;
import io.pumprig.controller.dose.Withheld;
import io.pumprig.controller.journal.RestartSettlement;
import java.io.PrintStream;
import java.math.BigDecimal;

/**
 * What a therapy came to, as lines of a summary: ordered and believed dose, microsteps, and what
 * was withheld with its cause. Read after the last cycle.
 */
public final class TherapyAccount {
    private final ControlLoop loop;
    private final DoseScale scale;

    public TherapyAccount(ControlLoop loop, DoseScale scale) {
        this.loop = loop;
        this.scale = scale;
    }

    /**
     * Prints how a crash was settled.
     *
     * @param settlement null for a new therapy, which prints nothing
     * @param cycle the cycle in which the therapy was taken up
     */
    public static void resumed(PrintStream out, RestartSettlement settlement, long cycle) {
        if (settlement != null) {
            out.println(
                    "resumed       at cycle "
                            + cycle
                            + ", settled "
                            + settlement.settledMicrosteps()
                            + " microsteps, uncertain "
                            + settlement.uncertainMicrosteps()
                            + " ("
                            + settlement.reason()
                            + ")");
        }
    }

    /** Prints the ordered and the believed dose. */
    public void dose(PrintStream out) {
        out.println("ordered       " + mcg(loop.planner().orderedMicrosteps()));
        out.println("believed      " + mcg(loop.ledger().believed()));
    }

    /** Prints microsteps delivered, withheld for each cause, and uncertain. */
    public void volume(PrintStream out) {
        out.println("microsteps    " + loop.ledger().delivered());
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

    private String mcg(long microsteps) {
        return BigDecimal.valueOf(scale.picogramsOf(microsteps), 6)
                        .stripTrailingZeros()
                        .toPlainString()
                + " mcg";
    }
}
