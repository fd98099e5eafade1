package io.pumprig.simulator.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;

/**
 * A broker's certificate and its key: a PKCS12 file.
 *
 * @param file absolute
 * @param password of the file and of the key in it
 */
public record BrokerKeystore(Path file, String password) {
    /**
     * Opens the file once, so that what is wrong with it is known before anything starts.
     *
     * @throws IOException in words for a person: no such file, no PKCS12 or a wrong password, no
     *     key with its certificate in it
     */
    public static BrokerKeystore read(Path file, String password) throws IOException {
        KeyStore store;
        try (InputStream in = Files.newInputStream(file)) {
            store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)
                        && store.getKey(alias, password.toCharArray()) != null
                        && store.getCertificateChain(alias) != null) {
                    return new BrokerKeystore(file.toAbsolutePath(), password);
                }
            }
        } catch (NoSuchFileException e) {
            throw new IOException("no such file", e);
        } catch (GeneralSecurityException | IOException e) {
            throw new IOException("no PKCS12 file, or not of that password", e);
        }
        throw new IOException("a PKCS12 file without a key and its certificate");
    }

    /** Everything but the password. */
    @Override
    public String toString() {
        return "BrokerKeystore[" + file + "]";
    }
}
