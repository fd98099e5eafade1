package io.pumprig.controller.order;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import io.pumprig.hal.settings.SettingsException;
import io.pumprig.hal.settings.SettingsNode;
import java.nio.file.Path;
import java.time.ZoneId;

/**
 * Reads {@code therapy.yaml}: what is to be delivered. A value beyond a hard limit is refused with
 * file, line and key, never clamped (SR-03), and one refusal refuses the whole file (SR-02).
 *
 * <p>Indication and time zone must be right where they are written, and go no further: the limits
 * of titration and the wall clock of a pattern have no part in a rate that never changes.
 */
public final class TherapyFile {
    /** Slowest rate that the head can be trusted with: 0.1 uL/h. */
    static final long LEAST_PICOLITRES_PER_DAY = 2_400_000L;

    /** Highest minimum rate: 10 uL/h. */
    static final long MOST_MINIMUM_PICOLITRES_PER_DAY = 240_000_000L;

    /** Smallest dose that any concentration can carry at the slowest rate: 0.024 mcg/day. */
    private static final long LEAST_PICOGRAMS_PER_DAY =
            LEAST_PICOLITRES_PER_DAY * Prescription.LEAST_PICOGRAMS_PER_NANOLITRE / 1_000;

    private static final String CONTINUOUS = Mode.CONTINUOUS.label();
    private static final String MINIMUM_RATE = Mode.MINIMUM_RATE.label();
    private static final String STOPPED = Mode.STOPPED.label();

    private TherapyFile() {}

    /**
     * The prescription in a file.
     *
     * @throws SettingsException naming file, line, key, what was found and what is allowed
     */
    public static Prescription read(Path path) {
        return prescription(SettingsNode.read(path));
    }

    /**
     * The prescription in a text.
     *
     * @param fileName what complaints call it
     * @throws SettingsException naming file, line, key, what was found and what is allowed
     */
    public static Prescription parse(String fileName, String text) {
        return prescription(SettingsNode.parse(fileName, text));
    }

    private static Prescription prescription(SettingsNode root) {
        root.keys(
                "drug",
                "concentration",
                "indication",
                "timeZone",
                "program",
                "minimumRate",
                "onRestart");
        String drug = root.name("drug");
        long picogramsPerNanolitre =
                root.quantity(
                        "concentration",
                        Dimension.CONCENTRATION,
                        Prescription.LEAST_PICOGRAMS_PER_NANOLITRE,
                        Prescription.MOST_PICOGRAMS_PER_NANOLITRE);
        if (root.has("indication")) {
            root.choice("indication", "spinal", "cerebral", "child");
        }
        if (root.has("timeZone")) {
            checkTimeZone(root);
        }
        SettingsNode program = root.child("program");
        program.keys("mode", "rate");
        Mode mode = mode(program);
        Prescription prescription =
                new Prescription(
                        drug,
                        picogramsPerNanolitre,
                        mode,
                        mode == Mode.CONTINUOUS ? rate(program, picogramsPerNanolitre) : 0,
                        root.quantity(
                                "minimumRate",
                                Dimension.FLOW,
                                LEAST_PICOLITRES_PER_DAY,
                                MOST_MINIMUM_PICOLITRES_PER_DAY,
                                Prescription.DEFAULT_MINIMUM_PICOLITRES_PER_DAY),
                        onRestart(root));
        root.done();
        return prescription;
    }

    private static void checkTimeZone(SettingsNode root) {
        // By the list and not by ZoneId.of, which takes +02:00 too: a place, not an offset.
        if (!ZoneId.getAvailableZoneIds().contains(root.text("timeZone"))) {
            throw root.refuse("timeZone", "an IANA time zone such as Europe/Berlin");
        }
    }

    private static Mode mode(SettingsNode program) {
        String label = program.choice("mode", CONTINUOUS, MINIMUM_RATE, STOPPED);
        if (label.equals(CONTINUOUS)) {
            return Mode.CONTINUOUS;
        }
        return label.equals(STOPPED) ? Mode.STOPPED : Mode.MINIMUM_RATE;
    }

    /** The dose within its hard limit (SR-08), and within what the head may deliver (SR-07). */
    private static long rate(SettingsNode program, long picogramsPerNanolitre) {
        long picogramsPerDay =
                program.quantity(
                        "rate",
                        Dimension.DOSE_RATE,
                        LEAST_PICOGRAMS_PER_DAY,
                        Prescription.MOST_PICOGRAMS_PER_DAY);
        // Compared as products: as a quotient, a rate a hair too high would pass.
        long scaled = picogramsPerDay * 1_000;
        if (scaled < LEAST_PICOLITRES_PER_DAY * picogramsPerNanolitre
                || scaled > Prescription.MOST_PICOLITRES_PER_DAY * picogramsPerNanolitre) {
            String volume = Quantity.format(Dimension.FLOW, scaled / picogramsPerNanolitre);
            throw program.refuse(
                    "rate",
                    program.text("rate") + ", which is " + volume,
                    "2.4 uL/day to 24 mL/day (0.1 uL/h to 1000 uL/h)");
        }
        return picogramsPerDay;
    }

    private static Prescription.OnRestart onRestart(SettingsNode root) {
        String confirm = Prescription.OnRestart.CONFIRM.label();
        String resume = Prescription.OnRestart.RESUME.label();
        boolean resumes =
                root.has("onRestart") && root.choice("onRestart", confirm, resume).equals(resume);
        return resumes ? Prescription.OnRestart.RESUME : Prescription.OnRestart.CONFIRM;
    }
}
