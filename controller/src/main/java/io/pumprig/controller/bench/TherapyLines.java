package io.pumprig.controller.bench;

import io.pumprig.controller.command.TherapyReview;
import io.pumprig.controller.order.DemandBolus;
import io.pumprig.controller.order.LimitFinding;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.Program;
import io.pumprig.controller.order.TaperDays;
import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.BiConsumer;

/**
 * A therapy as names and values for people: every step of a pattern with the daily total (SR-33),
 * every day of a taper, and what the drug library warns of.
 */
final class TherapyLines {
    private static final int MICROGRAM_DECIMALS = 6;
    private static final int MILLILITRE_DECIMALS = 9;
    private static final int DIGEST_DIGITS = 16;
    private static final int DAYS_PER_LINE = 7;

    private final TherapyReview therapy;
    private final Prescription prescription;

    private TherapyLines(TherapyReview therapy) {
        this.therapy = therapy;
        prescription = therapy.prescription();
    }

    static TherapyLines of(TherapyReview therapy) {
        return new TherapyLines(therapy);
    }

    /** A dose rate, always in mcg/day. */
    static String dosePerDay(long picogramsPerDay) {
        return decimal(picogramsPerDay, MICROGRAM_DECIMALS) + " mcg/day";
    }

    /** A volume rate, always in mL/day. */
    static String volumePerDay(long picolitresPerDay) {
        return decimal(picolitresPerDay, MILLILITRE_DECIMALS) + " mL/day";
    }

    private static String decimal(long units, int decimals) {
        return BigDecimal.valueOf(units, decimals).stripTrailingZeros().toPlainString();
    }

    /** Hands every name with its value to {@code line}, in the order in which they are shown. */
    void forEach(BiConsumer<String, String> line) {
        line.accept("drug", prescription.drug());
        line.accept(
                "concentration",
                Quantity.format(Dimension.CONCENTRATION, prescription.picogramsPerNanolitre()));
        line.accept("indication", prescription.indication().label());
        line.accept(
                "library",
                "version "
                        + therapy.library().version()
                        + ", "
                        + therapy.library().digest().substring(0, DIGEST_DIGITS));
        line.accept("program", prescription.mode().label());
        program(line);
        line.accept("minimum rate", volumePerDay(prescription.minimumPicolitresPerDay()));
        line.accept("demand bolus", bolus(prescription.demandBolus()));
        line.accept("after restart", prescription.onRestart().label());
        for (LimitFinding finding : therapy.warnings()) {
            line.accept("warning", finding.text());
        }
        if (therapy.override() != null) {
            line.accept("override by", therapy.override().by() + ": " + therapy.override().why());
        }
    }

    private void program(BiConsumer<String, String> line) {
        if (prescription.program() instanceof Program.Pattern pattern) {
            pattern(pattern, line);
        } else if (prescription.program() instanceof Program.Taper taper) {
            taper(taper, line);
        } else if (prescription.program() instanceof Program.MinimumRate) {
            long picolitres = prescription.minimumPicolitresPerDay();
            long picograms = picolitres * prescription.picogramsPerNanolitre() / 1_000;
            line.accept("rate", dosePerDay(picograms) + ", " + volumePerDay(picolitres));
        } else {
            line.accept("rate", rate(prescription.picogramsPerDay()));
        }
    }

    private void pattern(Program.Pattern pattern, BiConsumer<String, String> line) {
        for (Program.Step step : pattern.steps()) {
            String time =
                    String.format(
                            Locale.ROOT,
                            "%02d:%02d",
                            step.minuteOfDay() / 60,
                            step.minuteOfDay() % 60);
            line.accept("from " + time, rate(step.picogramsPerDay()));
        }
        line.accept("daily total", rate(pattern.picogramsPerDay()));
        line.accept("time zone", prescription.timeZone());
    }

    private void taper(Program.Taper taper, BiConsumer<String, String> line) {
        TaperDays days = new TaperDays(taper);
        for (int first = 0; first <= taper.days(); first += DAYS_PER_LINE) {
            int last = Math.min(first + DAYS_PER_LINE - 1, taper.days());
            StringJoiner doses = new StringJoiner(", ", "", " mcg/day");
            for (int day = first; day <= last; day++) {
                doses.add(decimal(days.picogramsOnDay(day), MICROGRAM_DECIMALS));
            }
            line.accept("day " + first + (last > first ? "-" + last : ""), doses.toString());
        }
        line.accept("after that", rate(taper.toPicogramsPerDay()));
    }

    /** A dose rate with the volume that it is, rounded down to a picolitre. */
    private String rate(long picogramsPerDay) {
        long picolitres = picogramsPerDay * 1_000 / prescription.picogramsPerNanolitre();
        return dosePerDay(picogramsPerDay) + ", " + volumePerDay(picolitres);
    }

    private static String bolus(DemandBolus bolus) {
        if (bolus == null) {
            return "none";
        }
        return Quantity.format(Dimension.MASS, bolus.picograms())
                + " over "
                + Quantity.format(Dimension.TIME, bolus.durationNanos())
                + ", lockout "
                + Quantity.format(Dimension.TIME, bolus.lockoutNanos())
                + ", "
                + bolus.perDay()
                + " in 24 h";
    }
}
