package io.pumprig.simulator.dashboard;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.link.BrokerLogin;
import io.pumprig.controller.link.RigWatch;
import io.pumprig.simulator.gateway.BrokerAccess;
import io.pumprig.simulator.gateway.BrokerKeystore;
import io.pumprig.simulator.gateway.BrokerSettings;
import io.pumprig.simulator.gateway.BrokerUsers;
import io.pumprig.simulator.gateway.BrokerUsersTest;
import io.pumprig.simulator.gateway.Certificates;
import io.pumprig.simulator.gateway.EmbeddedBroker;
import io.pumprig.simulator.gateway.TestRig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A dashboard and brokers that are not there, or that do not let it in. */
class DashboardTroubleTest {
    private static final String PASSWORD = "correct horse";
    private static final String RIG = "r1";

    @TempDir private static Path folder;

    private static Certificates certificate;
    private static EmbeddedBroker guarded;
    private static EmbeddedBroker plain;
    private static TestRig rig;

    private final List<String> log = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        certificate = Certificates.make(folder, "broker", "ip:127.0.0.1");
        Path users =
                Files.writeString(
                        folder.resolve("users.yaml"),
                        """
                        users:
                          - {name: alice, role: operator, password: "HASH"}
                          - {name: vera, role: viewer, password: "HASH"}
                        """
                                .replace("HASH", BrokerUsersTest.HASH));
        BrokerAccess access = BrokerAccess.of(BrokerUsers.read(users), RIG, line -> {});
        guarded =
                EmbeddedBroker.start(
                        new BrokerSettings(
                                BrokerSettings.LOOPBACK,
                                0,
                                BrokerKeystore.read(certificate.keystore(), Certificates.PASSWORD),
                                access));
        plain = EmbeddedBroker.start(0);
        rig = new TestRig(RIG, guarded.rigUrl(), "sim", 50, access.rigLogin());
        rig.link.start();
        assertTrue(rig.link.awaitConnected(Browser.PATIENCE));
    }

    @AfterAll
    static void stop() {
        rig.close();
        guarded.close();
        plain.close();
    }

    private static BrokerLogin login(String user, String password) throws Exception {
        return new BrokerLogin(user, password, List.of(certificate.certificate()));
    }

    private Dashboard open(String broker, BrokerLogin login) throws IOException {
        return Dashboard.open(
                new RigWatch(broker, RIG, login, "dashboard"),
                DashboardDoor.loopback(0, true),
                "1",
                log::add);
    }

    /** The sentence on the page, and in the log. */
    private String refusal(String broker, BrokerLogin login, String state) throws IOException {
        try (Dashboard dashboard = open(broker, login);
                Browser browser = new Browser(dashboard.url()).watch()) {
            JsonNode link =
                    browser.hear(
                            "link",
                            each ->
                                    each.get("state").stringValue().equals(state)
                                            && each.get("text").stringValue().contains(";"));
            String text = link.get("text").stringValue();
            String start = "broker " + broker + " cannot be reached: ";
            String end = "; it is tried again";
            assertTrue(text.startsWith(start) && text.endsWith(end), text);
            await().atMost(Browser.PATIENCE).until(() -> log.contains("dashboard: " + text));
            HttpResponse<String> order = browser.order("/api/command/pause", "");
            assertEquals(503, order.statusCode());
            assertTrue(order.body().contains("nothing was sent: broker "), order::body);
            return text.substring(start.length(), text.length() - end.length());
        }
    }

    @Test
    void aBrokerThatIsNotThereIsToldAndWaitedFor() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        String url = "mqtt://127.0.0.1:" + port;
        try (Dashboard dashboard = open(url, BrokerLogin.ANONYMOUS);
                Browser browser = new Browser(dashboard.url()).watch()) {
            JsonNode absent =
                    browser.hear(
                            "link",
                            link -> link.get("text").stringValue().contains("cannot be reached"));
            assertEquals("connecting", absent.get("state").stringValue());
            assertEquals(
                    "broker " + url + " cannot be reached: Connection refused; it is tried again",
                    absent.get("text").stringValue());
            try (EmbeddedBroker broker = EmbeddedBroker.start(port);
                    TestRig come = new TestRig(RIG, url, "bench", 50, BrokerLogin.ANONYMOUS)) {
                come.link.start();
                browser.link("connected", "ready");
                browser.hear("state", state -> true);
                assertEquals("OK", browser.ordered("pause", "").get("code").stringValue());
                assertEquals(port, broker.port());
            }
            browser.link("lost", "unknown");
            assertEquals(503, browser.order("/api/command/pause", "").statusCode());
            browser.forget();
            try (EmbeddedBroker broker = EmbeddedBroker.start(port);
                    TestRig back = new TestRig(RIG, url, "bench", 50, BrokerLogin.ANONYMOUS)) {
                back.link.start();
                browser.link("connected", "ready");
                browser.hear("state", state -> true);
                assertEquals(port, broker.port());
            }
        }
    }

    @Test
    @Tag("SR-100")
    void aWrongPasswordOrNoneIsToldAsSuch() throws Exception {
        assertEquals(
                "it refuses user alice: wrong name or password, or not allowed",
                refusal(guarded.url(), login("alice", "wrong"), "refused"));
        assertEquals(
                "it refuses whoever does not give a user and a password",
                refusal(guarded.url(), login(null, null), "refused"));
    }

    @Test
    @Tag("SR-100")
    void aBrokerThatNobodyVouchesForIsNotTrusted() throws Exception {
        assertEquals(
                "its certificate is signed by nobody who is trusted here",
                refusal(guarded.url(), new BrokerLogin("alice", PASSWORD, List.of()), "refused"));
    }

    @Test
    void tlsWhereThereIsNoneAndNoneWhereThereIsAreTold() throws Exception {
        String without =
                refusal(guarded.url().replace("mqtts:", "mqtt:"), login(null, null), "connecting");
        assertTrue(without.contains("mqtts://"), without);
        String with = refusal(plain.url().replace("mqtt:", "mqtts:"), login(null, null), "refused");
        assertTrue(with.startsWith("TLS failed: "), with);
        assertTrue(with.endsWith("; one without TLS is reached by mqtt://"), with);
    }

    @Test
    void aHostOrAUrlThatIsWrongIsTold() throws Exception {
        assertEquals(
                "no host has that name",
                refusal("mqtt://nobody.invalid", BrokerLogin.ANONYMOUS, "connecting"));
        IllegalArgumentException refusal =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new RigWatch("http://127.0.0.1", RIG, BrokerLogin.ANONYMOUS, "x"));
        assertEquals(
                "broker 'http://127.0.0.1', allowed mqtt://host:port or mqtts://host:port",
                refusal.getMessage());
    }

    @Test
    @Tag("SR-99")
    @Tag("SR-100")
    void whatTheBrokersRulesDoNotAllowIsToldAndNoRigHearsIt() throws Exception {
        try (Dashboard dashboard = open(guarded.url(), login("vera", PASSWORD));
                Browser browser = new Browser(dashboard.url()).watch()) {
            browser.link("connected", "ready");
            browser.hear("state", state -> true);
            HttpResponse<String> denied = browser.order("/api/command/stop", "");
            assertEquals(403, denied.statusCode(), denied::body);
            assertTrue(denied.body().contains("does not let user vera publish"), denied::body);
            assertEquals("OK", browser.ordered("pause", "").get("code").stringValue());
        }
        try (Dashboard dashboard = open(guarded.url(), login("alice", PASSWORD));
                Browser browser = new Browser(dashboard.url()).watch()) {
            browser.link("connected", "ready");
            assertEquals("OK", browser.ordered("resume", "").get("code").stringValue());
        }
    }
}
