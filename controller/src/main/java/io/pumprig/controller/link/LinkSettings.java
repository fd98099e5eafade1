package io.pumprig.controller.link;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Where a rig is published, and what it says of itself in every session.
 *
 * @param broker {@code mqtt://host:port} or {@code tcp://host:port}, or {@code mqtts://} and {@code
 *     ssl://} for TLS; the port may be left out
 * @param rig name of the rig, {@code [A-Za-z0-9_-]{1,64}}
 * @param backend {@code sim} or {@code bench}
 * @param session id of this run; requests may name the one they are meant for
 * @param version version of the program
 * @param seed seed of a simulation, or null
 * @param faultsEnabled whether faults can be injected (SR-97)
 * @param statePeriodMillis wall-clock time between two publications of {@code state}, 1 ms to 60 s
 * @param clientId MQTT client id, different for each process: a broker lets only one live
 * @param login as whom it connects, and which broker it trusts
 * @param mayRaise whether requests that the broker's rules keep for operators may raise flow
 *     (SR-99). MQTT does not tell who published, so the broker decides; a bench takes it from no
 *     broker but one that it knows by its certificate and that knows its users
 */
public record LinkSettings(
        String broker,
        String rig,
        String backend,
        String session,
        String version,
        Long seed,
        boolean faultsEnabled,
        long statePeriodMillis,
        String clientId,
        BrokerLogin login,
        boolean mayRaise) {
    /** Two a second: what a person can read. */
    public static final long DEFAULT_STATE_PERIOD_MILLIS = 500;

    /** How ids, clients and rigs are written. */
    public static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** First levels of every topic of contract version 1. */
    static final String ROOT = "pumprig/v1/";

    private static final int PLAIN_PORT = 1883;
    private static final int TLS_PORT = 8883;
    private static final int HIGHEST_PORT = 65_535;

    public LinkSettings {
        endpoint(broker);
        if (rig == null || !NAME.matcher(rig).matches()) {
            throw new IllegalArgumentException("rig '" + rig + "', allowed " + NAME.pattern());
        }
        if (!"sim".equals(backend) && !"bench".equals(backend)) {
            throw new IllegalArgumentException("backend '" + backend + "', allowed sim, bench");
        }
        if (statePeriodMillis < 1 || statePeriodMillis > 60_000) {
            throw new IllegalArgumentException(
                    "statePeriodMillis " + statePeriodMillis + ", allowed 1-60000");
        }
        if (session == null || version == null || clientId == null || clientId.isEmpty()) {
            throw new IllegalArgumentException("session, version and clientId are needed");
        }
        if (login == null) {
            throw new IllegalArgumentException("login is needed, ANONYMOUS for none");
        }
        if (mayRaise && backend.equals("bench") && !isGuarded(broker, login)) {
            throw new IllegalArgumentException(
                    "on a bench flow is raised over mqtts:// by a user, or not over MQTT");
        }
    }

    /**
     * Settings of somebody at the far end of a rig's link. The backend is what such a client is
     * about to find out; it plays no part in asking.
     *
     * @param role begins the client's name, such as {@code tester}
     * @throws IllegalArgumentException when broker or rig are not written as they must be
     */
    static LinkSettings ofClient(String broker, String rig, BrokerLogin login, String role) {
        return new LinkSettings(
                broker,
                rig,
                "bench",
                "none",
                "none",
                null,
                false,
                DEFAULT_STATE_PERIOD_MILLIS,
                role + "-" + UUID.randomUUID(),
                login,
                false);
    }

    /** The whole topic of a rig's {@code suffix}. */
    public String topic(String suffix) {
        return ROOT + rig + "/" + suffix;
    }

    /** True on real hardware. */
    public boolean isBench() {
        return "bench".equals(backend);
    }

    /** True when {@code broker} is reached over TLS and by a user of its own. */
    public static boolean isGuarded(String broker, BrokerLogin login) {
        return isEncrypted(broker) && login.user() != null;
    }

    boolean isEncrypted() {
        return isEncrypted(broker);
    }

    private static boolean isEncrypted(String broker) {
        return endpoint(broker).getScheme().equals("ssl");
    }

    /** The broker as {@code tcp://host:port} or {@code ssl://host:port}, the port filled in. */
    URI endpoint() {
        return endpoint(broker);
    }

    private static URI endpoint(String broker) {
        try {
            URI uri = new URI(broker == null ? "" : broker);
            boolean plain = "mqtt".equals(uri.getScheme()) || "tcp".equals(uri.getScheme());
            boolean tls = "mqtts".equals(uri.getScheme()) || "ssl".equals(uri.getScheme());
            boolean bare = uri.getPath() == null || uri.getPath().isEmpty();
            boolean reachable = uri.getHost() != null && uri.getPort() <= HIGHEST_PORT;
            if ((plain || tls) && reachable && bare && uri.getUserInfo() == null) {
                int port = uri.getPort() >= 0 ? uri.getPort() : plain ? PLAIN_PORT : TLS_PORT;
                return new URI(plain ? "tcp" : "ssl", null, uri.getHost(), port, null, null, null);
            }
        } catch (URISyntaxException e) {
            // Told below, with what is allowed.
        }
        throw new IllegalArgumentException(
                "broker '" + broker + "', allowed mqtt://host:port or mqtts://host:port");
    }

    /** Everything but the password. */
    @Override
    public String toString() {
        return "LinkSettings["
                + broker
                + ", rig "
                + rig
                + ", backend "
                + backend
                + ", session "
                + session
                + ", client "
                + clientId
                + (login.user() == null ? "" : ", user " + login.user())
                + "]";
    }
}
