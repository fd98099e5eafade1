package io.pumprig.controller.bench;

import io.pumprig.controller.command.TherapyReview;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.safety.SafetyLimits;
import io.pumprig.hal.rig.RigWiring;
import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * The values that a run is going to use, as an engineer reads them before saying yes (SR-01). The
 * hash stands for exactly the lines shown: whoever gives it has seen these values and no others.
 */
final class PrescriptionSheet {
    private static final int HASH_DIGITS = 16;
    private static final int NAME_COLUMN = 15;

    private final List<String> lines = new ArrayList<>();

    /**
     * @param backend {@code bench}, or {@code sim} when a simulated board stands in
     */
    PrescriptionSheet(
            String backend,
            RigWiring wiring,
            TherapyReview therapy,
            SafetyLimits limits,
            long periodNanos) {
        add("backend", backend);
        add("rig", wiring.rig());
        TherapyLines.of(therapy).forEach(this::add);
        add(
                "pump",
                Quantity.format(Dimension.VOLUME, wiring.pump().picolitresPerRevolution())
                        + " per revolution, "
                        + wiring.pump().microstepsPerRevolution()
                        + " microsteps");
        add(
                "reservoir",
                Quantity.format(Dimension.VOLUME, wiring.reservoir().capacityPicolitres())
                        + ", low at "
                        + Quantity.format(Dimension.VOLUME, limits.reservoir().lowPicolitres())
                        + ", empty at "
                        + Quantity.format(Dimension.VOLUME, limits.reservoir().emptyPicolitres()));
        add(
                "line",
                Quantity.format(
                                Dimension.COMPLIANCE,
                                wiring.line().compliancePicolitresPerKilopascal())
                        + ", "
                        + Quantity.format(Dimension.VOLUME, wiring.line().deadPicolitres())
                        + " to the tip");
        add("air seen by", airSeenBy(wiring));
        add(
                "limits",
                "occlusion "
                        + Quantity.format(Dimension.PRESSURE, limits.pressure().occlusionPascals())
                        + ", "
                        + TherapyLines.dosePerDay(Prescription.MOST_PICOGRAMS_PER_DAY)
                        + ", "
                        + TherapyLines.volumePerDay(Prescription.MOST_PICOLITRES_PER_DAY));
        add("cycle", Quantity.format(Dimension.TIME, periodNanos));
    }

    /** A rig that sees no air (SR-60) is allowed, and is not confirmed as one that does. */
    private static String airSeenBy(RigWiring wiring) {
        List<String> sensors = new ArrayList<>();
        if (wiring.inputs().bubbleGpio().isPresent()) {
            boolean tested = wiring.outputs().bubbleTestGpio().isPresent();
            sensors.add(tested ? "bubble detector" : "bubble detector, never tested");
        }
        // An LG16 tells a flow and nothing of air.
        wiring.flow()
                .map(RigWiring.Flow::chip)
                .filter(chip -> chip.startsWith("slf3s"))
                .ifPresent(sensors::add);
        return sensors.isEmpty() ? "nobody" : String.join(", ", sensors);
    }

    private void add(String name, String value) {
        lines.add(String.format(Locale.ROOT, "%-" + NAME_COLUMN + "s%s", name, value));
    }

    /** The lines, in the order in which they are shown. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    void print(PrintStream out) {
        for (String line : lines) {
            out.println(line);
        }
    }

    /** Sixteen hexadecimal digits of the SHA-256 of the lines. */
    String hash() {
        byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
