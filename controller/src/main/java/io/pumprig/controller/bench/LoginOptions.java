package io.pumprig.controller.bench;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.LoginFiles;
import io.pumprig.controller.link.BrokerLogin;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** As whom a command goes to a broker, and which broker it trusts: options of both programs. */
public final class LoginOptions {
    @Option(
            names = "--broker-user",
            paramLabel = "NAME",
            description = "User of the broker, with --broker-password-file (default: anonymous).")
    private String user;

    @Option(
            names = "--broker-password-file",
            paramLabel = "FILE",
            description = "File whose one line is the password of --broker-user.")
    private Path passwordFile;

    @Option(
            names = "--broker-ca",
            paramLabel = "FILE",
            description =
                    "Certificates, as PEM, of those who may have signed that of an mqtts:// broker"
                            + " (default: the trust store of this JVM).")
    private Path authorities;

    /** For picocli. */
    public LoginOptions() {}

    /**
     * Reads the files.
     *
     * @param broker URL of the broker, or null for none
     * @throws CommandFailure with exit code 2, naming what was found and what is allowed
     */
    public BrokerLogin read(String broker) throws CommandFailure {
        return LoginFiles.read(broker, user, passwordFile, authorities);
    }
}
