package io.pumprig.simulator.dashboard;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.link.BrokerLogin;
import io.pumprig.controller.link.RigWatch;
import io.pumprig.simulator.gateway.EmbeddedBroker;
import io.pumprig.simulator.gateway.Flooder;
import io.pumprig.simulator.gateway.SharedBroker;
import io.pumprig.simulator.gateway.TestRig;
import io.pumprig.simulator.gateway.TesterClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A dashboard beside rigs that pump nothing, on the broker of the tests. */
class DashboardOverMqttTest {
    private final List<String> log = new CopyOnWriteArrayList<>();

    private Dashboard open(String broker, String rig) throws IOException {
        return Dashboard.open(
                new RigWatch(broker, rig, BrokerLogin.ANONYMOUS, "dashboard"),
                DashboardDoor.loopback(0, true),
                "1",
                log::add);
    }

    private static TestRig rig(String backend) throws InterruptedException {
        TestRig rig = new TestRig(SharedBroker.get().url(), backend, 50);
        rig.link.start();
        assertTrue(rig.link.awaitConnected(Browser.PATIENCE));
        return rig;
    }

    @Test
    void whoComesIsShownEverythingAndThenWhatIsNew() throws Exception {
        try (TestRig rig = rig("sim");
                Dashboard dashboard = open(SharedBroker.get().url(), rig.name);
                Browser first = new Browser(dashboard.url()).watch();
                Browser late = new Browser(dashboard.url())) {
            first.link("connected", "ready");
            first.hear("state", state -> state.get("mode").stringValue().equals("continuous"));
            assertEquals("OK", first.ordered("pause", "{}").get("code").stringValue());
            first.hear("state", state -> state.get("mode").stringValue().equals("paused"));
            rig.causes = Alarm.OCCLUSION_DOWNSTREAM.bit();
            first.hear("alarm", alarm -> alarm.get("alarm").isObject());
            first.hear("event", e -> e.get("kind").stringValue().equals("alarm"));

            late.watch();
            late.link("connected", "ready");
            late.hear("status", status -> status.get("rig").stringValue().equals(rig.name));
            late.hear("event", e -> e.get("kind").stringValue().equals("mode"));
            late.hear("event", e -> e.get("kind").stringValue().equals("alarm"));
            late.hear("alarm", alarm -> alarm.get("alarm").isObject());
            JsonNode points = late.hear("points", p -> p.get("rows").size() > 0);
            assertEquals(14, points.get("columns").size());
            JsonNode session = late.json("/api/session");
            assertEquals(rig.name, session.get("rig").stringValue());
            assertTrue(session.get("faultPanel").booleanValue());

            rig.causes = 0;
            first.ordered("alarm-acknowledge", "{'body':{}}");
            late.hear("alarm", alarm -> alarm.get("alarm").isNull());
            JsonNode history = late.json("/api/history");
            assertTrue(history.get("tiers").get(0).get("rows").size() > 1);
            assertFalse(history.get("marks").isEmpty());
        }
    }

    @Test
    void anOrderForAStateThatHasPassedIsTheRigsToRefuse() throws Exception {
        try (TestRig rig = rig("sim");
                Dashboard dashboard = open(SharedBroker.get().url(), rig.name);
                Browser browser = new Browser(dashboard.url()).watch()) {
            browser.link("connected", "ready");
            JsonNode answer = browser.ordered("fault-inject", "{'body':{'key':'k'}}");
            assertEquals("rejected", answer.get("status").stringValue());
            assertEquals("UNKNOWN_VERB", answer.get("code").stringValue());
        }
    }

    @Test
    @Tag("SR-97")
    void aBenchIsOfferedNoFaultsAndAskedForNone() throws Exception {
        try (TestRig rig = rig("bench");
                TesterClient tester = new TesterClient(SharedBroker.get().url(), rig.prefix());
                Dashboard dashboard = open(SharedBroker.get().url(), rig.name);
                Browser browser = new Browser(dashboard.url()).watch()) {
            browser.link("connected", "ready");
            browser.hear("state", state -> true);
            JsonNode session = browser.json("/api/session");
            assertEquals("bench", session.get("backend").stringValue());
            assertFalse(session.get("faultPanel").booleanValue());
            assertTrue(session.get("controls").booleanValue());
            for (String path :
                    List.of(
                            "/api/command/fault-inject",
                            "/api/command/fault-clear-all",
                            "/api/command/fault-list",
                            "/api/command/sim-speed",
                            "/api/command/sim-reset",
                            "/api/until-event",
                            "/api/export")) {
                var response = browser.order(path, "");
                assertEquals(403, response.statusCode(), path);
                assertTrue(response.body().contains("this rig is a bench"), response::body);
            }
            assertEquals("OK", browser.ordered("pause", "{}").get("code").stringValue());
            tester.hear("cmd/pause", message -> true);
            assertEquals(List.of(), tester.on("cmd/fault-inject"));
            assertEquals(List.of(), tester.on("cmd/scenario-export"));
        }
    }

    @Test
    void aRigThatVanishesIsSeenAndSoIsItsReturn() throws Exception {
        TestRig rig = rig("bench");
        try (Dashboard dashboard = open(SharedBroker.get().url(), rig.name);
                Browser browser = new Browser(dashboard.url()).watch()) {
            browser.link("connected", "ready");
            browser.hear("state", state -> true);
            rig.link.abandon();
            JsonNode lost = browser.link("connected", "lost");
            assertEquals(
                    "rig " + rig.name + " is lost: it vanished without a goodbye",
                    lost.get("text").stringValue());
            var refused = browser.order("/api/command/pause", "{}");
            assertEquals(503, refused.statusCode());
            assertTrue(refused.body().contains("nothing was sent: rig "), refused::body);
            browser.forget();
            try (TestRig back =
                    new TestRig(
                            rig.name,
                            SharedBroker.get().url(),
                            "bench",
                            50,
                            BrokerLogin.ANONYMOUS)) {
                back.link.start();
                browser.link("connected", "ready");
                browser.hear("state", state -> true);
                assertEquals("OK", browser.ordered("pause", "{}").get("code").stringValue());
            }
            browser.link("connected", "offline");
        } finally {
            rig.close();
        }
    }

    @Test
    void aRigThatIsNotThereIsToldWithThoseThatAre() throws Exception {
        try (TestRig rig = rig("sim");
                Dashboard dashboard = open(SharedBroker.get().url(), "nobody");
                Browser browser = new Browser(dashboard.url()).watch()) {
            JsonNode link =
                    browser.hear("link", each -> each.get("text").stringValue().contains(rig.name));
            assertTrue(
                    link.get("text").stringValue().startsWith("no rig nobody is known to broker "),
                    link::toString);
            assertEquals("unknown", link.get("rig").stringValue());
            assertFalse(browser.json("/api/session").get("controls").booleanValue());
            assertEquals(503, browser.order("/api/command/pause", "").statusCode());
        }
    }

    @Test
    void theOnlyRigNeedsNoNameAndSeveralAreNamed() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0);
                TestRig one = new TestRig(broker.url(), "sim", 50);
                Dashboard dashboard = open(broker.url(), null);
                Browser browser = new Browser(dashboard.url()).watch()) {
            browser.hear(
                    "link",
                    each -> each.get("text").stringValue().startsWith("no rig is known to "));
            one.link.start();
            browser.link("connected", "ready");
            assertEquals(one.name, browser.json("/api/session").get("rig").stringValue());
            try (TestRig other = new TestRig(broker.url(), "sim", 50)) {
                other.link.start();
                assertTrue(other.link.awaitConnected(Browser.PATIENCE));
                try (Dashboard undecided = open(broker.url(), null);
                        Browser confused = new Browser(undecided.url()).watch()) {
                    JsonNode link =
                            confused.hear(
                                    "link",
                                    each -> each.get("text").stringValue().contains("several"));
                    assertEquals(
                            "broker "
                                    + broker.url()
                                    + " knows several rigs: "
                                    + String.join(
                                            ", ", new TreeSet<>(List.of(one.name, other.name)))
                                    + "; name one with --rig",
                            link.get("text").stringValue());
                }
            }
        }
    }

    @Test
    void aRigThatSaysNothingForThreePeriodsIsSilentUntilItSpeaksAgain() throws Exception {
        String name = "mute-" + ProcessHandle.current().pid();
        String prefix = "pumprig/v1/" + name + "/";
        try (TesterClient rig = new TesterClient(SharedBroker.get().url(), prefix);
                Dashboard dashboard = open(SharedBroker.get().url(), name);
                Browser browser = new Browser(dashboard.url()).watch()) {
            rig.retain(
                    "status",
                    "{'status':'ready','backend':'bench','session':'s','statePeriodMs':1000}");
            browser.link("connected", "silent");
            rig.knowsMadeUp("state");
            byte[] state =
                    "{\"backend\":\"bench\",\"session\":\"s\",\"simNs\":1}"
                            .getBytes(StandardCharsets.UTF_8);
            rig.send(prefix + "state", state);
            browser.link("connected", "ready");
            browser.forget();
            JsonNode silent = browser.link("connected", "silent");
            assertTrue(silent.get("stateAgeMs").longValue() >= 3_000, silent::toString);
            assertEquals(
                    "rig " + name + " has said nothing for 3 s: what it does now is not known",
                    silent.get("text").stringValue());
            rig.retain("status", "");
        }
    }

    @Test
    void strangersMessagesAreToldAndEndNothing() throws Exception {
        try (TestRig rig = rig("sim");
                TesterClient stranger = new TesterClient(SharedBroker.get().url(), rig.prefix());
                Dashboard dashboard = open(SharedBroker.get().url(), rig.name);
                Browser browser = new Browser(dashboard.url()).watch()) {
            stranger.knowsMadeUp("state", "status", "event/alarm", "meta/limits");
            browser.link("connected", "ready");
            stranger.send(rig.prefix() + "state", "<script>".getBytes(StandardCharsets.UTF_8));
            browser.hear("trouble", t -> t.get("text").stringValue().contains("topic state"));
            stranger.send(rig.prefix() + "event/alarm", new byte[20_000]);
            browser.hear("trouble", t -> t.get("text").stringValue().contains("20000 bytes"));
            stranger.send(
                    rig.prefix() + "meta/limits",
                    "[".repeat(100_000).getBytes(StandardCharsets.UTF_8));
            browser.hear("trouble", t -> t.get("text").stringValue().contains("meta/limits"));
            stranger.send(rig.prefix() + "status", "gone".getBytes(StandardCharsets.UTF_8));
            browser.hear("trouble", t -> t.get("text").stringValue().contains("/status"));
            try (Flooder flooder = new Flooder(SharedBroker.get().url())) {
                flooder.flood(
                        rig.prefix() + "event/alarm",
                        3_000,
                        1,
                        i -> "{\"simNs\":1,\"subject\":\"<b>" + i + "</b>\"}");
            }
            browser.hear("event", e -> e.get("kind").stringValue().equals("skipped"));
            browser.forget();
            browser.hear("state", state -> state.get("session").stringValue().contains(rig.name));
            assertEquals("OK", browser.ordered("pause", "{}").get("code").stringValue());
            await().atMost(Browser.PATIENCE)
                    .until(() -> log.stream().anyMatch(line -> line.contains("topic state")));
        }
    }

    @Test
    void aBrowserThatTakesNothingHoldsUpNobody() throws Exception {
        try (TestRig rig = rig("sim");
                Dashboard dashboard = open(SharedBroker.get().url(), rig.name);
                TesterClient stranger = new TesterClient(SharedBroker.get().url(), rig.prefix());
                Browser browser = new Browser(dashboard.url()).watch();
                Socket idle = new Socket()) {
            browser.link("connected", "ready");
            URI url = URI.create(dashboard.url());
            idle.setReceiveBufferSize(1_024);
            idle.connect(new InetSocketAddress(url.getHost(), url.getPort()));
            idle.getOutputStream()
                    .write(
                            ("GET /api/stream HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            stranger.knowsMadeUp("event/alarm");
            String large = "x".repeat(15_000);
            try (Flooder flooder = new Flooder(SharedBroker.get().url())) {
                flooder.flood(
                        rig.prefix() + "event/alarm",
                        500,
                        1,
                        i -> "{\"simNs\":1,\"detail\":\"" + large + "\"}");
            }
            for (int i = 0; i < 10; i++) {
                browser.forget();
                long cycle = rig.cycle();
                browser.hear("state", state -> state.get("cycle").longValue() >= cycle);
                browser.ordered(i % 2 == 0 ? "pause" : "resume", "{}");
            }
        }
    }

    @Test
    void noMorePagesWatchThanThereIsRoomForAndOneThatLeavesMakesRoom() throws Exception {
        try (TestRig rig = rig("sim");
                Dashboard dashboard = open(SharedBroker.get().url(), rig.name)) {
            Browser[] browsers = new Browser[EventStreams.MOST];
            for (int i = 0; i < browsers.length; i++) {
                browsers[i] = new Browser(dashboard.url()).watch();
                browsers[i].hear("link", link -> true);
            }
            Browser more = new Browser(dashboard.url());
            assertEquals(503, more.get("/api/stream").statusCode());
            browsers[0].close();
            await().atMost(Browser.PATIENCE)
                    .until(
                            () -> {
                                try (Socket socket = new Socket()) {
                                    URI url = URI.create(dashboard.url());
                                    socket.connect(
                                            new InetSocketAddress(url.getHost(), url.getPort()));
                                    socket.setSoTimeout(10_000);
                                    socket.getOutputStream()
                                            .write(
                                                    ("GET /api/stream HTTP/1.1\r\nHost: "
                                                                    + url.getAuthority()
                                                                    + "\r\n\r\n")
                                                            .getBytes(StandardCharsets.US_ASCII));
                                    byte[] head = socket.getInputStream().readNBytes(12);
                                    return new String(head, StandardCharsets.US_ASCII)
                                            .endsWith("200");
                                }
                            });
            for (Browser browser : browsers) {
                browser.close();
            }
        }
    }
}
