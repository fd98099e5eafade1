package io.pumprig.simulator.scenario;

import io.pumprig.controller.order.OrderForms;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.Program;
import io.pumprig.controller.order.TherapyFile;
import io.pumprig.controller.order.Wish;
import io.pumprig.hal.settings.SettingsNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Writes random therapies as files. Those that follow the first give less than what runs, since the
 * first day allows no increase; the drug is water, whose dose may fall at once.
 */
final class TherapyWriter {
    private static final long[] CONCENTRATIONS = {500, 1_000, 2_000};

    /** Zones with their distance from UTC on the first of January 2026, in minutes. */
    private static final Map<String, Integer> ZONES =
            Map.of("Europe/Berlin", 60, "Asia/Kathmandu", 345, "America/St_Johns", -210);

    private static final String[] ZONE_NAMES = {
        "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns"
    };

    private final SplittableRandom random;
    private final String minimumRate;
    private String text;

    TherapyWriter(SplittableRandom random) {
        this.random = random;
        minimumRate = random.nextInt(1, 100) / 10.0 + " uL/h";
    }

    /** Where the course of a therapy begins: for a pattern the time of day in its zone. */
    static long beginNanos(Prescription prescription, long nanos) {
        if (!(prescription.program() instanceof Program.Pattern)) {
            return 0;
        }
        long local = nanos + ZONES.get(prescription.timeZone()) * 60_000_000_000L;
        // The host's calendar counts milliseconds.
        long millis = 1_000_000L;
        return Math.floorDiv(Math.floorMod(local, DayOrder.DAY_NANOS), millis) * millis;
    }

    Prescription first() {
        long concentration = CONCENTRATIONS[random.nextInt(CONCENTRATIONS.length)];
        return random.nextInt(10) == 0
                ? write(concentration, "{mode: minimum-rate}")
                : write(
                        concentration,
                        program(random.nextLong(200_000, 900_000), random.nextInt(3) == 0));
    }

    /** A therapy that may follow the one in force, most of the times. */
    Prescription next(Prescription inForce) {
        long concentration =
                random.nextBoolean()
                        ? inForce.picogramsPerNanolitre()
                        : CONCENTRATIONS[random.nextInt(CONCENTRATIONS.length)];
        // A taper begins at the dose that runs.
        boolean taper = random.nextInt(3) == 0;
        long nanograms = inForce.picogramsPerDay() / 1_000;
        long dose = taper ? nanograms : nanograms * random.nextLong(700, 1_000) / 1_000;
        return write(concentration, program(Math.max(30_000, dose), taper));
    }

    /** The therapy that was written last, as it is staged. */
    Wish.Stage stage(OrderForms forms) {
        return forms.stage(SettingsNode.parse("random", text));
    }

    private Prescription write(long concentration, String program) {
        text =
                "drug: water\nconcentration: "
                        + concentration
                        + " mcg/mL\ntimeZone: "
                        + ZONE_NAMES[random.nextInt(ZONE_NAMES.length)]
                        + "\nminimumRate: "
                        + minimumRate
                        + "\nprogram: "
                        + program
                        + "\n";
        if (random.nextBoolean()) {
            text += "demandBolus: {dose: 5 mcg, duration: 5 min, lockout: 60 min, perDay: 8}\n";
        }
        return TherapyFile.parse("random", text);
    }

    private String program(long nanograms, boolean taper) {
        if (taper) {
            return "{mode: taper, from: "
                    + dose(nanograms)
                    + ", to: "
                    + dose(part(nanograms))
                    + ", over: "
                    + random.nextInt(1, 6)
                    + " d}";
        }
        return random.nextInt(3) == 0
                ? "{mode: continuous, rate: " + dose(nanograms) + "}"
                : pattern(nanograms);
    }

    private String pattern(long nanograms) {
        StringBuilder steps = new StringBuilder("{mode: pattern, steps: [");
        int most = random.nextInt(1, Program.Pattern.MOST_STEPS + 1);
        int minute = 0;
        for (int step = 0; step < most && minute < Program.MINUTES_PER_DAY; step++) {
            steps.append(step == 0 ? "" : ", ")
                    .append(
                            String.format(
                                    Locale.ROOT,
                                    "{from: %02d:%02d, rate: ",
                                    minute / 60,
                                    minute % 60))
                    .append(dose(part(nanograms)))
                    .append('}');
            minute += random.nextInt(1, 300);
        }
        return steps.append("]}").toString();
    }

    /** Some of a dose, and always less than all of it. */
    private long part(long nanograms) {
        return nanograms * random.nextLong(300, 1_000) / 1_000;
    }

    private static String dose(long nanogramsPerDay) {
        return BigDecimal.valueOf(nanogramsPerDay, 3).toPlainString() + " mcg/day";
    }
}
