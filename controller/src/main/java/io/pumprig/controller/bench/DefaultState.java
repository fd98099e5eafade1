package io.pumprig.controller.bench;

import java.nio.file.Path;

/**
 * Where state is kept when nobody says: the directory that systemd made for the service, else
 * {@code ~/.local/state/pumprig}. One for a machine, since a machine has one board.
 */
final class DefaultState {
    private static final String OF_SERVICE = "STATE_DIRECTORY";

    private DefaultState() {}

    static Path directory() {
        String ofService = System.getenv(OF_SERVICE);
        return ofService == null || ofService.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "state", "pumprig")
                : Path.of(ofService);
    }
}
