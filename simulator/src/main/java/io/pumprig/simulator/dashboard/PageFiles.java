package io.pumprig.simulator.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files of the page: those that {@code page.txt} beside them names, and nothing else. They are
 * in memory, so that no path that somebody asks for ever reaches a file system.
 */
final class PageFiles {
    private static final String INDEX = "index.html";
    private static final int ETAG_CHARACTERS = 16;
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "txt", "text/plain; charset=utf-8");

    /**
     * A file.
     *
     * @param etag names this content
     */
    record PageFile(String type, String etag, byte[] content) {}

    private final Map<String, PageFile> files = new LinkedHashMap<>();

    /** Reads the shipped files. */
    PageFiles() {
        String names = new String(resource("page.txt"), StandardCharsets.UTF_8);
        names.lines()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(name -> files.put(name, file(name, resource(name))));
    }

    private static byte[] resource(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream("page/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the page lacks its file " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PageFile file(String name, byte[] content) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        String type = TYPES.getOrDefault(ending, "text/plain; charset=utf-8");
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            String short16 = HexFormat.of().formatHex(hash).substring(0, ETAG_CHARACTERS);
            return new PageFile(type, "\"" + short16 + "\"", content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** The file at a path such as {@code /app.js}, {@code /} for the page itself; or null. */
    PageFile at(String path) {
        return files.get(path.equals("/") ? INDEX : path.substring(1));
    }

    /** Names and contents, in the order of the list. */
    Map<String, PageFile> all() {
        return files;
    }
}
