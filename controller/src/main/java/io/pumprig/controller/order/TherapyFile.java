package io.pumprig.controller.order;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.SettingsException;
import io.pumprig.hal.settings.SettingsNode;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code therapy.yaml}: what is to be delivered. A value beyond a hard limit is refused with
 * file, line and key, never clamped (SR-03), and one refusal refuses the whole file (SR-02). What a
 * drug library has to say about a therapy that can be read is for {@link TherapyRules}.
 *
 * <p>A time zone must be right where it is written, and goes no further without a pattern: the wall
 * clock has no part in a rate that never changes.
 */
public final class TherapyFile {
    /** Slowest rate that the head can be trusted with: 0.1 uL/h. */
    static final long LEAST_PICOLITRES_PER_DAY = 2_400_000L;

    /** Highest minimum rate: 10 uL/h. */
    static final long MOST_MINIMUM_PICOLITRES_PER_DAY = 240_000_000L;

    /** The keys of a therapy, in the order in which messages list them. */
    static final String[] KEYS = {
        "drug",
        "concentration",
        "indication",
        "timeZone",
        "program",
        "minimumRate",
        "demandBolus",
        "onRestart"
    };

    /**
     * A therapy that does not say why it is given gets the strictest limits of titration (SR-09).
     */
    static final Indication DEFAULT_INDICATION = Indication.CEREBRAL;

    /** Smallest bolus: 10 ng, two microsteps of the reference head at 1000 mcg/mL. */
    private static final long LEAST_BOLUS_PICOGRAMS = 10_000L;

    /** Largest bolus that can be written; a drug library allows less (SR-10). */
    private static final long MOST_BOLUS_PICOGRAMS = 1_000_000_000L;

    /** Shortest bolus, as for a screening bolus (therapy reference 1.2). */
    private static final long LEAST_DURATION_NANOS = 60_000_000_000L;

    private static final long LEAST_LOCKOUT_NANOS = 60_000_000_000L;
    private static final long MOST_LOCKOUT_NANOS = 86_400_000_000_000L;

    /** SR-26. */
    private static final long DEFAULT_LOCKOUT_NANOS = 3_600_000_000_000L;

    /** SR-26. */
    private static final int DEFAULT_PER_DAY = 8;

    private TherapyFile() {}

    /**
     * The prescription in a file.
     *
     * @throws SettingsException naming file, line, key, what was found and what is allowed
     */
    public static Prescription read(Path path) {
        return whole(SettingsNode.read(path));
    }

    /**
     * The prescription in a text.
     *
     * @param fileName what complaints call it
     * @throws SettingsException naming file, line, key, what was found and what is allowed
     */
    public static Prescription parse(String fileName, String text) {
        return whole(SettingsNode.parse(fileName, text));
    }

    private static Prescription whole(SettingsNode root) {
        root.keys(KEYS);
        Prescription prescription = prescription(root);
        root.done();
        return prescription;
    }

    /** The prescription of a request that may bring {@code bridge} and other keys besides. */
    static Prescription staged(SettingsNode root, String... besides) {
        List<String> keys = new ArrayList<>(List.of(KEYS));
        keys.add("bridge");
        keys.addAll(List.of(besides));
        root.keys(keys.toArray(String[]::new));
        return prescription(root);
    }

    /** The prescription among the keys of {@code root}, which may be named beside others. */
    static Prescription prescription(SettingsNode root) {
        String drug = root.name("drug");
        long picogramsPerNanolitre = concentration(root);
        Indication indication = indication(root);
        String timeZone = root.has("timeZone") ? timeZone(root) : null;
        Program program = new ProgramForm(root.child("program"), picogramsPerNanolitre).program();
        boolean isPattern = program instanceof Program.Pattern;
        if (isPattern && timeZone == null) {
            timeZone(root);
        }
        return new Prescription(
                drug,
                picogramsPerNanolitre,
                indication,
                program,
                root.quantity(
                        "minimumRate",
                        Dimension.FLOW,
                        LEAST_PICOLITRES_PER_DAY,
                        MOST_MINIMUM_PICOLITRES_PER_DAY,
                        Prescription.DEFAULT_MINIMUM_PICOLITRES_PER_DAY),
                root.optionalChild("demandBolus").map(TherapyFile::demandBolus).orElse(null),
                isPattern ? timeZone : null,
                onRestart(root));
    }

    /** The concentration of what is, or will be, in the reservoir. */
    static long concentration(SettingsNode node) {
        return node.quantity(
                "concentration",
                Dimension.CONCENTRATION,
                Prescription.LEAST_PICOGRAMS_PER_NANOLITRE,
                Prescription.MOST_PICOGRAMS_PER_NANOLITRE);
    }

    private static Indication indication(SettingsNode root) {
        if (!root.has("indication")) {
            return DEFAULT_INDICATION;
        }
        return Indication.labelled(root.choice("indication", "spinal", "cerebral", "child"));
    }

    private static String timeZone(SettingsNode root) {
        String allowed = "an IANA time zone such as Europe/Berlin";
        // By the list and not by ZoneId.of, which takes +02:00 too: a place, not an offset.
        if (!root.has("timeZone")
                || !ZoneId.getAvailableZoneIds().contains(root.text("timeZone"))) {
            throw root.refuse("timeZone", allowed);
        }
        return root.text("timeZone");
    }

    private static DemandBolus demandBolus(SettingsNode node) {
        node.keys("dose", "duration", "lockout", "perDay");
        return new DemandBolus(
                node.quantity("dose", Dimension.MASS, LEAST_BOLUS_PICOGRAMS, MOST_BOLUS_PICOGRAMS),
                node.quantity(
                        "duration",
                        Dimension.TIME,
                        LEAST_DURATION_NANOS,
                        DemandBolus.MOST_DURATION_NANOS),
                node.quantity(
                        "lockout",
                        Dimension.TIME,
                        LEAST_LOCKOUT_NANOS,
                        MOST_LOCKOUT_NANOS,
                        DEFAULT_LOCKOUT_NANOS),
                (int) node.integer("perDay", 1, DemandBolus.MOST_PER_DAY, DEFAULT_PER_DAY));
    }

    private static Prescription.OnRestart onRestart(SettingsNode root) {
        String confirm = Prescription.OnRestart.CONFIRM.label();
        String resume = Prescription.OnRestart.RESUME.label();
        boolean resumes =
                root.has("onRestart") && root.choice("onRestart", confirm, resume).equals(resume);
        return resumes ? Prescription.OnRestart.RESUME : Prescription.OnRestart.CONFIRM;
    }
}
