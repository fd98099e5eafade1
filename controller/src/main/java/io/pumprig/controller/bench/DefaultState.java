package io.pumprig.controller.bench;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import java.nio.file.Path;

/**
 * Where state is kept when nobody says: the directory that systemd made for the service, else
 * {@code ~/.local/state/pumprig}. One for a machine, since a machine has one board.
 */
final class DefaultState {
    private static final String OF_SERVICE = "STATE_DIRECTORY";

    private DefaultState() {}

    /**
     * The directory that was given, else the default.
     *
     * @param given null when nobody said
     * @throws CommandFailure when what was given is empty, as an unset variable of a shell is
     */
    static Path unless(Path given) throws CommandFailure {
        if (given == null) {
            return directory();
        }
        if (given.toString().isBlank()) {
            throw new CommandFailure(ExitCode.USAGE, "--state: found nothing; allowed a directory");
        }
        return given;
    }

    static Path directory() {
        String ofService = System.getenv(OF_SERVICE);
        return ofService == null || ofService.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "state", "pumprig")
                : Path.of(ofService);
    }
}
