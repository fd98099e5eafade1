package io.pumprig.hardware.traceability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which classes and packages say that they implement a requirement or meet a fault. */
final class DesignItems {
    private static final Pattern NUMBER = Pattern.compile("\\b(?:SR|F)-\\d{2,3}\\b");
    private static final Path SOURCES = Path.of("src", "main", "java");

    private final Map<String, SortedSet<String>> items = new TreeMap<>();

    /** Reads the main sources of every module below {@code root}. */
    static DesignItems read(Path root) throws IOException {
        DesignItems design = new DesignItems();
        for (String module : TestRuns.MODULES) {
            Path sources = root.resolve(module).resolve(SOURCES);
            if (Files.isDirectory(sources)) {
                try (Stream<Path> files = Files.walk(sources)) {
                    for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                        design.add(name(sources.relativize(file)), Files.readString(file));
                    }
                }
            }
        }
        return design;
    }

    private void add(String name, String source) {
        Matcher matcher = NUMBER.matcher(source);
        while (matcher.find()) {
            items.computeIfAbsent(matcher.group(), id -> new TreeSet<>()).add(name);
        }
    }

    /** The full name of a class, or of a package where its {@code package-info} speaks. */
    private static String name(Path file) {
        String name = file.toString().replace(file.getFileSystem().getSeparator(), ".");
        name = name.substring(0, name.length() - ".java".length());
        return name.endsWith(".package-info")
                ? name.substring(0, name.length() - ".package-info".length())
                : name;
    }

    /** Full names, sorted. */
    List<String> of(String id) {
        return List.copyOf(items.getOrDefault(id, new TreeSet<>()));
    }
}
