package io.pumprig.hal.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** The bytes of a settings file as text: of a size that a person wrote, and UTF-8. */
final class SettingsFile {
    /** 1 MiB; the longest scenario known has 40 kB. */
    static final int MAX_BYTES = 1 << 20;

    /** The key of complaints about the file as a whole. */
    static final String DOCUMENT = "document";

    private static final String READABLE = "a readable file of UTF-8 text";

    private SettingsFile() {}

    /** Reads all of {@code path}; whatever prevents that is a {@link SettingsException}. */
    static String read(Path path) {
        String file = path.toString();
        byte[] bytes;
        try {
            if (Files.isDirectory(path)) {
                throw new SettingsException(file, 0, 0, DOCUMENT, "a directory", READABLE);
            }
            try (InputStream in = Files.newInputStream(path)) {
                // One byte more than allowed tells; the rest, perhaps endless, is not read.
                bytes = in.readNBytes(MAX_BYTES + 1);
            }
        } catch (NoSuchFileException e) {
            throw new SettingsException(file, 0, 0, DOCUMENT, "no such file", READABLE);
        } catch (IOException e) {
            String why = "a file that cannot be read (" + e.getClass().getSimpleName() + ")";
            throw new SettingsException(file, 0, 0, DOCUMENT, why, READABLE);
        }
        return text(file, bytes);
    }

    /** {@code bytes} as text, a byte order mark left out. */
    static String text(String file, byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new SettingsException(
                    file, 0, 0, DOCUMENT, "more than 1 MiB", "at most " + MAX_BYTES + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        var decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        if (decoder.decode(in, out, true).isError()) {
            throw notUtf8(file, bytes, in.position());
        }
        String text = out.flip().toString();
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static SettingsException notUtf8(String file, byte[] bytes, int at) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < at; i++) {
            if (bytes[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        String found = String.format(Locale.ROOT, "byte 0x%02X, which is not UTF-8", bytes[at]);
        return new SettingsException(file, line, at - lineStart + 1, DOCUMENT, found, "UTF-8 text");
    }
}
