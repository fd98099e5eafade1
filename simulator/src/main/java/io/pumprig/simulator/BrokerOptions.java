package io.pumprig.simulator;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.command.LoginFiles;
import io.pumprig.controller.link.BrokerLogin;
import io.pumprig.hal.settings.SettingsException;
import io.pumprig.simulator.gateway.BrokerAccess;
import io.pumprig.simulator.gateway.BrokerKeystore;
import io.pumprig.simulator.gateway.BrokerSettings;
import io.pumprig.simulator.gateway.BrokerUsers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Where {@code run} publishes, who may come there, and as whom it goes there itself. */
final class BrokerOptions {
    @Option(
            names = "--broker",
            paramLabel = "BROKER",
            defaultValue = "embedded",
            description =
                    "embedded (port 1883 or the next free one), embedded:PORT (0 = any free), none,"
                            + " mqtt://host:port, or mqtts://host:port (default: ${DEFAULT-VALUE}).")
    private String broker;

    @Option(
            names = "--users",
            paramLabel = "FILE",
            description =
                    "Embedded broker: its users, as YAML: users: [{name, role, password}], role one"
                            + " of viewer, operator, tester, admin, rig; password as"
                            + " `pumprig-simulator passwd` prints it (default: everybody on this"
                            + " machine may everything).")
    private Path users;

    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description =
                    "Embedded broker: speaks TLS with the certificate in this PKCS12 file; with"
                            + " --tls-password-file (default: no TLS).")
    private Path keystore;

    @Option(
            names = "--tls-password-file",
            paramLabel = "FILE",
            description = "File whose one line is the password of --tls-keystore.")
    private Path keystorePassword;

    @Option(
            names = "--broker-bind",
            paramLabel = "ADDRESS",
            description =
                    "Embedded broker: listens on this address, which takes --users and"
                            + " --tls-keystore (default: 127.0.0.1).")
    private String address;

    @Option(
            names = "--broker-user",
            paramLabel = "NAME",
            description =
                    "Broker by URL: user there, with --broker-password-file (default: anonymous).")
    private String user;

    @Option(
            names = "--broker-password-file",
            paramLabel = "FILE",
            description = "File whose one line is the password of --broker-user.")
    private Path password;

    @Option(
            names = "--broker-ca",
            paramLabel = "FILE",
            description =
                    "Broker by URL: certificates, as PEM, of those who may have signed that of an"
                            + " mqtts:// broker (default: the trust store of this JVM).")
    private Path authorities;

    /**
     * Checks all of it, and begins to start a broker that is to be embedded.
     *
     * @param rig name of the run's rig
     * @param log gets a line for what the broker refuses; any thread
     * @throws CommandFailure with exit code 2 when it cannot be meant, 3 when the port is taken
     */
    BrokerPlace prepare(String rig, Consumer<String> log) throws CommandFailure {
        BrokerChoice choice = BrokerChoice.of(broker);
        BrokerLogin login = LoginFiles.read(choice.url(), user, password, authorities);
        if (!choice.isEmbedded()) {
            if (users != null || keystore != null || keystorePassword != null || address != null) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "--users, --tls-keystore, --tls-password-file and --broker-bind belong to"
                                + " the embedded broker");
            }
            return BrokerPlace.elsewhere(choice, login);
        }
        BrokerAccess access = BrokerAccess.of(users(), rig, log);
        BrokerKeystore certificate = keystore();
        if (address != null && (users == null || certificate == null)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--broker-bind: found "
                            + address
                            + " without "
                            + (users == null ? "--users" : "--tls-keystore")
                            + "; allowed with both");
        }
        String bound = address == null ? BrokerSettings.LOOPBACK : address;
        int port = choice.freePort(bound);
        return BrokerPlace.embedded(
                choice, new BrokerSettings(bound, port, certificate, access), access.rigLogin());
    }

    /** True when nothing is to be published. */
    boolean isNone() throws CommandFailure {
        return BrokerChoice.of(broker).isNone();
    }

    private BrokerUsers users() throws CommandFailure {
        try {
            return users == null ? null : BrokerUsers.read(users);
        } catch (SettingsException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage());
        }
    }

    private BrokerKeystore keystore() throws CommandFailure {
        if (keystore == null != (keystorePassword == null)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--tls-keystore and --tls-password-file belong together");
        }
        if (keystore == null) {
            return null;
        }
        String secret = LoginFiles.password("--tls-password-file", keystorePassword);
        try {
            return BrokerKeystore.read(keystore, secret);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--tls-keystore: found "
                            + e.getMessage()
                            + " at "
                            + keystore
                            + "; allowed a PKCS12 file with a key and its certificate");
        }
    }
}
