package io.pumprig.simulator.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.link.BrokerLogin;
import io.pumprig.controller.link.RigWatch;
import io.pumprig.simulator.gateway.Certificates;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who is served and who is not. There is no broker, so nothing that is let through goes anywhere.
 */
class DashboardSecurityTest {
    private static final String PAUSE = "/api/command/pause";
    private static final String JSON = "application/json";
    private static final String TOKEN = "0123456789abcdef";

    @TempDir private static Path folder;

    private static Dashboard dashboard;
    private static Browser browser;
    private static String broker;

    @BeforeAll
    static void start() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            broker = "mqtt://127.0.0.1:" + free.getLocalPort();
        }
        dashboard = open(DashboardDoor.loopback(0, true));
        browser = new Browser(dashboard.url());
    }

    private static Dashboard open(DashboardDoor door) throws IOException {
        return Dashboard.open(
                new RigWatch(broker, "sim-1", BrokerLogin.ANONYMOUS, "dashboard"),
                door,
                "1",
                line -> {});
    }

    @AfterAll
    static void stop() {
        browser.close();
        dashboard.close();
    }

    /** A request as it stands on the wire, since a client of the JDK sets some headers itself. */
    private static String raw(String request) throws IOException {
        URI url = URI.create(dashboard.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readNBytes(200_000), StandardCharsets.UTF_8);
            }
        }
    }

    private static int statusOf(String response) {
        return Integer.parseInt(response.split(" ")[1]);
    }

    private static String text(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body()).get("text").stringValue();
    }

    @Test
    void everyAnswerForbidsWhatNobodyMeans() {
        for (String path : new String[] {"/", "/api/session", "/nowhere", PAUSE}) {
            var headers = browser.get(path).headers();
            String policy = headers.firstValue("Content-Security-Policy").orElseThrow();
            assertEquals(
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
                            + " data:; connect-src 'self'; frame-ancestors 'none'; base-uri"
                            + " 'none'; form-action 'none'",
                    policy);
            assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElseThrow());
            assertEquals("DENY", headers.firstValue("X-Frame-Options").orElseThrow());
            assertEquals("no-referrer", headers.firstValue("Referrer-Policy").orElseThrow());
            assertFalse(headers.firstValue("Access-Control-Allow-Origin").isPresent());
        }
    }

    @Test
    @Tag("SR-99")
    void anOrderWithAllThatItNeedsIsLetThrough() {
        HttpResponse<String> response = browser.order(PAUSE, "{}");
        assertEquals(503, response.statusCode());
        assertTrue(text(response).startsWith("nothing was sent: "), response::body);
    }

    @ParameterizedTest(name = "Origin: {0}")
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "http://127.0.0.1",
                "http://127.0.0.1:1",
                "http://127.0.0.1:PORT.evil.example",
                "http://localhost:PORT",
                "https://127.0.0.1:PORT",
                ""
            })
    @Tag("SR-99")
    void anOrderOfAnotherPageIsRefused(String origin) {
        String port = Integer.toString(URI.create(dashboard.url()).getPort());
        String token = browser.token();
        HttpResponse<String> response =
                origin.isEmpty()
                        ? browser.send("POST", PAUSE, "{}", "Content-Type", JSON, Gate.TOKEN, token)
                        : browser.send(
                                "POST",
                                PAUSE,
                                "{}",
                                "Origin",
                                origin.replace("PORT", port),
                                "Content-Type",
                                JSON,
                                Gate.TOKEN,
                                token);
        assertEquals(403, response.statusCode(), response::body);
    }

    @ParameterizedTest(name = "Sec-Fetch-Site: {0} of {1}: {2}")
    @CsvSource({
        "cross-site, /api/session, 403",
        "same-site, /api/session, 403",
        "cross-site, /api/history, 403",
        "cross-site, /api/stream, 403",
        "same-origin, /api/session, 200",
        "none, /api/session, 200",
        "cross-site, /, 200"
    })
    void theTokenIsNotHandedToAnotherPage(String site, String path, int status) {
        assertEquals(status, browser.get(path, "Sec-Fetch-Site", site).statusCode());
    }

    @ParameterizedTest(name = "token `{0}`")
    @ValueSource(strings = {"", "wrong", "CUT", "LONGER"})
    @Tag("SR-99")
    void anOrderWithoutTheTokenIsRefused(String shown) {
        String token = browser.token();
        String[] headers = {
            "Origin",
            browser.origin(),
            "Content-Type",
            JSON,
            Gate.TOKEN,
            switch (shown) {
                case "CUT" -> token.substring(1);
                case "LONGER" -> token + "0";
                default -> shown;
            }
        };
        HttpResponse<String> response = browser.send("POST", PAUSE, "{}", headers);
        assertEquals(401, response.statusCode());
        assertEquals("the token is missing or wrong", text(response));
    }

    @ParameterizedTest(name = "Host: {0} is served: {1}")
    @CsvSource({
        "127.0.0.1:PORT, 200",
        "localhost:PORT, 200",
        "LocalHost:PORT, 200",
        "[::1]:PORT, 200",
        "evil.example:PORT, 403",
        "127.0.0.1, 403",
        "127.0.0.1:1, 403",
        "localhost.evil.example:PORT, 403",
        "evil.example, 403"
    })
    void aForeignNameForThisAddressIsNotServed(String host, int status) throws IOException {
        String port = Integer.toString(URI.create(dashboard.url()).getPort());
        String head = "Host: " + host.replace("PORT", port) + "\nConnection: close\n\n";
        assertEquals(status, statusOf(raw("GET / HTTP/1.1\n" + head)));
        assertEquals(status, statusOf(raw("GET /api/session HTTP/1.1\n" + head)));
    }

    @Test
    void withoutAHostOrWithTwoNothingIsServed() throws IOException {
        assertEquals(403, statusOf(raw("GET /api/session HTTP/1.0\n\n")));
        String host = "Host: " + URI.create(dashboard.url()).getAuthority() + "\n";
        assertEquals(
                403,
                statusOf(
                        raw(
                                "GET / HTTP/1.1\n"
                                        + host
                                        + "Host: evil.example\nConnection: close\n\n")));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/../../../../etc/passwd",
                "/..%2f..%2fetc%2fpasswd",
                "/page.txt",
                "/page/index.html",
                "//index.html",
                "/index.html/",
                "/index.html%00.txt",
                "/Dashboard.class",
                "/api",
                "/api/",
                "/api/session/"
            })
    void nothingIsServedButTheListedFiles(String path) throws IOException {
        String host = "Host: " + URI.create(dashboard.url()).getAuthority() + "\n";
        String response = raw("GET " + path + " HTTP/1.1\n" + host + "Connection: close\n\n");
        assertTrue(Set.of(400, 403, 404).contains(statusOf(response)), response);
        assertFalse(response.contains("root:"), response);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "POST, /, 405",
        "PUT, /index.html, 405",
        "DELETE, /api/session, 405",
        "POST, /api/session, 405",
        "POST, /api/history, 405",
        "HEAD, /api/stream, 405",
        "GET, /api/command/pause, 405",
        "OPTIONS, /api/command/pause, 405",
        "GET, /api/export, 405",
        "GET, /api/until-event, 405",
        "HEAD, /, 200",
        "HEAD, /api/session, 200",
        "HEAD, /nowhere, 404"
    })
    void otherMethodsAreRefused(String method, String path, int status) {
        HttpResponse<String> response = browser.send(method, path, null);
        assertEquals(status, response.statusCode());
        if (method.equals("HEAD")) {
            assertEquals("", response.body());
        }
        assertEquals(status == 405, response.headers().firstValue("Allow").isPresent());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ | 400",
                "[] | 400",
                "{'body':{},'body':{}} | 400",
                "{'body':[]} | 400",
                "{'body':{},'id':'1'} | 400",
                "{'stateVersion':1.5} | 400",
                "{'stateVersion':'1'} | 400",
                "{'stateVersion':99999999999999999999} | 400",
                "{'body':{'x':'\\ud800'}} | 503",
                "{} {} | 400",
                "{'body':{},'stateVersion':7} | 503",
                "`` | 503"
            })
    void aBodyIsOneObjectOfKnownKeys(String body, int status) {
        assertEquals(status, browser.order(PAUSE, body).statusCode());
    }

    @Test
    void aBodyIsNotLargerThan64KiBAndIsJson() {
        String large = "{'body':{'x':'" + "x".repeat(70_000) + "'}}";
        assertEquals(413, browser.order(PAUSE, large).statusCode());
        HttpResponse<String> form =
                browser.send(
                        "POST",
                        PAUSE,
                        "{}",
                        "Origin",
                        browser.origin(),
                        "Content-Type",
                        "text/plain",
                        Gate.TOKEN,
                        browser.token());
        assertEquals(415, form.statusCode());
        assertEquals(400, browser.order(PAUSE, "[".repeat(60_000)).statusCode());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "bolus, 403",
        "prime, 403",
        "therapy-commit, 403",
        "refill, 403",
        "nonsense, 404",
        "'', 404",
        "pause/more, 404",
        "%2e%2e, 404",
        "fault-inject, 503"
    })
    @Tag("SR-99")
    void nothingThatRaisesFlowIsOffered(String verb, int status) {
        assertEquals(status, browser.order("/api/command/" + verb, "{}").statusCode());
    }

    @Test
    void thePageIsAskedForAgainOnlyWhenItChanged() {
        HttpResponse<String> first = browser.get("/");
        assertEquals("no-cache", first.headers().firstValue("Cache-Control").orElseThrow());
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = browser.get("/", "If-None-Match", tag);
        assertEquals(304, again.statusCode());
        assertEquals("", again.body());
        assertNotEquals("", first.body());
    }

    @Test
    void aPortThatIsTakenIsPassedOverOrToldOf() throws IOException {
        int taken = URI.create(dashboard.url()).getPort();
        try (Dashboard next = open(DashboardDoor.loopback(taken, false))) {
            assertTrue(URI.create(next.url()).getPort() > taken, next::url);
        }
        IOException refusal =
                assertThrows(
                        IOException.class, () -> open(DashboardDoor.loopback(taken, true)).close());
        assertEquals("dashboard: port " + taken + " on 127.0.0.1 is in use", refusal.getMessage());
    }

    @Test
    @Tag("SR-100")
    void anotherAddressTakesTlsAndAToken() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new DashboardDoor("0.0.0.0", 0, true, null, null, Set.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new DashboardDoor("0.0.0.0", 0, true, TOKEN, null, Set.of()));
    }

    @Test
    @Tag("SR-100")
    void overTlsNothingIsShownWithoutTheTokenAndNoTokenIsHandedOut() throws Exception {
        Certificates certificate = Certificates.make(folder, "page", "ip:127.0.0.1");
        DashboardKey key = DashboardKey.read(certificate.keystore(), Certificates.PASSWORD);
        assertEquals(Set.of("127.0.0.1"), key.names());
        DashboardDoor door = new DashboardDoor("127.0.0.1", 0, true, TOKEN, key.tls(), key.names());
        try (Dashboard served = open(door);
                Browser far = new Browser(served.url(), certificate.trusting())) {
            assertTrue(served.url().startsWith("https://127.0.0.1:"), served::url);
            assertEquals(200, far.get("/").statusCode());
            JsonNode session = far.json("/api/session");
            assertTrue(session.get("token").isNull());
            assertTrue(session.get("rig").isNull());
            assertTrue(session.get("login").booleanValue());
            assertEquals(401, far.get("/api/session", Gate.TOKEN, "wrong").statusCode());
            assertEquals(401, far.get("/api/history").statusCode());
            assertEquals(401, far.get("/api/stream").statusCode());
            assertEquals(200, far.get("/api/history", Gate.TOKEN, TOKEN).statusCode());
            far.watch(Gate.TOKEN, TOKEN).link("connecting", "unknown");
            HttpResponse<String> order =
                    far.send(
                            "POST",
                            PAUSE,
                            "{}",
                            "Origin",
                            far.origin(),
                            "Content-Type",
                            JSON,
                            Gate.TOKEN,
                            TOKEN);
            assertEquals(503, order.statusCode());
        }
    }
}
