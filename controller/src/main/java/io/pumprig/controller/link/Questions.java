package io.pumprig.controller.link;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.common.MqttException;
import tools.jackson.core.JacksonException;

/** Requests of several threads over one connection, each with its answer; a few at a time. */
final class Questions {
    private static final long ANSWER_MILLIS = 10_000;
    private static final int MOST_ASKED = 8;

    private final LinkSettings settings;
    private final Supplier<PahoConnection> connection;
    private final Map<String, CompletableFuture<byte[]>> waiting = new ConcurrentHashMap<>();
    private final Semaphore asked = new Semaphore(MOST_ASKED);
    private final Object sending = new Object();

    /**
     * @param connection the one that is open, or null
     */
    Questions(LinkSettings settings, Supplier<PahoConnection> connection) {
        this.settings = settings;
        this.connection = connection;
    }

    /** As {@link RigWatch#ask}, of a rig that is there. */
    byte[] ask(String rig, String verb, byte[] body, Long stateVersion) throws IOException {
        if (!asked.tryAcquire()) {
            throw new IOException("nothing was sent: too many requests wait for their answers");
        }
        String id = UUID.randomUUID().toString();
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        try {
            send(
                    LinkSettings.ROOT + rig + "/cmd/" + verb,
                    Errand.payload(settings.clientId(), id, body, stateVersion));
            return answer.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw unanswered("rig " + rig + " did not answer within 10 s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unanswered("interrupted while waiting for rig " + rig, e);
        } finally {
            waiting.remove(id);
            asked.release();
        }
    }

    private void send(String topic, byte[] payload) throws IOException {
        IMqttToken sent;
        try {
            // Paho is spoken to by one thread at a time.
            synchronized (sending) {
                PahoConnection now = connection.get();
                if (now == null) {
                    throw new IOException("nothing was sent: the broker has just gone");
                }
                sent = now.send(new Outgoing(topic, payload, 1, false, null));
            }
        } catch (MqttException e) {
            throw new IOException(
                    "nothing was sent: " + LinkTrouble.of(settings, e).sentence(settings), e);
        }
        try {
            Errand.confirm(settings, sent, topic);
        } catch (MqttException e) {
            throw unanswered("the broker did not confirm the request", e);
        }
    }

    private static AnswerMissing unanswered(String what, Exception why) {
        return new AnswerMissing(what + "; it may have carried out the request all the same", why);
    }

    /** Takes what came on the topic of answers; what nobody waits for is dropped, unread. */
    void answered(byte[] payload) {
        if (waiting.isEmpty()) {
            return;
        }
        try {
            String id = Json.MAPPER.readTree(payload).path("id").asString("");
            CompletableFuture<byte[]> answer = waiting.get(id);
            if (answer != null) {
                answer.complete(payload);
            }
        } catch (JacksonException e) {
            // Somebody else's: a rig answers in JSON.
        }
    }
}
