package io.pumprig.simulator;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.command.LoginFiles;
import io.pumprig.simulator.dashboard.DashboardDoor;
import io.pumprig.simulator.dashboard.DashboardKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What a dashboard needs that listens on more than this machine. */
final class DashboardGuard {
    private static final Pattern PLACE = Pattern.compile("(?:(\\[[^\\]]+\\]|[^:]+):)?([0-9]{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    @Option(
            names = "--dashboard-token-file",
            paramLabel = "FILE",
            description =
                    "File whose one line is the token that browsers have to show; with"
                            + " --dashboard-tls-keystore. Needed on any address but 127.0.0.1.")
    private Path tokenFile;

    @Option(
            names = "--dashboard-tls-keystore",
            paramLabel = "FILE",
            description =
                    "Serves https with the certificate in this PKCS12 file; with"
                            + " --dashboard-tls-password-file.")
    private Path keystore;

    @Option(
            names = "--dashboard-tls-password-file",
            paramLabel = "FILE",
            description = "File whose one line is the password of --dashboard-tls-keystore.")
    private Path keystorePassword;

    /**
     * Where the dashboard listens, and who may come.
     *
     * @param option that said where, for messages
     * @param place {@code [ADDRESS:]PORT}, or null for the usual place
     * @throws CommandFailure with exit code 2, naming option, what was found and what is allowed
     */
    DashboardDoor door(String option, String place) throws CommandFailure {
        Matcher written = PLACE.matcher(place == null ? "" + DashboardDoor.DEFAULT_PORT : place);
        int port = written.matches() ? Integer.parseInt(written.group(2)) : HIGHEST_PORT + 1;
        if (port > HIGHEST_PORT) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    option
                            + ": found `"
                            + place
                            + "`; allowed PORT or ADDRESS:PORT (0 = any free)");
        }
        String address = address(written.group(1));
        boolean guarded = tokenFile != null && keystore != null && keystorePassword != null;
        if (!guarded && (tokenFile != null || keystore != null || keystorePassword != null)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--dashboard-token-file, --dashboard-tls-keystore and"
                            + " --dashboard-tls-password-file belong together");
        }
        if (guarded) {
            return guarded(address, port, place != null);
        }
        if (!DashboardDoor.isLocal(address)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    option
                            + ": found "
                            + address
                            + " without --dashboard-token-file and --dashboard-tls-keystore;"
                            + " allowed with both, or 127.0.0.1");
        }
        return new DashboardDoor(address, port, place != null, null, null, Set.of());
    }

    private static String address(String written) {
        if (written == null || written.equals("localhost")) {
            return DashboardDoor.LOOPBACK;
        }
        return written.startsWith("[") ? written.substring(1, written.length() - 1) : written;
    }

    private DashboardDoor guarded(String address, int port, boolean askedFor)
            throws CommandFailure {
        String token = LoginFiles.password("--dashboard-token-file", tokenFile);
        if (token.length() < DashboardDoor.LEAST_TOKEN_CHARACTERS) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--dashboard-token-file: found "
                            + token.length()
                            + " characters in "
                            + tokenFile
                            + "; allowed "
                            + DashboardDoor.LEAST_TOKEN_CHARACTERS
                            + " or more");
        }
        String password = LoginFiles.password("--dashboard-tls-password-file", keystorePassword);
        try {
            DashboardKey key = DashboardKey.read(keystore, password);
            return new DashboardDoor(address, port, askedFor, token, key.tls(), key.names());
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--dashboard-tls-keystore: found "
                            + e.getMessage()
                            + " at "
                            + keystore
                            + "; allowed a PKCS12 file with a key and its certificate");
        }
    }
}
