package io.pumprig.controller.bench;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.order.DrugLibrary;
import io.pumprig.controller.selftest.FileDigest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that a running controller depends on and that nobody may exchange under it: the jar,
 * which has the shipped drug library in it, and a library of one's own (SR-05, SR-69).
 */
final class ProgramFiles {
    private ProgramFiles() {}

    /**
     * The files as they are now, to be looked at again by each self-test.
     *
     * @throws CommandFailure when one of them cannot be read
     */
    static FileDigest unchanged(DrugLibrary library) throws CommandFailure {
        List<Path> files = new ArrayList<>();
        library.file().ifPresent(files::add);
        try {
            Path program =
                    Path.of(
                            ProgramFiles.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            // Out of a build's folder there is no jar that could be exchanged.
            if (Files.isRegularFile(program)) {
                files.add(program);
            }
            return FileDigest.unchanged(files);
        } catch (IOException | URISyntaxException e) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT, "the program's own files cannot be read: " + e);
        }
    }
}
