package io.pumprig.simulator;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.command.LoginFiles;
import io.pumprig.controller.link.BrokerLogin;
import io.pumprig.simulator.dashboard.DashboardDoor;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether {@code run} serves its page, where, and as whom that goes to the broker. */
final class DashboardOptions {
    private static final String NONE = "none";

    @Option(
            names = "--dashboard",
            paramLabel = "[ADDRESS:]PORT|none",
            description =
                    "Where the page is served that shows the run, 0 for any free port; none for"
                            + " none (default: 127.0.0.1:8080 or the next free port).")
    private String place;

    @Mixin private DashboardGuard guard;

    @Option(
            names = "--dashboard-user",
            paramLabel = "NAME",
            description =
                    "User of the broker that the page's orders are given as, with"
                            + " --dashboard-password-file; needed where the broker has users.")
    private String user;

    @Option(
            names = "--dashboard-password-file",
            paramLabel = "FILE",
            description = "File whose one line is the password of --dashboard-user.")
    private Path passwordFile;

    /**
     * Checks what can be checked before there is a broker.
     *
     * @return where the page will be, or null for nowhere
     * @throws CommandFailure with exit code 2 when it cannot be meant
     */
    DashboardDoor door(boolean hasBroker) throws CommandFailure {
        if (user == null != (passwordFile == null)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--dashboard-user and --dashboard-password-file belong together");
        }
        if (NONE.equals(place) || !hasBroker && place == null) {
            return null;
        }
        if (!hasBroker) {
            throw refusal(place, "--broker none");
        }
        return guard.door("--dashboard", place);
    }

    /**
     * The page of a run; nothing is served yet.
     *
     * @param door from {@link #door}
     * @throws CommandFailure with exit code 2 when the broker does not know the user
     */
    RunDashboard prepare(DashboardDoor door, BrokerPlace broker) throws CommandFailure {
        if (door == null) {
            return RunDashboard.none("");
        }
        if (user == null && broker.hasUsers()) {
            if (place != null) {
                throw refusal(place, "users of the broker and without --dashboard-user");
            }
            return RunDashboard.none(
                    ": the broker has users, so it takes --dashboard-user NAME"
                            + " --dashboard-password-file FILE");
        }
        BrokerLogin login = broker.dashboardLogin(user, password());
        if (login == null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--dashboard-user: found "
                            + user
                            + " with a password that is not that user's; allowed a user of --users");
        }
        return RunDashboard.at(door, login);
    }

    private String password() throws CommandFailure {
        return passwordFile == null
                ? null
                : LoginFiles.password("--dashboard-password-file", passwordFile);
    }

    private static CommandFailure refusal(String place, String with) {
        return new CommandFailure(
                ExitCode.USAGE, "--dashboard: found " + place + " with " + with + "; allowed none");
    }
}
