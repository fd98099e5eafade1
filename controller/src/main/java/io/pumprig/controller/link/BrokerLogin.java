package io.pumprig.controller.link;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * As whom a link comes to a broker, and whom it takes for that broker.
 *
 * @param user MQTT user, or null for nobody in particular
 * @param password that user's password, or null with no user
 * @param authorities who may have signed the broker's certificate; empty for the trust store of
 *     this JVM
 */
public record BrokerLogin(String user, String password, List<X509Certificate> authorities) {
    /** Nobody in particular, under the trust store of this JVM. */
    public static final BrokerLogin ANONYMOUS = new BrokerLogin(null, null, List.of());

    public BrokerLogin {
        if (user == null != (password == null)) {
            throw new IllegalArgumentException("a user and its password belong together");
        }
        if (user != null && user.isEmpty()) {
            throw new IllegalArgumentException("a user has a name");
        }
        authorities = List.copyOf(authorities);
    }

    /** Everything but the password. */
    @Override
    public String toString() {
        return "BrokerLogin["
                + (user == null ? "anonymous" : "user " + user)
                + ", "
                + authorities.size()
                + " authorities]";
    }
}
