package io.pumprig.simulator.dashboard;

import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * Where a dashboard listens, and who may come in.
 *
 * @param address that it listens on
 * @param port 1-65535, or 0 for any that is free
 * @param isPortAskedFor whether it has to be that port; if not the next free one will do
 * @param token whoever shows it may give orders; null for one that is made up, which is handed out
 *     to whoever comes from this machine
 * @param tls the certificate, and TLS with it; null for plain HTTP
 * @param names hosts that the certificate is for, in lower case; empty without
 */
public record DashboardDoor(
        String address,
        int port,
        boolean isPortAskedFor,
        String token,
        SSLContext tls,
        Set<String> names) {
    /** The address that only this machine reaches. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final Set<String> LOCAL = Set.of(LOOPBACK, "::1");

    /** Where people expect it. */
    public static final int DEFAULT_PORT = 8080;

    /** A shorter token could be guessed. */
    public static final int LEAST_TOKEN_CHARACTERS = 16;

    private static final int HIGHEST_PORT = 65_535;

    public DashboardDoor {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("port " + port + ", allowed 0-" + HIGHEST_PORT);
        }
        if (token == null != (tls == null)) {
            throw new IllegalArgumentException("a token and TLS belong together");
        }
        if (token == null && !LOCAL.contains(address)) {
            throw new IllegalArgumentException(
                    "address " + address + ", allowed " + LOCAL + " without TLS and token");
        }
        if (token != null && token.length() < LEAST_TOKEN_CHARACTERS) {
            throw new IllegalArgumentException(
                    "a token has at least " + LEAST_TOKEN_CHARACTERS + " characters");
        }
        names = Set.copyOf(names);
    }

    /** On this machine alone. */
    public static DashboardDoor loopback(int port, boolean isPortAskedFor) {
        return new DashboardDoor(LOOPBACK, port, isPortAskedFor, null, null, Set.of());
    }

    /** True for an address that needs neither TLS nor a token. */
    public static boolean isLocal(String address) {
        return LOCAL.contains(address);
    }

    /** True when only this machine can come. */
    boolean isLocal() {
        return tls == null;
    }

    /** Everything but the token. */
    @Override
    public String toString() {
        return "DashboardDoor[" + address + ":" + port + (isLocal() ? "" : ", TLS") + "]";
    }
}
