package io.pumprig.controller.order;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import io.pumprig.hal.settings.SettingsException;
import io.pumprig.hal.settings.SettingsNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads {@code program:} of a therapy, at the concentration that makes volume of its doses. */
final class ProgramForm {
    /** Within so much a written volume rate agrees with the dose: 1 nL/h (SR-06). */
    private static final long AGREEING_PICOLITRES_PER_DAY = 24_000L;

    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    private final SettingsNode node;
    private final long picogramsPerNanolitre;

    ProgramForm(SettingsNode node, long picogramsPerNanolitre) {
        this.node = node;
        this.picogramsPerNanolitre = picogramsPerNanolitre;
        node.keys(TherapySchema.PROGRAM);
    }

    /**
     * The program.
     *
     * @throws SettingsException naming file, line, key, what was found and what is allowed
     */
    Program program() {
        return switch (node.choice("mode")) {
            case "continuous" -> new Program.Continuous(rate(node));
            case "pattern" -> new Program.Pattern(steps());
            case "taper" -> taper();
            case "minimum-rate" -> new Program.MinimumRate();
            default -> new Program.Stopped();
        };
    }

    /** One to thirteen (SR-33), the first at midnight, each later than the one before. */
    private List<Program.Step> steps() {
        List<SettingsNode> nodes = node.list("steps");
        if (nodes.isEmpty() || nodes.size() > Program.Pattern.MOST_STEPS) {
            throw node.refuse(
                    "steps", Integer.toString(nodes.size()), "1 to " + Program.Pattern.MOST_STEPS);
        }
        List<Program.Step> steps = new ArrayList<>();
        int last = -1;
        for (SettingsNode step : nodes) {
            step.keys(TherapySchema.STEP);
            int minute = minuteOfDay(step);
            if (last < 0 && minute != 0) {
                throw step.refuse("from", "00:00, where a day begins");
            }
            if (minute <= last) {
                throw step.refuse("from", "later than " + timeOfDay(last));
            }
            steps.add(new Program.Step(minute, rate(step)));
            last = minute;
        }
        return steps;
    }

    private static int minuteOfDay(SettingsNode step) {
        String text = step.matching("from");
        return Integer.parseInt(text.substring(0, 2)) * 60 + Integer.parseInt(text.substring(3));
    }

    private static String timeOfDay(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
    }

    private Program taper() {
        long from = dose(node, "from");
        long to = dose(node, "to");
        if (from == to) {
            throw node.refuse("to", "another dose than from");
        }
        long nanos = node.quantity("over");
        if (nanos % NANOS_PER_DAY != 0) {
            throw node.refuse("over", "whole days, 1 d to " + Program.Taper.MOST_DAYS + " d");
        }
        return new Program.Taper(from, to, (int) (nanos / NANOS_PER_DAY));
    }

    /** The dose rate, and the volume rate beside it if one is written. */
    private long rate(SettingsNode at) {
        long picogramsPerDay = dose(at, "rate");
        if (at.has("volumeRate")) {
            requireAgreement(at, picogramsPerDay);
        }
        return picogramsPerDay;
    }

    /** The dose within its hard limit (SR-08), and within what the head may deliver (SR-07). */
    private long dose(SettingsNode at, String key) {
        long picogramsPerDay = at.quantity(key);
        // Compared as products: as a quotient, a rate a hair too high would pass.
        long scaled = picogramsPerDay * 1_000;
        if (scaled < TherapySchema.LEAST_PICOLITRES_PER_DAY * picogramsPerNanolitre
                || scaled > Prescription.MOST_PICOLITRES_PER_DAY * picogramsPerNanolitre) {
            throw at.refuse(
                    key,
                    at.text(key) + ", which is " + volumeRate(picogramsPerDay),
                    "2.4 uL/day to 24 mL/day (0.1 uL/h to 1000 uL/h)");
        }
        return picogramsPerDay;
    }

    /** Who writes the volume too has computed it himself, and one of the two may be wrong. */
    private void requireAgreement(SettingsNode at, long picogramsPerDay) {
        long written = at.quantity("volumeRate");
        long gap = Math.abs(written * picogramsPerNanolitre - picogramsPerDay * 1_000);
        if (gap > AGREEING_PICOLITRES_PER_DAY * picogramsPerNanolitre) {
            throw at.refuse(
                    "volumeRate",
                    volumeRate(picogramsPerDay)
                            + " within 1 nL/h, which is "
                            + Quantity.format(Dimension.DOSE_RATE, picogramsPerDay)
                            + " at "
                            + Quantity.format(Dimension.CONCENTRATION, picogramsPerNanolitre));
        }
    }

    private String volumeRate(long picogramsPerDay) {
        return Quantity.format(Dimension.FLOW, picogramsPerDay * 1_000 / picogramsPerNanolitre);
    }
}
