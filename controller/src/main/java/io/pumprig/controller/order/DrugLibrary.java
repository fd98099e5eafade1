package io.pumprig.controller.order;

import io.pumprig.hal.settings.SettingsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The drugs that may be prescribed, with their limits. A library is used only if its SHA-256 is the
 * one that a second file says: one changed byte could be a limit (SR-05).
 */
public final class DrugLibrary {
    private static final String SHIPPED = "drug-library.yaml";
    private static final String SHIPPED_CHECKSUM = "drug-library.sha256";
    private static final String CHECKSUM_SUFFIX = ".sha256";
    private static final int MOST_BYTES = 1 << 20;

    /** What {@code sha256sum} writes for one file. */
    private static final Pattern CHECKSUM = Pattern.compile("([0-9a-f]{64})(?: [ *][^\\n]*)?\\n?");

    private final Path file;
    private final Source library;
    private final Source checksum;
    private final String digest;
    private final String text;
    private final long version;
    private final Map<String, Drug> drugs;

    /** Bytes that can be read again; a fresh stream each time. */
    interface Source {
        /** The stream; null or an exception when there is none. */
        InputStream open() throws IOException;
    }

    private DrugLibrary(
            Path file,
            Source library,
            Source checksum,
            String digest,
            String text,
            long version,
            Map<String, Drug> drugs) {
        this.file = file;
        this.library = library;
        this.checksum = checksum;
        this.digest = digest;
        this.text = text;
        this.version = version;
        this.drugs = drugs;
    }

    /**
     * The library that comes with the program.
     *
     * @throws DrugLibraryException when it is not what it was when it was built
     */
    public static DrugLibrary shipped() {
        return load(
                SHIPPED,
                () -> DrugLibrary.class.getResourceAsStream(SHIPPED),
                SHIPPED_CHECKSUM,
                () -> DrugLibrary.class.getResourceAsStream(SHIPPED_CHECKSUM));
    }

    /**
     * A library of one's own; beside {@code FILE} there is {@code FILE.sha256}, as {@code
     * sha256sum} writes it.
     *
     * @throws DrugLibraryException when one of the two is missing or they do not fit
     * @throws SettingsException when the file fits its checksum and is no drug library
     */
    public static DrugLibrary read(Path file) {
        Path checksumFile = file.resolveSibling(file.getFileName() + CHECKSUM_SUFFIX);
        DrugLibrary read =
                load(
                        file.toString(),
                        () -> Files.newInputStream(file),
                        checksumFile.toString(),
                        () -> Files.newInputStream(checksumFile));
        return new DrugLibrary(
                file,
                read.library,
                read.checksum,
                read.digest,
                read.text,
                read.version,
                read.drugs);
    }

    /**
     * A library that was recorded.
     *
     * @param name what complaints call it
     * @param text as {@link #text} gave it
     * @param digest as {@link #digest} gave it
     * @throws DrugLibraryException when the two do not fit
     */
    public static DrugLibrary recorded(String name, String text, String digest) {
        return load(
                name,
                () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                name,
                () -> new ByteArrayInputStream(digest.getBytes(StandardCharsets.UTF_8)));
    }

    /** As the others, from wherever the bytes are. */
    static DrugLibrary load(String name, Source library, String checksumName, Source checksum) {
        byte[] bytes = bytes(name, library);
        String expected = expected(checksumName, bytes(checksumName, checksum));
        String found = sha256(bytes);
        if (!found.equals(expected)) {
            throw new DrugLibraryException(
                    name
                            + ": found SHA-256 "
                            + found
                            + "; allowed "
                            + expected
                            + ", as "
                            + checksumName
                            + " says; a changed drug library blocks the start (SR-05)",
                    null);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        DrugLibraryFile file = DrugLibraryFile.parse(name, text);
        return new DrugLibrary(null, library, checksum, found, text, file.version(), file.drugs());
    }

    private static byte[] bytes(String name, Source source) {
        try (InputStream in = source.open()) {
            if (in == null) {
                throw missing(name, "nothing", null);
            }
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw missing(name, "more than 1 MiB", null);
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw missing(name, "no such file", e);
        } catch (IOException e) {
            String why = "a file that cannot be read (" + e.getClass().getSimpleName() + ")";
            throw missing(name, why, e);
        }
    }

    private static DrugLibraryException missing(String name, String found, IOException cause) {
        return new DrugLibraryException(
                name
                        + ": found "
                        + found
                        + "; allowed a drug library with its "
                        + CHECKSUM_SUFFIX
                        + " file beside it; without one nothing starts (SR-05)",
                cause);
    }

    private static String expected(String name, byte[] bytes) {
        Matcher line = CHECKSUM.matcher(new String(bytes, StandardCharsets.UTF_8));
        if (!line.matches()) {
            throw new DrugLibraryException(
                    name
                            + ": found no checksum; allowed one line of sha256sum, 64 lower-case"
                            + " hexadecimal digits first (SR-05)",
                    null);
        }
        return line.group(1);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Reads library and checksum again: true while both are what they were at the start. For the
     * periodic self-test; reads files, so not on the control thread.
     */
    public boolean isIntact() {
        try {
            return sha256(bytes(SHIPPED, library)).equals(digest)
                    && expected(SHIPPED_CHECKSUM, bytes(SHIPPED_CHECKSUM, checksum)).equals(digest);
        } catch (DrugLibraryException e) {
            return false;
        }
    }

    /** Its file; empty for the one that comes with the program. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /** SHA-256 of the library's bytes, 64 lower-case hexadecimal digits. */
    public String digest() {
        return digest;
    }

    /** The library as it is written. */
    public String text() {
        return text;
    }

    /** The number that the library gives itself; two libraries of one number may yet differ. */
    public long version() {
        return version;
    }

    /** The drug of that name. */
    public Optional<Drug> drug(String name) {
        return Optional.ofNullable(drugs.get(name));
    }

    /** Every drug's name, in the order of the library. */
    Iterable<String> names() {
        return drugs.keySet();
    }
}
