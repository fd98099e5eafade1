package io.pumprig.simulator.gateway;

/**
 * How an embedded broker is to be.
 *
 * @param address that it listens on
 * @param port 1-65535, or 0 for any that is free
 * @param keystore its certificate, and TLS with it; null for plain TCP
 * @param access who may come
 */
public record BrokerSettings(
        String address, int port, BrokerKeystore keystore, BrokerAccess access) {
    /** The address that only this machine reaches. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final int HIGHEST_PORT = 65_535;

    public BrokerSettings {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("port " + port + ", allowed 0-" + HIGHEST_PORT);
        }
        if (!address.equals(LOOPBACK) && (keystore == null || access.isOpen())) {
            throw new IllegalArgumentException(
                    "address " + address + ", allowed " + LOOPBACK + " without TLS and users");
        }
    }

    /** Plain and for everybody on this machine. */
    static BrokerSettings open(int port) {
        return new BrokerSettings(LOOPBACK, port, null, BrokerAccess.open());
    }
}
