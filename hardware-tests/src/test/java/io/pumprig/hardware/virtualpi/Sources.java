package io.pumprig.hardware.virtualpi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The machine's own package sources, of which those of the distribution are copied. */
final class Sources {
    private Sources() {}

    /** The distribution's release, such as {@code bookworm}. */
    static String codename() throws IOException {
        for (String line : Files.readAllLines(Path.of("/etc/os-release"))) {
            if (line.startsWith("VERSION_CODENAME=")) {
                return line.substring(line.indexOf('=') + 1).replace("\"", "").strip();
            }
        }
        throw new IllegalStateException("no VERSION_CODENAME in /etc/os-release");
    }

    /**
     * Copies every entry below {@code apt} that has the distribution's own suite to {@code folder},
     * with the backports beside it, and without its restriction to architectures.
     */
    static void copy(Path apt, String suite, Path folder, String backports) throws IOException {
        List<String> stanzas = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (Path file : files(apt)) {
            String text = Files.readString(file);
            if (file.toString().endsWith(".sources")) {
                for (String stanza : text.split("\\n\\s*\\n")) {
                    stanzas.addAll(stanza(stanza, suite, backports));
                }
            } else {
                for (String line : text.split("\\n")) {
                    lines.addAll(line(line, suite, backports));
                }
            }
        }
        if (stanzas.isEmpty() && lines.isEmpty()) {
            throw new IllegalStateException("no package source for " + suite + " in " + apt);
        }
        Files.writeString(folder.resolve("own.sources"), String.join("\n\n", stanzas) + "\n");
        Files.writeString(folder.resolve("own.list"), String.join("\n", lines) + "\n");
    }

    private static List<Path> files(Path apt) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.exists(apt.resolve("sources.list"))) {
            files.add(apt.resolve("sources.list"));
        }
        Path parts = apt.resolve("sources.list.d");
        if (Files.isDirectory(parts)) {
            try (var found = Files.newDirectoryStream(parts, "*.{sources,list}")) {
                found.forEach(files::add);
            }
        }
        return files;
    }

    /** A paragraph of key and value lines; the main suite's gets the backports as another suite. */
    private static List<String> stanza(String stanza, String suite, String backports) {
        boolean isOwn =
                stanza.lines()
                        .filter(line -> line.startsWith("Suites:"))
                        .anyMatch(line -> (line + " ").matches(".*[\\s:]" + suite + "[-\\s].*"));
        if (!isOwn) {
            return List.of();
        }
        return List.of(
                stanza.lines()
                        .filter(line -> !line.startsWith("Architectures:"))
                        .map(line -> withBackports(line, suite, backports))
                        .collect(Collectors.joining("\n")));
    }

    private static String withBackports(String line, String suite, String backports) {
        boolean isMain = line.startsWith("Suites:") && (line + " ").contains(" " + suite + " ");
        return isMain && !line.contains(backports) ? line + " " + backports : line;
    }

    /** A line of the old form: {@code deb [options] address suite components}. */
    private static List<String> line(String line, String suite, String backports) {
        String plain = line.replaceAll("arch=[^\\s\\]]+", "");
        if (!plain.startsWith("deb ") || !plain.matches(".*\\s" + suite + "(-\\S+)?\\s.*")) {
            return List.of();
        }
        return plain.contains(" " + suite + " ")
                ? List.of(plain, plain.replace(" " + suite + " ", " " + backports + " "))
                : List.of(plain);
    }
}
