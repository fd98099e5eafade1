package io.pumprig.controller.link;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;

/** Who waits for which answer. For any thread; those who wait are few. */
final class PendingAnswers {
    private final Map<String, CompletableFuture<byte[]>> waiting = new ConcurrentHashMap<>();

    /** Expects the answer to {@code id}, from before it is asked for. */
    void expect(String id) {
        waiting.put(id, new CompletableFuture<>());
    }

    /** Waits for an answer that is expected; null when it did not come in time. */
    byte[] await(String id, long millis) throws InterruptedException {
        try {
            return waiting.get(id).get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return null;
        }
    }

    /** Nobody waits for it any more. */
    void forget(String id) {
        waiting.remove(id);
    }

    /** Takes what came on the topic of answers; what nobody waits for is dropped, unread. */
    void heard(byte[] payload) {
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
