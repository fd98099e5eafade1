package io.pumprig.simulator.dashboard;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Who may come in. The host that a browser believes to be talking to has to be ours, so that no
 * foreign name can be pointed at this address; an order has to come from a page of ours and to show
 * the token. For any thread.
 */
final class Gate {
    static final String TOKEN = "X-Pumprig-Token";

    private static final int TOKEN_BYTES = 32;
    private static final Set<String> LOCAL_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    private final DashboardDoor door;
    private final byte[] token;
    private final int port;

    /**
     * @param port that is listened on, never 0
     */
    Gate(DashboardDoor door, int port) {
        this.door = door;
        this.port = port;
        token = (door.token() == null ? madeUp() : door.token()).getBytes(StandardCharsets.UTF_8);
    }

    private static String madeUp() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** The token, for whoever comes from this machine; null where it has to be known. */
    String tokenToHandOut() {
        return door.isLocal() ? new String(token, StandardCharsets.UTF_8) : null;
    }

    /** True when whoever only looks has to show the token too. */
    boolean asksWatchers() {
        return !door.isLocal();
    }

    /** Why nobody is served here under the name that he used, in a sentence; null for no reason. */
    String foreignHost(HttpExchange exchange) {
        String host = only(exchange.getRequestHeaders(), "Host");
        return host != null && isOurs(host)
                ? null
                : "this is not a host that the dashboard is reached by";
    }

    private boolean isOurs(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        int defaultPort = door.isLocal() ? 80 : 443;
        String suffix = ":" + port;
        String name =
                lower.endsWith(suffix)
                        ? lower.substring(0, lower.length() - suffix.length())
                        : port == defaultPort ? lower : "";
        if (door.isLocal()) {
            return LOCAL_NAMES.contains(name);
        }
        return name.equals(door.address()) || door.names().stream().anyMatch(n -> covers(n, name));
    }

    /** A name of a certificate; {@code *.example.org} stands for one more level. */
    private static boolean covers(String certified, String name) {
        if (!certified.startsWith("*.")) {
            return certified.equals(name);
        }
        int dot = name.indexOf('.');
        return dot > 0 && name.substring(dot).equals(certified.substring(1));
    }

    /** Why a request of another page's is not served, in a sentence; null for no reason. */
    String foreignPage(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String site = only(headers, "Sec-Fetch-Site");
        boolean browsed = headers.containsKey("Sec-Fetch-Site");
        if (browsed && !"same-origin".equals(site) && !"none".equals(site)) {
            return "another page asks for this";
        }
        return headers.containsKey("Origin") ? foreignOrigin(exchange) : null;
    }

    /** Why an order is not taken from there, in a sentence; null for no reason. */
    String foreignOrigin(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String ours = (door.isLocal() ? "http://" : "https://") + only(headers, "Host");
        return ours.equals(only(headers, "Origin"))
                ? null
                : "an order is taken from the dashboard's own page alone (header Origin: "
                        + ours
                        + ")";
    }

    /** True when the token is shown; takes the same time however much of it is right. */
    boolean isKnown(HttpExchange exchange) {
        String shown = only(exchange.getRequestHeaders(), TOKEN);
        return shown != null
                && MessageDigest.isEqual(token, shown.getBytes(StandardCharsets.UTF_8));
    }

    /** A header that is there once; null otherwise. */
    private static String only(Headers headers, String name) {
        List<String> values = headers.get(name);
        return values != null && values.size() == 1 ? values.get(0) : null;
    }
}
