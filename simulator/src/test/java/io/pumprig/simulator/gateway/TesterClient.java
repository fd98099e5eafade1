package io.pumprig.simulator.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pumprig.controller.link.BrokerLogin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a tester has: any MQTT client. Hears everything below one topic from the start, and holds
 * each message of the rig against the AsyncAPI document: what is not in it fails the test when the
 * tester leaves. So does a request that the rig took and that the document does not allow.
 */
public final class TesterClient implements AutoCloseable {
    static {
        // Paho's own threads may fail while they are closed; that is no failure of who waits.
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }

    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int MOST_SHOWN = 10;

    /** A message as it came. */
    public record Heard(String topic, String payload, boolean retained, byte[] correlation) {
        /** The payload as JSON. */
        public JsonNode json() {
            return JsonMapper.shared().readTree(payload);
        }
    }

    private final MqttAsyncClient client;
    private final String prefix;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();

    /** Topics whose content does not come from the program, or comes from this tester. */
    private final Set<String> madeUp = ConcurrentHashMap.newKeySet();

    /**
     * @param prefix of the rig's topics, with the slash at its end
     */
    public TesterClient(String url, String prefix) throws MqttException {
        this(url, prefix, BrokerLogin.ANONYMOUS);
    }

    /** The same as somebody. */
    TesterClient(String url, String prefix, BrokerLogin login) throws MqttException {
        this.prefix = prefix;
        client =
                new MqttAsyncClient(
                        url.replace("mqtt:", "tcp:"),
                        "tester-" + System.nanoTime(),
                        new MemoryPersistence());
        client.setCallback(new Ears());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setAutomaticReconnect(false);
        if (login.user() != null) {
            options.setUserName(login.user());
            options.setPassword(login.password().getBytes(StandardCharsets.UTF_8));
        }
        client.connect(options).waitForCompletion(10_000);
        client.subscribe(prefix + "#", 1).waitForCompletion(10_000);
    }

    /** Says that the test makes the content of these topics up: it is not held against anything. */
    public void knowsMadeUp(String... suffixes) {
        for (String suffix : suffixes) {
            madeUp.add(prefix + suffix);
        }
    }

    void listenAlsoTo(String topic) throws MqttException {
        client.subscribe(topic, 1).waitForCompletion(10_000);
    }

    /** Asks for {@code verb}; single quotes in the payload stand for double ones. */
    public void request(String verb, String payload) throws MqttException {
        send(prefix + "cmd/" + verb, payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /** Publishes with QoS 1, the topic as it is. */
    public void send(String topic, byte[] payload) throws MqttException {
        if (!topic.startsWith(prefix + "cmd/")) {
            madeUp.add(topic);
        }
        client.publish(topic, payload, 1, false).waitForCompletion(10_000);
    }

    public void retain(String suffix, String payload) throws MqttException {
        madeUp.add(prefix + suffix);
        client.publish(
                        prefix + suffix,
                        payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
                        1,
                        true)
                .waitForCompletion(10_000);
    }

    void requestWithResponseTopic(String verb, String payload, String topic, byte[] correlation)
            throws MqttException {
        MqttProperties properties = new MqttProperties();
        properties.setResponseTopic(topic);
        properties.setCorrelationData(correlation);
        client.publish(
                        prefix + "cmd/" + verb,
                        new MqttMessage(
                                payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
                                1,
                                false,
                                properties))
                .waitForCompletion(10_000);
    }

    /** Everything heard on a topic of the rig so far, the oldest first. */
    public List<Heard> on(String suffix) {
        return onTopic(prefix + suffix);
    }

    List<Heard> onTopic(String topic) {
        return heard.stream().filter(message -> message.topic.equals(topic)).toList();
    }

    /** Names of the channels of the contract on which something was heard, requests too. */
    Set<String> channels() {
        Set<String> channels = new TreeSet<>();
        for (Heard message : heard) {
            String channel = Contract.shipped().channelOf(message.topic);
            if (channel != null) {
                channels.add(channel);
            }
        }
        return channels;
    }

    /** Waits for a message on a topic of the rig that fits; the first that does. */
    public Heard hear(String suffix, Predicate<Heard> fits) {
        return await("a message on " + suffix + " that fits")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .until(
                        () -> on(suffix).stream().filter(fits).findFirst().orElse(null),
                        found -> found != null);
    }

    /** The answer to request {@code id} of client {@code t}. */
    JsonNode answer(String id) {
        return hear("rsp/t", message -> message.json().path("id").asString("").equals(id)).json();
    }

    @Override
    public void close() {
        try {
            client.disconnectForcibly(0, 500, false);
            client.close(true);
        } catch (MqttException e) {
            // The broker went first.
        }
        assertEquals(List.of(), objections(), "messages that are not in the contract");
    }

    /** What the contract has against the rig's messages; not against those of this tester. */
    private List<String> objections() {
        Set<String> objections = new LinkedHashSet<>();
        for (Heard message : heard) {
            String topic = message.topic;
            if (topic.startsWith(prefix + "rsp/")) {
                objections.addAll(takenAgainstTheContract(message.json()));
            }
            boolean isRequest = topic.startsWith(prefix + "cmd/");
            if (topic.startsWith(prefix) && !isRequest && !madeUp.contains(topic)) {
                objections.addAll(
                        Contract.shipped()
                                .objections(
                                        topic, message.payload.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return objections.stream().limit(MOST_SHOWN).toList();
    }

    /** Of an accepted answer: what the contract has against the request of that id. */
    private List<String> takenAgainstTheContract(JsonNode answer) {
        String topic = prefix + "cmd/" + answer.path("verb").asString("");
        if (!answer.path("code").asString("").equals("OK") || madeUp.contains(topic)) {
            return List.of();
        }
        String id = "\"id\":" + answer.get("id");
        List<Heard> asked = onTopic(topic).stream().filter(m -> m.payload.contains(id)).toList();
        return asked.size() == 1
                ? Contract.shipped()
                        .objections(topic, asked.get(0).payload.getBytes(StandardCharsets.UTF_8))
                : List.of();
    }

    private final class Ears implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            heard.add(
                    new Heard(
                            topic,
                            new String(message.getPayload(), StandardCharsets.UTF_8),
                            message.isRetained(),
                            message.getProperties().getCorrelationData()));
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {}

        @Override
        public void mqttErrorOccurred(MqttException exception) {}

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}
    }
}
