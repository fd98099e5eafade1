package io.pumprig.simulator.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.link.BrokerLogin;
import io.pumprig.hal.settings.SettingsNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The access rules on the wire: a broker with users, and a rig that goes there as itself. */
class GuardedBrokerTest {
    private static final String PASSWORD = "correct horse";
    private static final String NAME = "r1";
    private static final String PREFIX = "pumprig/v1/r1/";
    private static final List<String> LOG = new CopyOnWriteArrayList<>();

    private static final Map<String, Caller> CALLERS = new HashMap<>();

    private static EmbeddedBroker broker;
    private static TestRig rig;
    private static Caller listener;

    @BeforeAll
    static void start() throws Exception {
        BrokerAccess access = BrokerAccess.of(users(), NAME, LOG::add);
        broker = EmbeddedBroker.start(new BrokerSettings(BrokerSettings.LOOPBACK, 0, null, access));
        rig = new TestRig(NAME, broker.rigUrl(), "sim", 500, access.rigLogin());
        rig.link.register("fault-list", request -> request.accept(1, 1, generator -> {}));
        rig.link.start();
        assertTrue(rig.link.awaitConnected(TesterClient.PATIENCE));
        listener = as("viewer").connect();
        listener.listen("#");
    }

    /** One user of each role, and another rig, all with the same password. */
    static BrokerUsers users() {
        StringBuilder yaml = new StringBuilder("users:\n");
        for (Role role : Role.values()) {
            String name = role == Role.RIG ? "r2" : role.label();
            yaml.append("  - {name: ")
                    .append(name)
                    .append(", role: ")
                    .append(role.label())
                    .append(", password: \"")
                    .append(BrokerUsersTest.HASH)
                    .append("\"}\n");
        }
        return BrokerUsers.of(SettingsNode.parse("users.yaml", yaml.toString()));
    }

    @AfterAll
    static void stop() {
        listener.close();
        CALLERS.values().forEach(Caller::close);
        rig.close();
        broker.close();
    }

    private static Caller.Call as(String user) {
        return Caller.Call.at(broker.url()).as(user, PASSWORD);
    }

    /** The one connection of a user that serves all tests. */
    private static Caller caller(String user) throws MqttException {
        Caller caller = CALLERS.get(user);
        if (caller == null) {
            caller = as(user).connect();
            CALLERS.put(user, caller);
        }
        return caller;
    }

    private static String request(String id) {
        return "{\"id\":\"" + id + "\",\"client\":\"" + id + "\"}";
    }

    private static void awaitAnswer(String id) {
        await().atMost(TesterClient.PATIENCE)
                .until(
                        () ->
                                listener.heard().stream()
                                        .anyMatch(
                                                line ->
                                                        line.startsWith(PREFIX + "rsp/" + id)
                                                                && line.contains("\"OK\"")));
    }

    private static boolean wasDelivered(String id) {
        return listener.heard().stream().anyMatch(line -> line.contains("\"" + id + "\""));
    }

    @Test
    @Tag("SR-100")
    void nobodyComesInWithoutALogin() {
        assertEquals(Caller.DENIED, Caller.Call.at(broker.url()).refusal());
        assertEquals(Caller.DENIED, as("viewer").as("viewer", "wrong").refusal());
        assertEquals(Caller.DENIED, as("viewer").as("viewer", "").refusal());
        assertEquals(Caller.DENIED, as("nobody").refusal());
        assertEquals(Caller.DENIED, as("rig of this run").refusal());
        assertEquals(0, as("viewer").refusal());
        assertTrue(LOG.contains("broker refused a client without a user"));
        assertTrue(LOG.contains("broker refused user viewer: wrong name or password"));
        assertTrue(LOG.contains("broker refused user nobody: wrong name or password"));
    }

    @ParameterizedTest(name = "{0} may {1}")
    @Tag("SR-97")
    @Tag("SR-99")
    @Tag("SR-100")
    @CsvSource({
        "viewer, pause",
        "viewer, minimum-rate",
        "viewer, ping",
        "operator, resume",
        "operator, minimum-rate",
        "operator, stop",
        "tester, pause",
        "tester, fault-list",
        "admin, resume",
        "admin, fault-list",
    })
    void whatARoleMayDoIsDone(String user, String verb) throws MqttException {
        String id = "may-" + user + "-" + verb;
        assertEquals(0, caller(user).publish(PREFIX + "cmd/" + verb, request(id)));
        awaitAnswer(id);
    }

    @ParameterizedTest(name = "{0} may not write {1}")
    @Tag("SR-97")
    @Tag("SR-99")
    @Tag("SR-100")
    @CsvSource({
        "viewer, cmd/stop",
        "viewer, cmd/resume",
        "viewer, cmd/therapy-commit",
        "viewer, cmd/fault-inject",
        "operator, cmd/fault-inject",
        "operator, cmd/fault-list",
        "operator, cmd/sim-speed",
        "operator, cmd/invented",
        "tester, cmd/therapy-commit",
        "tester, cmd/therapy-stage",
        "tester, cmd/bolus",
        "tester, cmd/resume",
        "tester, cmd/stop",
        "admin, status",
        "admin, state",
        "admin, truth",
        "admin, alarm/HEAD_OPEN",
        "admin, event/alarm",
        "admin, meta/limits",
        "admin, rsp/t",
        "r2, status",
        "r2, cmd/pause",
        "r2, rsp/t",
    })
    void whatARoleMayNotWriteIsDeniedAndGoesNowhere(String user, String suffix)
            throws MqttException {
        String id = "not-" + user + "-" + suffix.replace('/', '-');
        long before = broker.refused();
        assertEquals(Caller.DENIED, caller(user).publish(PREFIX + suffix, request(id)));
        assertTrue(caller(user).isConnected());
        // Comes after it on the way to the same listener.
        caller("viewer").publish(PREFIX + "cmd/ping", request("after-" + id));
        awaitAnswer("after-" + id);
        assertFalse(wasDelivered(id));
        assertEquals(before + 1, broker.refused());
        assertTrue(LOG.stream().anyMatch(line -> line.endsWith(": message on " + PREFIX + suffix)));
    }

    @Test
    @Tag("SR-100")
    void anotherRigSpeaksForItself() throws MqttException {
        assertEquals(0, caller("r2").publish("pumprig/v1/r2/status", request("of-r2")));
        assertEquals(0, caller("r2").publish("answers/x", request("answer-of-r2")));
        await().atMost(TesterClient.PATIENCE).until(() -> wasDelivered("answer-of-r2"));
        assertTrue(wasDelivered("of-r2"));
    }

    @Test
    @Tag("SR-100")
    void aLastWillIsHeldToTheSameRules() throws MqttException {
        assertEquals(Caller.DENIED, as("admin").withWill(PREFIX + "status").refusal());
        assertEquals(Caller.DENIED, as("viewer").withWill(PREFIX + "cmd/stop").refusal());
        assertEquals(Caller.DENIED, as("tester").withWill("somewhere").refusal());
        try (Caller caller = as("viewer").withWill(PREFIX + "cmd/pause").connect()) {
            caller.vanish();
        }
        assertTrue(
                LOG.contains("broker refused admin admin: last will on pumprig/v1/r1/status"),
                LOG::toString);
        await().atMost(TesterClient.PATIENCE)
                .until(() -> listener.heard().contains(PREFIX + "cmd/pause x"));
    }

    @Test
    @Tag("SR-98")
    @Tag("SR-100")
    void nobodyThrowsTheRigOutByItsClientId() {
        assertEquals(Caller.DENIED, as("admin").under("pumprig-r1-1").refusal());
        assertTrue(rig.link.isConnected());
        assertEquals(0, rig.link.statistics().reconnects());
    }

    @Test
    void anAnswerGoesToTheTopicThatTheRequestNamed() throws Exception {
        listener.listen("answers/#");
        try (TesterClient operator =
                new TesterClient(
                        broker.url(), PREFIX, new BrokerLogin("operator", PASSWORD, List.of()))) {
            operator.requestWithResponseTopic("ping", request("rt"), "answers/rt", new byte[] {1});
        }
        await().atMost(TesterClient.PATIENCE)
                .until(
                        () ->
                                listener.heard().stream()
                                        .anyMatch(line -> line.startsWith("answers/rt {")));
    }

    /** The guard stands before the first message, however early it comes. */
    @ParameterizedTest(name = "MQTT {0}")
    @Tag("SR-100")
    @CsvSource({"4", "5"})
    void aMessageThatRunsAheadOfTheLoginIsDeniedToo(int version) throws IOException {
        String id = "early-" + version;
        ByteArrayOutputStream packets = new ByteArrayOutputStream();
        packets.write(connect(version, "early" + version, "viewer", PASSWORD));
        packets.write(publish(version, PREFIX + "cmd/stop", request(id)));
        packets.write(publish(version, PREFIX + "cmd/ping", request("good-" + id)));
        try (Socket socket = new Socket(BrokerSettings.LOOPBACK, broker.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(packets.toByteArray());
            out.flush();
            socket.setSoTimeout(10_000);
            InputStream in = socket.getInputStream();
            assertEquals(0x20, in.read());
            awaitAnswer("good-" + id);
        }
        assertFalse(wasDelivered(id));
    }

    private static byte[] connect(int version, String client, String user, String password) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, "MQTT");
        body.write(version);
        body.write(0xC2);
        body.write(0);
        body.write(30);
        if (version == 5) {
            body.write(0);
        }
        text(body, client);
        text(body, user);
        text(body, password);
        return packet(0x10, body);
    }

    /** QoS 0. */
    private static byte[] publish(int version, String topic, String payload) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, topic);
        if (version == 5) {
            body.write(0);
        }
        body.writeBytes(payload.getBytes(StandardCharsets.UTF_8));
        return packet(0x30, body);
    }

    private static byte[] packet(int type, ByteArrayOutputStream body) {
        assertTrue(body.size() < 128);
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(type);
        packet.write(body.size());
        packet.writeBytes(body.toByteArray());
        return packet.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes.length >> 8);
        out.write(bytes.length & 0xFF);
        out.writeBytes(bytes);
    }
}
