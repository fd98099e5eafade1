package io.pumprig.controller.check;

import io.pumprig.hal.rig.RigFile;
import io.pumprig.hal.rig.RigWiring;
import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import io.pumprig.hal.settings.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes {@code pump.volumePerRevolution} in a rig file and nothing else: comments and layout stay
 * as somebody wrote them. What comes out is read back before it replaces the file, and has to be
 * the same wiring but for that value.
 */
public final class RigFileEdit {
    /** Not behind a # on its line; the value ends before a comma, a brace, a comment or the end. */
    private static final Pattern VALUE =
            Pattern.compile(
                    "(?m)^([^#\\n]*?\\bvolumePerRevolution\\s*:[ \\t]*)([^,}#\\r\\n]*[^,}#\\s])");

    private RigFileEdit() {}

    /**
     * The text with another value.
     *
     * @param fileName what complaints call it
     * @throws IllegalArgumentException when the key is not there exactly once, or the text would
     *     then say something else too
     */
    public static String withVolume(String fileName, String text, long picolitresPerRevolution) {
        Matcher matcher = VALUE.matcher(text);
        MatchResult[] found = matcher.results().toArray(MatchResult[]::new);
        if (found.length != 1) {
            throw new IllegalArgumentException(
                    fileName
                            + ": found volumePerRevolution "
                            + found.length
                            + " times; allowed once, to be written over");
        }
        String value = Quantity.format(Dimension.VOLUME, picolitresPerRevolution);
        String edited =
                text.substring(0, found[0].start(2)) + value + text.substring(found[0].end(2));
        requireNothingElse(fileName, text, edited, picolitresPerRevolution);
        return edited;
    }

    private static void requireNothingElse(
            String fileName, String text, String edited, long picolitresPerRevolution) {
        RigWiring before = RigFile.parse(fileName, text);
        RigWiring after;
        try {
            after = RigFile.parse(fileName, edited);
        } catch (SettingsException e) {
            throw new IllegalArgumentException(
                    fileName + " cannot be written over: " + e.getMessage(), e);
        }
        if (!after.equals(before.withVolume(picolitresPerRevolution))) {
            throw new IllegalArgumentException(
                    fileName + " cannot be written over without changing more than the volume");
        }
    }

    /**
     * Looks whether {@link #write} could be done, and changes nothing.
     *
     * @throws IOException when it could not
     */
    public static void requireWritable(Path file) throws IOException {
        if (!Files.isWritable(file)) {
            throw new AccessDeniedException(file.toString());
        }
        Files.delete(Files.createTempFile(file.toAbsolutePath().getParent(), ".rig", ".yaml"));
    }

    /**
     * Writes another value into a file, whole or not at all, and leaves the old file beside it.
     *
     * @param backup where the old one goes
     * @throws IOException when it cannot be written; the file is then as it was
     * @throws IllegalArgumentException as {@link #withVolume}
     */
    public static void write(Path file, Path backup, long picolitresPerRevolution)
            throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        String edited = withVolume(file.toString(), text, picolitresPerRevolution);
        Files.copy(file, backup, StandardCopyOption.COPY_ATTRIBUTES);
        Path written = Files.createTempFile(file.toAbsolutePath().getParent(), ".rig", ".yaml");
        try {
            // Takes over who may read it, which a file made for this moment has narrower.
            Files.copy(
                    file,
                    written,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
            Files.writeString(written, edited, StandardCharsets.UTF_8);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
