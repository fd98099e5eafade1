package io.pumprig.controller.blocks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of a state directory with one file for each session, named by its number and its id, so
 * that their order is the order of their names.
 */
public final class SessionFolder {
    private final Path path;
    private final String suffix;
    private final Pattern name;

    /**
     * @param path the folder; it need not be there
     * @param suffix of its files, letters alone
     */
    public SessionFolder(Path path, String suffix) {
        this.path = path;
        this.suffix = suffix;
        name = Pattern.compile("[0-9]{5,}-[A-Za-z0-9_-]+\\." + suffix);
    }

    /** Whether there is one. */
    public boolean exists() {
        return Files.isDirectory(path);
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /**
     * The files, the oldest session first; none where there is no folder.
     *
     * @throws IOException when it cannot be looked at
     */
    public List<Path> sessions() throws IOException {
        if (!exists()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            List<Path> sessions =
                    new ArrayList<>(
                            files.filter(
                                            file ->
                                                    name.matcher(file.getFileName().toString())
                                                            .matches())
                                    .toList());
            sessions.sort(
                    (a, b) -> {
                        int byNumber = Long.compare(number(a), number(b));
                        return byNumber != 0 ? byNumber : a.compareTo(b);
                    });
            return sessions;
        }
    }

    private static long number(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(0, name.indexOf('-')));
    }

    /** The file of the next session; the folder is made where there is none. */
    public Path next(String session) throws IOException {
        Files.createDirectories(path);
        List<Path> present = sessions();
        long number = present.isEmpty() ? 1 : number(present.get(present.size() - 1)) + 1;
        return path.resolve(String.format("%05d-%s.%s", number, session, suffix));
    }

    /**
     * Removes the oldest sessions until all of them have room.
     *
     * @param current the one that is being written, which stays
     * @param mostBytes what all may take
     * @param moreBytes what is about to be written
     * @return false when the current one alone leaves no room
     */
    public boolean makeRoom(Path current, long mostBytes, long moreBytes) throws IOException {
        List<Path> sessions = sessions();
        long bytes = moreBytes;
        for (Path session : sessions) {
            bytes += Files.size(session);
        }
        for (Path session : sessions) {
            if (bytes <= mostBytes) {
                return true;
            }
            if (!session.equals(current)) {
                bytes -= Files.size(session);
                Files.delete(session);
            }
        }
        return bytes <= mostBytes;
    }
}
