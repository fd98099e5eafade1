package io.pumprig.hal.pi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Small files of a host, by their paths below its root; what cannot be read is empty. */
final class HostFiles {
    private final Path root;

    HostFiles(Path root) {
        this.root = root;
    }

    /** The lines of a file. */
    List<String> lines(String path) {
        try {
            return Files.readAllLines(root.resolve(path));
        } catch (IOException | UncheckedIOException unreadable) {
            return List.of();
        }
    }

    /** A file's first line, without blanks around it. */
    String line(String path) {
        return lines(path).stream().findFirst().map(String::strip).orElse("");
    }

    /** The words of a file's first line. */
    List<String> words(String path) {
        return List.of(line(path).split("\\s+"));
    }

    /** Names in a folder that match {@code pattern} and are no links, shorter before longer. */
    List<String> names(String folder, String pattern) {
        try (Stream<Path> entries = Files.list(root.resolve(folder))) {
            return entries.filter(entry -> !Files.isSymbolicLink(entry))
                    .map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches(pattern))
                    .sorted(
                            Comparator.comparing(String::length)
                                    .thenComparing(Comparator.naturalOrder()))
                    .toList();
        } catch (IOException | UncheckedIOException unreadable) {
            return List.of();
        }
    }

    /** Whether this user may read and write the file. */
    boolean isOpen(String path) {
        Path file = root.resolve(path);
        return Files.isReadable(file) && Files.isWritable(file);
    }
}
