package io.pumprig.controller.order;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.SettingsException;
import io.pumprig.hal.settings.SettingsNode;
import io.pumprig.hal.settings.Spelling;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads {@code therapy.yaml}: what is to be delivered. A value beyond a hard limit is refused with
 * file, line and key, never clamped (SR-03), and one refusal refuses the whole file (SR-02). What a
 * drug library has to say about a therapy that can be read is for {@link TherapyRules}.
 *
 * <p>A time zone must be right where it is written, and goes no further without a pattern: the wall
 * clock has no part in a rate that never changes.
 */
public final class TherapyFile {
    /**
     * A therapy that does not say why it is given gets the strictest limits of titration (SR-09).
     */
    static final Indication DEFAULT_INDICATION = Indication.CEREBRAL;

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

    /**
     * The prescription in a mapping of another file, of which it is the whole.
     *
     * @throws SettingsException naming file, line, key, what was found and what is allowed
     */
    public static Prescription whole(SettingsNode root) {
        root.keys(TherapySchema.THERAPY);
        Prescription prescription = prescription(root);
        root.done();
        return prescription;
    }

    /** The prescription of a request that may bring {@code bridge} and other keys besides. */
    static Prescription staged(SettingsNode root, String... besides) {
        root.keys(OrderSchema.THERAPY_STAGE, besides);
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
                root.quantity("minimumRate"),
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
        return Indication.labelled(root.choice("indication"));
    }

    private static String timeZone(SettingsNode root) {
        String allowed = "an IANA time zone such as Europe/Berlin";
        if (!root.has("timeZone")) {
            throw root.refuse("timeZone", allowed);
        }
        String zone = root.text("timeZone");
        // By the list and not by ZoneId.of, which takes +02:00 too: a place, not an offset.
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            Set<String> zones = new TreeSet<>(ZoneId.getAvailableZoneIds());
            throw root.refuse("timeZone", allowed + Spelling.hint(zone, zones));
        }
        return zone;
    }

    private static DemandBolus demandBolus(SettingsNode node) {
        node.keys(TherapySchema.DEMAND_BOLUS);
        return new DemandBolus(
                node.quantity("dose"),
                node.quantity("duration"),
                node.quantity("lockout"),
                (int) node.integer("perDay"));
    }

    private static Prescription.OnRestart onRestart(SettingsNode root) {
        boolean resumes = root.choice("onRestart").equals(Prescription.OnRestart.RESUME.label());
        return resumes ? Prescription.OnRestart.RESUME : Prescription.OnRestart.CONFIRM;
    }
}
