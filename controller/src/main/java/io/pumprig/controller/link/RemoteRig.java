package io.pumprig.controller.link;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A rig seen from the far end of its link: asked for any verb, and heard on the topics that were
 * named. One request after the other, by one thread. What the rig says of itself is read first, so
 * that nobody asks without knowing whether a bench or a simulation listens.
 */
public final class RemoteRig implements AutoCloseable {
    private static final long STATUS_MILLIS = 2_000;
    private static final long ANSWER_MILLIS = 10_000;

    /** Whoever floods our topics with more than this is not heard. */
    private static final int MOST_REPLIES = 256;

    /** Of what is watched the newest wait. */
    private static final int MOST_NEWS = 4_096;

    private final LinkSettings settings;
    private final String answers;
    private final BlockingQueue<Arrival> replies = new LinkedBlockingQueue<>(MOST_REPLIES);
    private final BlockingQueue<Arrival> news = new LinkedBlockingQueue<>(MOST_NEWS);
    private final PahoConnection connection;
    private final String backend;

    /**
     * A message of the rig.
     *
     * @param topic what follows the rig in the topic, such as {@code event/alarm}
     * @param payload as it came
     */
    public record Heard(String topic, byte[] payload) {}

    private RemoteRig(LinkSettings settings, List<String> watched) throws IOException {
        this.settings = settings;
        answers = settings.topic("rsp/" + settings.clientId());
        List<MqttSubscription> topics = new ArrayList<>();
        topics.add(new MqttSubscription(answers, 1));
        topics.add(new MqttSubscription(settings.topic("status"), 1));
        for (String suffix : watched) {
            topics.add(new MqttSubscription(settings.topic(suffix), 1));
        }
        try {
            connection =
                    PahoConnection.open(
                            settings,
                            null,
                            topics.toArray(MqttSubscription[]::new),
                            this::sort,
                            () -> {});
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
     * @param role begins the client's name, such as {@code tester}
     * @param watched what is heard beside answers: what follows the rig in topics, wildcards
     *     allowed; not {@code status}, and nothing below {@code rsp}
     * @throws IllegalArgumentException when broker or rig are not written as they must be
     * @throws IOException in words for a person: no broker, or no such rig there
     */
    public static RemoteRig open(
            String broker, String rig, BrokerLogin login, String role, List<String> watched)
            throws IOException {
        return new RemoteRig(LinkSettings.ofClient(broker, rig, login, role), watched);
    }

    /** Takes a message from Paho's thread; the oldest news gives way to the newest. */
    private void sort(Arrival arrival) {
        boolean reply =
                arrival.topic().equals(answers) || arrival.topic().equals(settings.topic("status"));
        if (reply) {
            replies.offer(arrival);
            return;
        }
        while (!news.offer(arrival)) {
            news.poll();
        }
    }

    private IOException unreachable(MqttException why) {
        return new IOException(LinkTrouble.of(settings, why).sentence(settings), why);
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

    /** The name of the rig. */
    public String rig() {
        return settings.rig();
    }

    /**
     * Asks for {@code verb}, and waits for the answer; the request expires after 5 s.
     *
     * @param body a JSON object in UTF-8
     * @return the answer as it came, JSON in UTF-8
     * @throws OrderDenied when the broker's rules do not let this user ask for that
     * @throws IOException in words for a person: the broker is gone, or no answer came within 10 s
     */
    public byte[] ask(String verb, byte[] body) throws IOException {
        String id = UUID.randomUUID().toString();
        return exchange(verb, id, Errand.payload(settings.clientId(), id, body, null));
    }

    /** The same for an operator's request. */
    byte[] ask(OperatorRequest request) throws IOException {
        String id = UUID.randomUUID().toString();
        byte[] payload = request.payload(settings.clientId(), id, System.currentTimeMillis());
        return exchange(request.verb().label(), id, payload);
    }

    private byte[] exchange(String verb, String id, byte[] payload) throws IOException {
        send(new Outgoing(settings.topic("cmd/" + verb), payload, 1, false, null));
        long begin = System.nanoTime();
        long left = ANSWER_MILLIS;
        while (left > 0) {
            Arrival answer = await(answers, left);
            if (answer != null && id.equals(read(answer.payload()).path("id").asString(""))) {
                return answer.payload();
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

    /**
     * The next message on a watched topic, in the order in which they came; null when there was
     * none in time.
     *
     * @throws IOException when the broker is gone
     */
    public Heard next(Duration most) throws IOException {
        try {
            Arrival arrival = news.poll(most.toMillis(), TimeUnit.MILLISECONDS);
            if (arrival == null) {
                if (!connection.isAlive()) {
                    throw new IOException("broker " + settings.broker() + " is gone");
                }
                return null;
            }
            return new Heard(
                    arrival.topic().substring(settings.topic("").length()), arrival.payload());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void send(Outgoing message) throws IOException {
        try {
            Errand.confirm(settings, connection.send(message), message.topic);
        } catch (MqttException e) {
            throw unreachable(e);
        }
    }

    /** The next reply on {@code topic}, or null when there was none in time. */
    private Arrival await(String topic, long millis) throws IOException {
        long begin = System.nanoTime();
        try {
            while (true) {
                long left = millis - (System.nanoTime() - begin) / 1_000_000;
                Arrival arrival = left <= 0 ? null : replies.poll(left, TimeUnit.MILLISECONDS);
                if (arrival == null || arrival.topic().equals(topic)) {
                    return arrival;
                }
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private IOException interrupted(InterruptedException why) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted while waiting for rig " + settings.rig(), why);
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
