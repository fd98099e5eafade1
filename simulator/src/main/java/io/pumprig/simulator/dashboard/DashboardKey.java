package io.pumprig.simulator.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A dashboard's certificate and key, ready for TLS.
 *
 * @param names hosts that the certificate is for, in lower case
 */
public record DashboardKey(SSLContext tls, Set<String> names) {
    /** Kinds of a subject's other names (RFC 5280 section 4.2.1.6). */
    private static final int DNS_NAME = 2;

    private static final int IP_ADDRESS = 7;

    public DashboardKey {
        names = Set.copyOf(names);
    }

    /**
     * Reads a PKCS12 file.
     *
     * @throws IOException in words for a person: no such file, no PKCS12 or a wrong password, no
     *     key with its certificate in it
     */
    public static DashboardKey read(Path file, String password) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            Set<String> names = new TreeSet<>();
            boolean any = false;
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)
                        && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    any = true;
                    addNames(certificate, names);
                }
            }
            if (any) {
                return new DashboardKey(tls(store, password), names);
            }
        } catch (NoSuchFileException e) {
            throw new IOException("no such file", e);
        } catch (GeneralSecurityException | IOException e) {
            throw new IOException("no PKCS12 file, or not of that password", e);
        }
        throw new IOException("a PKCS12 file without a key and its certificate");
    }

    private static SSLContext tls(KeyStore store, String password) throws GeneralSecurityException {
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static void addNames(X509Certificate certificate, Set<String> into)
            throws CertificateParsingException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        if (names != null) {
            for (List<?> name : names) {
                int kind = (Integer) name.get(0);
                String text = String.valueOf(name.get(1)).toLowerCase(Locale.ROOT);
                if (kind == DNS_NAME) {
                    into.add(text);
                } else if (kind == IP_ADDRESS) {
                    into.add(text.contains(":") ? "[" + text + "]" : text);
                }
            }
        }
    }
}
