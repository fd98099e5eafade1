package io.pumprig.controller.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pumprig.controller.link.BrokerLogin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords and certificates as they are read from files, and what is said of wrong ones. */
class LoginFilesTest {
    private static final String URL = "mqtts://broker";

    /** Made for this test; its key was thrown away. */
    private static final String CERTIFICATE =
            """
            -----BEGIN CERTIFICATE-----
            MIIBQDCB6KADAgECAgkAyqi9NhGi1MYwCgYIKoZIzj0EAwIwFDESMBAGA1UEAxMJ
            YXV0aG9yaXR5MCAXDTI2MTEyODA2NTA1NFoYDzIxMjYxMTA0MDY1MDU0WjAUMRIw
            EAYDVQQDEwlhdXRob3JpdHkwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATKsdqX
            6a5sdX7s9rWRDQWqYpcH11Fe6uefO2uua/ndXxNwvGTBgvA7qZgeahxl7KKKUf2q
            QXFAHceQQonReMnioyEwHzAdBgNVHQ4EFgQUtRsEFha3reca7dopfwQSme6LLhEw
            CgYIKoZIzj0EAwIDRwAwRAIgc976sh7iM3YiNUBrPRrqe7CBTNzw5dW45qiBctzs
            6lcCIBpjSiBvRw9r+OIm7h3wyYw/zmghwmCc6b7iOWy3PNU6
            -----END CERTIFICATE-----
            """;

    @TempDir Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("file"), content);
    }

    private static void assertRefused(String complaint, Executable reading) {
        CommandFailure refusal = assertThrows(CommandFailure.class, reading::run);
        assertEquals(2, refusal.exitCode());
        assertEquals(complaint, refusal.getMessage());
    }

    /** What is to be refused. */
    private interface Executable {
        void run() throws CommandFailure;
    }

    @Test
    void withoutOptionsItIsNobodyInParticular() throws CommandFailure {
        assertEquals(BrokerLogin.ANONYMOUS, LoginFiles.read(null, null, null, null));
        assertEquals(BrokerLogin.ANONYMOUS, LoginFiles.read("mqtt://broker", null, null, null));
    }

    @Test
    @Tag("SR-100")
    void readsAPasswordAndWhoMayHaveSigned() throws Exception {
        Path authorities = Files.writeString(folder.resolve("ca.pem"), CERTIFICATE + CERTIFICATE);

        BrokerLogin login = LoginFiles.read(URL, "alice", file("s3 crét\r\n"), authorities);

        assertEquals("alice", login.user());
        assertEquals("s3 crét", login.password());
        assertEquals(2, login.authorities().size());
        assertEquals(
                "CN=authority", login.authorities().get(0).getSubjectX500Principal().getName());
        assertSame(login.authorities(), List.copyOf(login.authorities()));
    }

    @Test
    void aFileThatHoldsNoPasswordIsRefusedAndNotQuoted() throws IOException {
        Path lines = file("secret\nother\n");
        assertRefused(
                "--broker-password-file: found 2 lines in "
                        + lines
                        + "; allowed one line, the password",
                () -> LoginFiles.read(URL, "alice", lines, null));
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        assertRefused(
                "--broker-password-file: found nothing in "
                        + empty
                        + "; allowed one line, the password",
                () -> LoginFiles.read(URL, "alice", empty, null));
        Path missing = folder.resolve("missing");
        assertRefused(
                "--broker-password-file: found "
                        + missing
                        + ", which cannot be read; allowed a file with one line, the password",
                () -> LoginFiles.read(URL, "alice", missing, null));
    }

    @Test
    void aFileWithoutACertificateIsRefused() throws IOException {
        for (String content : List.of("", "secret", CERTIFICATE.replace("MII", "MIJ"))) {
            Path bad = file(content);
            assertRefused(
                    "--broker-ca: found no certificate in " + bad + "; allowed certificates in PEM",
                    () -> LoginFiles.read(URL, null, null, bad));
        }
    }

    @Test
    void whatBelongsTogetherIsAskedForTogether() throws IOException {
        Path some = file(CERTIFICATE);
        assertRefused(
                "--broker-user and --broker-password-file belong together",
                () -> LoginFiles.read(URL, "alice", null, null));
        assertRefused(
                "--broker-user and --broker-password-file belong together",
                () -> LoginFiles.read(URL, null, some, null));
        assertRefused(
                "--broker-user, --broker-password-file and --broker-ca belong to the URL of a"
                        + " broker",
                () -> LoginFiles.read(null, null, null, some));
        assertRefused(
                "--broker-ca: found mqtt://broker; allowed mqtts://host:port",
                () -> LoginFiles.read("mqtt://broker", null, null, some));
    }
}
