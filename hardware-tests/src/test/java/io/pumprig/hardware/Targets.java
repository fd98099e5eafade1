package io.pumprig.hardware;

import io.pumprig.hal.pi.PiBoard;
import io.pumprig.hal.pi.PiSerialEvents;
import io.pumprig.hal.rig.RigFile;
import io.pumprig.hardware.virtualpi.GuestHands;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The target that {@code -Drig} names: {@code sim}, {@code virtual-pi} or a {@code rig.yaml}. */
final class Targets {
    static final String PROPERTY = "rig";

    private static final String VIRTUAL_PI = "virtual-pi";

    /** Where the host puts the guest's rig file. */
    private static final Path RIG_OF_GUEST = Path.of("/app/rig.yaml");

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
            case VIRTUAL_PI -> virtualPi();
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
        return GuestHands.arePresent() ? InGuest.TARGET : new VirtualPiOutside();
    }

    /** One for the whole run, as there is one board and one pair of hands. */
    private static final class InGuest {
        static final Target TARGET =
                new BenchTarget(
                        VIRTUAL_PI,
                        () -> PiBoard.open(PiSerialEvents.NOBODY),
                        RigFile.read(RIG_OF_GUEST),
                        new VirtualPiHands(new GuestHands()),
                        Pace.EMULATED);
    }

    /** Seen from the host, which boots the guest: the rig is in there. */
    private static final class VirtualPiOutside implements Target {
        @Override
        public String name() {
            return VIRTUAL_PI;
        }

        @Override
        public boolean isSimulated() {
            return false;
        }

        @Override
        public boolean isHere() {
            return false;
        }

        @Override
        public RigUnderTest open() {
            throw new IllegalStateException("the rig is in the guest");
        }
    }
}
