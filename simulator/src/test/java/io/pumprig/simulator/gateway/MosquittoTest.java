package io.pumprig.simulator.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pumprig.controller.link.BrokerLogin;
import io.pumprig.controller.link.OperatorLink;
import io.pumprig.controller.link.OperatorRequest;
import io.pumprig.controller.link.OrderDenied;
import io.pumprig.controller.order.Verb;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped example in a real Mosquitto, where one is installed: the same rules on the wire. */
class MosquittoTest {
    private static final String PASSWORD = "correct horse";
    private static final String PREFIX = "pumprig/v1/bench-1/";

    @TempDir private static Path folder;

    private static Certificates certificate;
    private static SSLContext tls;
    private static MosquittoServer mosquitto;
    private static TestRig rig;
    private static Caller listener;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(
                MosquittoServer.program("mosquitto").isPresent()
                        && MosquittoServer.program("mosquitto_passwd").isPresent(),
                "mosquitto is not installed");
        certificate = Certificates.make(folder, "mosquitto", "ip:127.0.0.1");
        tls = certificate.trusting();
        mosquitto = MosquittoServer.start(folder, certificate, PASSWORD);
        rig = new TestRig("bench-1", mosquitto.url(), "bench", 500, login("bench-1"));
        rig.link.start();
        assertTrue(rig.link.awaitConnected(TesterClient.PATIENCE), rig.link::refusal);
        listener = as("viewer").connect(tls, true);
        listener.listen("pumprig/v1/#");
    }

    @AfterAll
    static void stop() {
        if (mosquitto != null) {
            listener.close();
            rig.close();
            mosquitto.close();
        }
    }

    private static BrokerLogin login(String user) throws Exception {
        return new BrokerLogin(user, PASSWORD, List.of(certificate.certificate()));
    }

    private static Caller.Call as(String user) {
        return Caller.Call.at(mosquitto.url()).as(user, PASSWORD);
    }

    private static String request(String id) {
        return "{\"id\":\"" + id + "\",\"client\":\"" + id + "\"}";
    }

    private static void awaitAnswer(String id) {
        await().atMost(TesterClient.PATIENCE)
                .until(
                        () ->
                                listener.heard().stream()
                                        .anyMatch(line -> line.startsWith(PREFIX + "rsp/" + id)));
    }

    @ParameterizedTest(name = "{0} may {1}")
    @Tag("SR-99")
    @Tag("SR-100")
    @CsvSource({
        "viewer, pause",
        "viewer, minimum-rate",
        "tester, pause",
        "tester, fault-inject",
        "operator, therapy-commit",
        "operator, stop",
    })
    void whatARoleMayDoReachesTheRig(String user, String verb) throws MqttException {
        String id = "may-" + user + "-" + verb;
        try (Caller caller = as(user).connect(tls, true)) {
            assertEquals(0, caller.publish(PREFIX + "cmd/" + verb, request(id)));
        }
        awaitAnswer(id);
    }

    @ParameterizedTest(name = "{0} may not write {1}")
    @Tag("SR-97")
    @Tag("SR-99")
    @Tag("SR-100")
    @CsvSource({
        "tester, cmd/therapy-commit",
        "tester, cmd/resume",
        "operator, cmd/fault-inject",
        "operator, cmd/sim-speed",
        "viewer, cmd/stop",
        "operator, status",
        "operator, rsp/t",
        "tester, alarm/HEAD_OPEN",
    })
    void whatARoleMayNotWriteIsDeniedAndGoesNowhere(String user, String suffix)
            throws MqttException {
        String id = "not-" + user + "-" + suffix.replace('/', '-');
        try (Caller caller = as(user).connect(tls, true)) {
            assertEquals(Caller.DENIED, caller.publish(PREFIX + suffix, request(id)));
            assertEquals(0, caller.publish(PREFIX + "cmd/ping", request("after-" + id)));
        }
        awaitAnswer("after-" + id);
        assertFalse(listener.heard().stream().anyMatch(line -> line.contains("\"" + id + "\"")));
    }

    @Test
    @Tag("SR-100")
    void nobodyComesInWithoutALogin() {
        Caller.Call call = Caller.Call.at(mosquitto.url());
        MqttException anonymous =
                assertThrows(MqttException.class, () -> call.connect(tls, true).close());
        assertEquals(Caller.DENIED, anonymous.getReasonCode());
        Caller.Call wrong = call.as("operator", "wrong");
        MqttException refused =
                assertThrows(MqttException.class, () -> wrong.connect(tls, true).close());
        assertEquals(Caller.DENIED, refused.getReasonCode());
    }

    @Test
    @Tag("SR-100")
    void aLastWillIsHeldToTheSameRules() throws MqttException {
        try (Caller caller = as("operator").withWill(PREFIX + "status").connect(tls, true)) {
            caller.vanish();
        }
        try (Caller caller = as("operator").withWill(PREFIX + "cmd/pause").connect(tls, true)) {
            caller.vanish();
        }
        await().atMost(TesterClient.PATIENCE)
                .until(() -> listener.heard().contains(PREFIX + "cmd/pause x"));
        assertFalse(listener.heard().contains(PREFIX + "status x"));
    }

    @Test
    @Tag("SR-99")
    void theOperatorsOwnLinkIsToldWhatItMayNot() throws Exception {
        try (OperatorLink operator =
                OperatorLink.open(mosquitto.url(), "bench-1", login("operator"))) {
            assertEquals("bench", operator.backend());
            assertEquals("OK", operator.ask(OperatorRequest.of(Verb.STOP, null)).code());
        }
        try (OperatorLink viewer = OperatorLink.open(mosquitto.url(), "bench-1", login("viewer"))) {
            assertThrows(OrderDenied.class, () -> viewer.ask(OperatorRequest.of(Verb.STOP, null)));
            assertEquals("OK", viewer.ask(OperatorRequest.of(Verb.PAUSE, null)).code());
        }
    }
}
