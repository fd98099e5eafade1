package io.pumprig.simulator.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A broker's certificate that signs itself, made by the JDK's keytool when a test needs it: good
 * for a day, and for whoever is told to trust it.
 */
public final class Certificates {
    /** With all that XML and HiveMQ's configuration could stumble over. */
    public static final String PASSWORD = "<&\"'${HOME} >";

    private static final String ALIAS = "broker";
    private static final int LINE = 64;

    private final Path keystore;

    private Certificates(Path keystore) {
        this.keystore = keystore;
    }

    /**
     * Makes one.
     *
     * @param subject what it is for, such as {@code ip:127.0.0.1} or {@code dns:elsewhere}
     */
    public static Certificates make(Path folder, String name, String subject) {
        Path keystore = folder.resolve(name + ".p12");
        Path password = folder.resolve(name + ".password");
        try {
            Files.writeString(password, PASSWORD + "\n");
            Process keytool =
                    new ProcessBuilder(
                                    System.getProperty("java.home") + "/bin/keytool",
                                    "-J-Xshare:auto",
                                    "-J-XX:TieredStopAtLevel=1",
                                    "-genkeypair",
                                    "-alias",
                                    ALIAS,
                                    "-keyalg",
                                    "EC",
                                    "-groupname",
                                    "secp256r1",
                                    "-dname",
                                    "CN=" + name,
                                    "-ext",
                                    "san=" + subject,
                                    "-validity",
                                    "1",
                                    "-storetype",
                                    "PKCS12",
                                    "-keystore",
                                    keystore.toString(),
                                    "-storepass:file",
                                    password.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve(name + ".log").toFile())
                            .start();
            if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new AssertionError(Files.readString(folder.resolve(name + ".log")));
            }
            return new Certificates(keystore);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The PKCS12 file; its password is in a file beside it. */
    public Path keystore() {
        return keystore;
    }

    public Path passwordFile() {
        return keystore.resolveSibling(
                keystore.getFileName().toString().replace(".p12", ".password"));
    }

    private KeyStore open() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    public X509Certificate certificate() throws GeneralSecurityException, IOException {
        return (X509Certificate) open().getCertificate(ALIAS);
    }

    /** The certificate in PEM, in a file of its own. */
    public Path pem() throws GeneralSecurityException, IOException {
        return pem("CERTIFICATE", certificate().getEncoded(), ".crt");
    }

    /** The key in PEM, as Mosquitto takes it. */
    Path keyPem() throws GeneralSecurityException, IOException {
        byte[] key = open().getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
        return pem("PRIVATE KEY", key, ".key");
    }

    private Path pem(String kind, byte[] content, String suffix) throws IOException {
        String text =
                "-----BEGIN "
                        + kind
                        + "-----\n"
                        + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content)
                        + "\n-----END "
                        + kind
                        + "-----\n";
        Path file =
                keystore.resolveSibling(keystore.getFileName().toString().replace(".p12", suffix));
        return Files.write(file, List.of(text.split("\n")), StandardCharsets.US_ASCII);
    }

    /** TLS of a client that trusts this certificate alone. */
    public SSLContext trusting() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, certificate());
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
