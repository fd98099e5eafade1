package io.pumprig.simulator.report;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import java.util.Locale;

/** A prescription, as the journal has it, in words. */
final class TherapyWords {
    private static final double PER_MICRO = 1e-6;
    private static final int MINUTES_PER_HOUR = 60;

    private TherapyWords() {}

    static String of(JournalFacts.Therapy therapy) {
        StringBuilder words = new StringBuilder();
        words.append(therapy.drug())
                .append(' ')
                .append(therapy.picogramsPerNanolitre())
                .append(" mcg/mL, ")
                .append(program(therapy.program()));
        if (therapy.timeZone() != null) {
            words.append(" (").append(therapy.timeZone()).append(')');
        }
        if (therapy.demandBolus() != null) {
            words.append("; demand bolus ").append(demand(therapy.demandBolus()));
        }
        words.append("; indication ")
                .append(therapy.indication().toLowerCase(Locale.ROOT))
                .append(", on restart ")
                .append(therapy.onRestart().toLowerCase(Locale.ROOT));
        return words.toString();
    }

    /** What is written in another way than the journal documents is shown as it is. */
    private static String program(String program) {
        String[] words = program.split(" ");
        try {
            return switch (words[0]) {
                case "continuous" -> "continuous " + rate(words[1]);
                case "taper" ->
                        "taper from "
                                + rate(words[1])
                                + " to "
                                + rate(words[2])
                                + " in "
                                + words[3]
                                + " days";
                case "pattern" -> pattern(words);
                default -> program;
            };
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return program;
        }
    }

    private static String pattern(String[] words) {
        StringBuilder text = new StringBuilder("pattern");
        for (int i = 1; i < words.length; i++) {
            String[] step = words[i].split(":");
            int minute = Integer.parseInt(step[0]);
            text.append(i == 1 ? " " : ", ")
                    .append(
                            String.format(
                                    Locale.ROOT,
                                    "%02d:%02d ",
                                    minute / MINUTES_PER_HOUR,
                                    minute % MINUTES_PER_HOUR))
                    .append(rate(step[1]));
        }
        return text.toString();
    }

    private static String rate(String picogramsPerDay) {
        return Numbers.text(Long.parseLong(picogramsPerDay) * PER_MICRO) + " mcg/day";
    }

    private static String demand(String bolus) {
        String[] words = bolus.split("[ ,]+");
        try {
            return Numbers.text(Long.parseLong(words[0]) * PER_MICRO)
                    + " mcg in "
                    + time(words[1])
                    + ", lockout "
                    + time(words[2])
                    + ", "
                    + words[3]
                    + " a day";
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return bolus;
        }
    }

    private static String time(String nanos) {
        return Quantity.format(Dimension.TIME, Long.parseLong(nanos));
    }
}
