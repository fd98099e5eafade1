package io.pumprig.controller.command;

import io.pumprig.controller.order.DrugLibrary;
import io.pumprig.controller.order.DrugLibraryException;
import io.pumprig.controller.order.LimitFinding;
import io.pumprig.controller.order.LimitOverride;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.TherapyRules;
import io.pumprig.hal.settings.SettingsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * A therapy of the command line before the drug library, once for all commands that start one. What
 * the library refuses starts nothing, and what it only warns of needs both override options.
 *
 * @param prescription what is to be delivered
 * @param library the library that let it pass
 * @param warnings soft limits that it exceeds
 * @param override by whom and why they are exceeded; null when none is
 */
public record TherapyReview(
        Prescription prescription,
        DrugLibrary library,
        List<LimitFinding> warnings,
        LimitOverride override) {
    /** The option that names who decided. */
    public static final String BY = "--override-by";

    /** The option that says why. */
    public static final String WHY = "--override-why";

    public TherapyReview {
        warnings = List.copyOf(warnings);
    }

    /**
     * Reviews a therapy.
     *
     * @param file what complaints call the therapy
     * @param library a library of one's own, or null for the shipped one
     * @param by value of {@link #BY}, or null
     * @param why value of {@link #WHY}, or null
     * @throws CommandFailure with exit code 2 when the library is not what its checksum says, or
     *     when a finding stands; a line for each
     */
    public static TherapyReview of(
            String file, Prescription prescription, Path library, String by, String why)
            throws CommandFailure {
        LimitOverride override = override(by, why);
        DrugLibrary drugs = library(library);
        List<LimitFinding> findings = new TherapyRules(drugs).review(prescription);
        List<LimitFinding> standing = TherapyRules.standing(findings, override);
        if (!standing.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, refusal(file, standing));
        }
        return new TherapyReview(
                prescription, drugs, findings, findings.isEmpty() ? null : override);
    }

    private static DrugLibrary library(Path file) throws CommandFailure {
        try {
            return file == null ? DrugLibrary.shipped() : DrugLibrary.read(file);
        } catch (DrugLibraryException | SettingsException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage());
        }
    }

    private static LimitOverride override(String by, String why) throws CommandFailure {
        if (by == null && why == null) {
            return null;
        }
        try {
            return new LimitOverride(by, why);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--override-" + e.getMessage());
        }
    }

    private static String refusal(String file, List<LimitFinding> standing) {
        StringJoiner lines = new StringJoiner("\n");
        boolean isSoft = true;
        for (LimitFinding finding : standing) {
            lines.add(file + ": " + finding.text());
            isSoft &= !finding.isHard();
        }
        if (isSoft) {
            lines.add("beyond a soft limit: give " + BY + " NAME and " + WHY + " TEXT (SR-04)");
        }
        return lines.toString();
    }

    /** The warnings and who overrode them, a line each; none when there is nothing to warn of. */
    public List<String> warningLines() {
        if (warnings.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        warnings.forEach(finding -> lines.add("warning: " + finding.text()));
        lines.add("override by " + override.by() + ": " + override.why());
        return lines;
    }
}
