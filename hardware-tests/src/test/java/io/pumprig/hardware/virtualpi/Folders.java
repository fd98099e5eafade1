package io.pumprig.hardware.virtualpi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders of the host that come and go. */
final class Folders {
    private Folders() {}

    /** Makes the folder anew, empty. */
    static Path fresh(Path folder) {
        remove(folder);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All regular files below, in the order of their names. */
    static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The one entry whose name matches the glob.
     *
     * @throws IllegalStateException when there is none or more than one
     */
    static Path only(Path folder, String glob) {
        try (var found = Files.newDirectoryStream(folder, glob)) {
            var entries = found.iterator();
            if (!entries.hasNext()) {
                throw new IllegalStateException("no " + glob + " in " + folder);
            }
            Path only = entries.next();
            if (entries.hasNext()) {
                throw new IllegalStateException("more than one " + glob + " in " + folder);
            }
            return only;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
