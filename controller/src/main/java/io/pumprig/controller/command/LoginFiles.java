package io.pumprig.controller.command;

import io.pumprig.controller.link.BrokerLogin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a command needs for a broker that knows its users. Passwords come from files, since a
 * command line can be read by every user of the machine.
 */
public final class LoginFiles {
    private static final int MOST_PASSWORD_BYTES = 1_024;
    private static final int MOST_CERTIFICATE_BYTES = 1 << 20;

    private LoginFiles() {}

    /**
     * The login that {@code --broker-user}, {@code --broker-password-file} and {@code --broker-ca}
     * describe; each may be null.
     *
     * @param broker URL that they are for, or null for none
     * @throws CommandFailure with exit code 2, naming option, what was found and what is allowed
     */
    public static BrokerLogin read(
            String broker, String user, Path passwordFile, Path authorityFile)
            throws CommandFailure {
        if (broker == null && (user != null || passwordFile != null || authorityFile != null)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--broker-user, --broker-password-file and --broker-ca belong to the URL of a"
                            + " broker");
        }
        if (authorityFile != null && broker.matches("(mqtt|tcp)://.*")) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--broker-ca: found " + broker + "; allowed mqtts://host:port");
        }
        if (user == null != (passwordFile == null)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--broker-user and --broker-password-file belong together");
        }
        if (user != null && user.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "--broker-user: found ``; allowed a name");
        }
        return new BrokerLogin(
                user,
                passwordFile == null ? null : password("--broker-password-file", passwordFile),
                authorityFile == null ? List.of() : authorities("--broker-ca", authorityFile));
    }

    /**
     * The password in a file: its one line, without the end of line.
     *
     * @param option for messages
     * @throws CommandFailure with exit code 2 when there is no such line
     */
    public static String password(String option, Path file) throws CommandFailure {
        byte[] bytes =
                read(option, file, MOST_PASSWORD_BYTES, "a file with one line, the password");
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        if (lines.size() != 1 || lines.get(0).isEmpty()) {
            // What was found is not shown: it may well be a password.
            throw new CommandFailure(
                    ExitCode.USAGE,
                    option
                            + ": found "
                            + (lines.size() > 1 ? lines.size() + " lines" : "nothing")
                            + " in "
                            + file
                            + "; allowed one line, the password");
        }
        return lines.get(0);
    }

    private static List<X509Certificate> authorities(String option, Path file)
            throws CommandFailure {
        String allowed = "certificates in PEM";
        byte[] bytes = read(option, file, MOST_CERTIFICATE_BYTES, "a file of " + allowed);
        try {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(bytes))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (!certificates.isEmpty()) {
                return certificates;
            }
        } catch (CertificateException e) {
            // Told below, with what is allowed.
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                option + ": found no certificate in " + file + "; allowed " + allowed);
    }

    private static byte[] read(String option, Path file, int most, String allowed)
            throws CommandFailure {
        String found;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length <= most) {
                return bytes;
            }
            found = "more than " + most + " bytes in " + file;
        } catch (IOException e) {
            found = file + ", which cannot be read";
        }
        throw new CommandFailure(
                ExitCode.USAGE, option + ": found " + found + "; allowed " + allowed);
    }
}
