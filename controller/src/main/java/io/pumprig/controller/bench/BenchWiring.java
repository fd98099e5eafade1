package io.pumprig.controller.bench;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.hal.rig.RigFile;
import io.pumprig.hal.rig.RigWiring;
import io.pumprig.hal.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The rig files that the bench takes: those of a Pi. */
final class BenchWiring {
    private BenchWiring() {}

    /**
     * Reads a rig file.
     *
     * @throws CommandFailure naming file, line, key, what was found and what is allowed
     */
    static RigWiring read(Path file) throws CommandFailure {
        try {
            RigWiring wiring = RigFile.read(file);
            if (wiring.board().equals("pi")) {
                return wiring;
            }
            throw new CommandFailure(
                    ExitCode.USAGE,
                    file
                            + ": board: found "
                            + wiring.board()
                            + "; allowed pi (pumprig-simulator run takes a simulated rig)");
        } catch (SettingsException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage());
        }
    }

    /**
     * The same file as text, for the record.
     *
     * @param wiring what was read of it
     * @throws CommandFailure when it says something else by now
     */
    static String text(Path file, RigWiring wiring) throws CommandFailure {
        try {
            String text = Files.readString(file);
            if (RigFile.parse(file.toString(), text).equals(wiring)) {
                return text;
            }
        } catch (IOException | SettingsException e) {
            throw new CommandFailure(ExitCode.USAGE, file + ": " + e.getMessage());
        }
        throw new CommandFailure(ExitCode.USAGE, file + ": it was changed while it was read");
    }
}
