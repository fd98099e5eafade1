package io.pumprig.simulator;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.simulator.report.WindowProfile;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which window profile a report shows first; the page lets one choose the other. */
final class ProfileOption {
    @Option(
            names = "--window-profile",
            paramLabel = "PROFILE",
            defaultValue = "micro-rate",
            description =
                    "Windows of start-up and trumpet curve that a report shows first: bedside or"
                            + " micro-rate (default: ${DEFAULT-VALUE}).")
    private String name;

    WindowProfile chosen() throws CommandFailure {
        WindowProfile profile = WindowProfile.named(name);
        if (profile == null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--window-profile: found `"
                            + name
                            + "`; allowed "
                            + Arrays.stream(WindowProfile.values())
                                    .map(WindowProfile::label)
                                    .collect(Collectors.joining(", ")));
        }
        return profile;
    }
}
