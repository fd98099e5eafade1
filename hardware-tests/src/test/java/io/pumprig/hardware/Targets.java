package io.pumprig.hardware;

import io.pumprig.hal.pi.PiBoard;
import io.pumprig.hal.pi.PiSerialEvents;
import io.pumprig.hal.rig.RigFile;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The target that {@code -Drig} names: {@code sim}, {@code virtual-pi} or a {@code rig.yaml}. */
final class Targets {
    static final String PROPERTY = "rig";

    /** Folder in which Maven was started: a relative path is meant from there. */
    private static final String FOLDER = "rig.folder";

    private static final String ALLOWED =
            "allowed sim, virtual-pi, or the rig.yaml of a real rig, which must exist";

    private Targets() {}

    /** The target of this run; the simulator when none is named. */
    static Target chosen() {
        return named(System.getProperty(PROPERTY, "sim"));
    }

    /**
     * The target of that name.
     *
     * @throws IllegalArgumentException saying what was found and what is allowed
     */
    static Target named(String name) {
        return switch (name) {
            case "sim", "" -> new SimulatedTarget();
            case "virtual-pi" -> virtualPi();
            default -> bench(name);
        };
    }

    private static Target bench(String name) {
        Path file = file(name);
        return new BenchTarget(
                name,
                () -> PiBoard.open(PiSerialEvents.NOBODY),
                RigFile.read(file),
                ConsoleHands.ofThisProcess(),
                Pace.REFERENCE);
    }

    private static Path file(String name) {
        try {
            Path file = Path.of(System.getProperty(FOLDER, "")).resolve(name);
            if (Files.isRegularFile(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("-Drig: found '" + name + "'; " + ALLOWED, e);
        }
        throw new IllegalArgumentException("-Drig: found '" + name + "'; " + ALLOWED);
    }

    private static Target virtualPi() {
        throw new UnsupportedOperationException("this build has no virtual Pi");
    }
}
