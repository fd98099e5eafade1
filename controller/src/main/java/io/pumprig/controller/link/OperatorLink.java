package io.pumprig.controller.link;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The operator's end of the link: asks a rig over MQTT and waits for its answer. One request after
 * the other, by one thread. What a rig says of itself is read first, so that nobody orders without
 * knowing whether a bench or a simulation listens.
 */
public final class OperatorLink implements AutoCloseable {
    private static final long SENT_MILLIS = 6_000;
    private static final long STATUS_MILLIS = 2_000;
    private static final long ANSWER_MILLIS = 10_000;

    /** Whoever floods our topics with more than this is not heard. */
    private static final int MOST_WAITING = 256;

    private final LinkSettings settings;
    private final String answers;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>(MOST_WAITING);
    private final PahoConnection connection;
    private final String backend;

    private OperatorLink(LinkSettings settings) throws IOException {
        this.settings = settings;
        answers = settings.topic("rsp/" + settings.clientId());
        MqttSubscription[] topics = {
            new MqttSubscription(answers, 1), new MqttSubscription(settings.topic("status"), 1)
        };
        try {
            connection = PahoConnection.open(settings, null, topics, arrivals::offer, () -> {});
        } catch (MqttException e) {
            throw unreachable(e);
        }
        try {
            backend = awaitBackend();
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Connects and finds the rig; waits some seconds at most.
     *
     * @param broker as in {@link LinkSettings}
     * @param login as whom, and which broker is trusted
     * @throws IllegalArgumentException when broker or rig are not written as they must be
     * @throws IOException in words for a person: no broker, or no such rig there
     */
    public static OperatorLink open(String broker, String rig, BrokerLogin login)
            throws IOException {
        String client = "operator-" + UUID.randomUUID();
        // The backend is what we are about to find out; it plays no part in asking.
        return new OperatorLink(
                new LinkSettings(
                        broker,
                        rig,
                        "bench",
                        "none",
                        "none",
                        null,
                        false,
                        LinkSettings.DEFAULT_STATE_PERIOD_MILLIS,
                        client,
                        login,
                        false));
    }

    private IOException unreachable(MqttException why) {
        String reason = LinkTrouble.of(settings, why).words();
        return new IOException(
                "broker " + settings.broker() + " cannot be reached: " + reason, why);
    }

    private String awaitBackend() throws IOException {
        Arrival status = await(settings.topic("status"), STATUS_MILLIS);
        if (status == null) {
            throw new IOException(
                    "no rig " + settings.rig() + " is known to broker " + settings.broker());
        }
        JsonNode said = read(status.payload());
        String state = said.path("status").asString("");
        if (!state.equals("ready")) {
            throw new IOException("rig " + settings.rig() + " is " + state);
        }
        return said.path("backend").asString("");
    }

    /** What stands behind the rig: {@code sim} or {@code bench}. */
    public String backend() {
        return backend;
    }

    /**
     * Asks, and waits for the answer.
     *
     * @throws OrderDenied when the broker's rules do not let this user give that order
     * @throws IOException in words for a person: the broker is gone, or no answer came within 10 s
     */
    public OperatorAnswer ask(OperatorRequest request) throws IOException {
        String id = UUID.randomUUID().toString();
        String topic = settings.topic("cmd/" + request.verb().label());
        byte[] payload = request.payload(settings.clientId(), id, System.currentTimeMillis());
        send(new Outgoing(topic, payload, 1, false, null));
        long begin = System.nanoTime();
        long left = ANSWER_MILLIS;
        while (left > 0) {
            Arrival answer = await(answers, left);
            if (answer != null && id.equals(read(answer.payload()).path("id").asString(""))) {
                return OperatorAnswer.parse(
                        OperatorAnswer.enveloped(backend, settings.rig(), answer.payload()));
            }
            left = ANSWER_MILLIS - (System.nanoTime() - begin) / 1_000_000;
        }
        throw new IOException(
                "rig "
                        + settings.rig()
                        + " did not answer within "
                        + ANSWER_MILLIS / 1_000
                        + " s; it may have carried out the order all the same");
    }

    private void send(Outgoing message) throws IOException {
        boolean denied;
        try {
            IMqttToken sent = connection.send(message);
            sent.waitForCompletion(SENT_MILLIS);
            denied = isDenied(sent.getReasonCodes());
        } catch (MqttException e) {
            if (e.getReasonCode() != LinkTrouble.NOT_AUTHORIZED) {
                throw unreachable(e);
            }
            denied = true;
        }
        if (denied) {
            String user = settings.login().user();
            throw new OrderDenied(
                    "broker "
                            + settings.broker()
                            + " does not let "
                            + (user == null ? "an anonymous client" : "user " + user)
                            + " publish "
                            + message.topic);
        }
    }

    private static boolean isDenied(int[] reasonCodes) {
        if (reasonCodes != null) {
            for (int code : reasonCodes) {
                if ((code & 0xFF) == LinkTrouble.NOT_AUTHORIZED) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The next message on {@code topic}, or null when there was none in time. */
    private Arrival await(String topic, long millis) throws IOException {
        long begin = System.nanoTime();
        try {
            while (true) {
                long left = millis - (System.nanoTime() - begin) / 1_000_000;
                Arrival arrival = left <= 0 ? null : arrivals.poll(left, TimeUnit.MILLISECONDS);
                if (arrival == null || arrival.topic().equals(topic)) {
                    return arrival;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for rig " + settings.rig(), e);
        }
    }

    private JsonNode read(byte[] payload) throws IOException {
        try {
            return Json.MAPPER.readTree(payload);
        } catch (JacksonException e) {
            throw new IOException("rig " + settings.rig() + " does not speak JSON", e);
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
