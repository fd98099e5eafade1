package io.pumprig.controller.command;

import io.pumprig.controller.ControlLoop;
import io.pumprig.controller.dose.Delivery;
import io.pumprig.controller.dose.Withheld;
import io.pumprig.controller.journal.RestartSettlement;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a therapy came to, as lines of a summary: ordered and believed dose, microsteps, and what
 * was withheld with its cause. Read after the last cycle.
 */
public final class TherapyAccount {
    private final ControlLoop loop;

    public TherapyAccount(ControlLoop loop) {
        this.loop = loop;
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
        out.println("ordered       " + mcg(loop.planner().orderedPicograms()));
        out.println("believed      " + mcg(loop.planner().believedPicograms()));
    }

    /** Prints microsteps delivered, withheld for each cause, and uncertain. */
    public void volume(PrintStream out) {
        out.println("microsteps    " + loop.ledger().delivered());
        for (Delivery purpose : Delivery.values()) {
            long microsteps = loop.ledger().delivered(purpose);
            if (microsteps > 0 && purpose != Delivery.BASAL) {
                out.println(
                        "of which      "
                                + microsteps
                                + " microsteps, "
                                + purpose.label()
                                + ", "
                                + microlitres(microsteps));
            }
        }
        for (Withheld cause : Withheld.values()) {
            long microsteps = loop.ledger().withheld(cause);
            if (microsteps > 0) {
                out.println(
                        "withheld      "
                                + microsteps
                                + " microsteps, "
                                + cause.label()
                                + ", "
                                + microlitres(microsteps));
            }
        }
        if (loop.ledger().uncertain() > 0) {
            out.println("uncertain     " + loop.ledger().uncertain() + " microsteps");
        }
    }

    /** Dose and volume for programs, by their units. */
    public Map<String, Object> document() {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("orderedMcg", micro(loop.planner().orderedPicograms()));
        said.put("believedMcg", micro(loop.planner().believedPicograms()));
        said.put("microsteps", loop.ledger().delivered());
        Map<String, Object> withheld = new LinkedHashMap<>();
        for (Withheld cause : Withheld.values()) {
            if (loop.ledger().withheld(cause) > 0) {
                withheld.put(cause.label(), loop.ledger().withheld(cause));
            }
        }
        said.put("withheldMicrosteps", withheld);
        said.put("uncertainMicrosteps", loop.ledger().uncertain());
        return said;
    }

    private static BigDecimal micro(long pico) {
        BigDecimal exact = BigDecimal.valueOf(pico, 6).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    private static String mcg(long picograms) {
        return BigDecimal.valueOf(picograms, 6).stripTrailingZeros().toPlainString() + " mcg";
    }

    private String microlitres(long microsteps) {
        long picolitres = loop.planner().scale().head().picolitresOf(microsteps);
        return BigDecimal.valueOf(picolitres, 6).stripTrailingZeros().toPlainString() + " uL";
    }
}
