package io.pumprig.simulator;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * What {@code --broker} may say: {@code embedded}, {@code embedded:PORT}, {@code none}, or the URL
 * of another broker.
 */
final class BrokerChoice {
    private static final int DEFAULT_PORT = 1883;
    private static final int HIGHEST_PORT = 65_535;
    private static final Set<String> SCHEMES = Set.of("mqtt", "mqtts", "tcp", "ssl");

    private final boolean embedded;
    private final int port;
    private final boolean portAskedFor;
    private final String url;

    private BrokerChoice(boolean embedded, int port, boolean portAskedFor, String url) {
        this.embedded = embedded;
        this.port = port;
        this.portAskedFor = portAskedFor;
        this.url = url;
    }

    /**
     * Reads the option.
     *
     * @throws CommandFailure with exit code 2 when it is none of the forms
     */
    static BrokerChoice of(String text) throws CommandFailure {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals("embedded")) {
            return new BrokerChoice(true, DEFAULT_PORT, false, null);
        }
        if (lower.startsWith("embedded:")) {
            return new BrokerChoice(true, port(text), true, null);
        }
        if (lower.equals("none")) {
            return new BrokerChoice(false, 0, false, null);
        }
        if (isUrl(text)) {
            return new BrokerChoice(false, 0, false, text);
        }
        throw refusal(text);
    }

    private static boolean isUrl(String text) {
        try {
            URI url = new URI(text);
            return SCHEMES.contains(String.valueOf(url.getScheme()))
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && url.getPath().isEmpty()
                    && url.getQuery() == null
                    && url.getFragment() == null
                    && url.getPort() != 0
                    && url.getPort() <= HIGHEST_PORT;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static int port(String text) throws CommandFailure {
        try {
            int port = Integer.parseInt(text.substring("embedded:".length()));
            if (port >= 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Told below, with what is allowed.
        }
        throw refusal(text);
    }

    private static CommandFailure refusal(String text) {
        return new CommandFailure(
                ExitCode.USAGE,
                "--broker: found `"
                        + text
                        + "`; allowed embedded, embedded:PORT (0 = any free), none,"
                        + " mqtt://host:port, mqtts://host:port");
    }

    boolean isEmbedded() {
        return embedded;
    }

    /** True when no broker is to be used at all. */
    boolean isNone() {
        return !embedded && url == null;
    }

    /** The URL of a broker outside this process, or null. */
    String url() {
        return url;
    }

    /**
     * The port for the embedded broker: the one asked for, or the first free one from the default
     * on.
     *
     * @param address that it is to listen on
     * @throws CommandFailure with exit code 3 when the port that was asked for is taken
     */
    int freePort(String address) throws CommandFailure {
        if (port == 0 || isFree(address, port)) {
            return port;
        }
        if (portAskedFor) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, "port " + port + " is in use");
        }
        for (int next = port + 1; next <= HIGHEST_PORT; next++) {
            if (isFree(address, next)) {
                return next;
            }
        }
        throw new CommandFailure(ExitCode.ENVIRONMENT, "no free port from " + port + " on");
    }

    private static boolean isFree(String address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
