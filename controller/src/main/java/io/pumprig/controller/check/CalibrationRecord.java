package io.pumprig.controller.check;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * One calibration as it is kept for ever: a line of YAML in a list beside the rig file, which is
 * only ever appended to.
 *
 * @param utcMillis when it was made, as the host believes
 * @param operator who made it
 * @param method where the weights came from: {@code balance} and {@code typed} when this program
 *     turned the head, {@code weights} when everything had been weighed before
 * @param revolutions turns in a run
 * @param calibration what came out
 * @param oldPicolitresPerRevolution the value that was in use
 * @param written whether the new one was written into the rig file
 */
public record CalibrationRecord(
        long utcMillis,
        String operator,
        String method,
        int revolutions,
        Calibration calibration,
        long oldPicolitresPerRevolution,
        boolean written) {

    /** The log that belongs to a rig file: {@code rig.yaml} has {@code rig-calibration.yaml}. */
    public static Path log(Path rig) {
        String stem = rig.getFileName().toString().replaceFirst("\\.ya?ml$", "");
        return rig.resolveSibling(stem + "-calibration.yaml");
    }

    /** The record as one line of YAML. */
    public String line() {
        return String.format(
                "- {date: %s, operator: %s, method: %s, revolutions: %d, n: %d, mean: %s,"
                        + " spread: %s, old: %s, new: %s, written: %s}",
                Instant.ofEpochMilli(utcMillis),
                quoted(operator),
                method,
                revolutions,
                calibration.runs().size(),
                volume(calibration.picolitresPerRevolution()),
                volume(calibration.spreadPicolitres()),
                volume(oldPicolitresPerRevolution),
                volume(calibration.picolitresPerRevolution()),
                written);
    }

    private static String volume(long picolitres) {
        return Quantity.format(Dimension.VOLUME, picolitres);
    }

    /** As YAML takes any name: in single quotes, a quote doubled, on one line. */
    private static String quoted(String text) {
        return "'" + text.replaceAll("\\p{Cntrl}", " ").replace("'", "''") + "'";
    }

    /**
     * Looks whether a record could be added, and changes nothing.
     *
     * @throws IOException when it could not
     */
    public static void requireWritable(Path log) throws IOException {
        if (Files.exists(log)) {
            Files.write(log, new byte[0], StandardOpenOption.APPEND);
        } else {
            Files.delete(Files.createTempFile(log.toAbsolutePath().getParent(), ".log", ".yaml"));
        }
    }

    /**
     * Adds the record to the log.
     *
     * @throws IOException when it cannot be written
     */
    public void append(Path log) throws IOException {
        Files.writeString(
                log,
                line() + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
