package io.pumprig.controller.link;

import io.pumprig.controller.order.Code;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request that was found well formed and fresh. It is answered exactly once, by {@link #accept}
 * or {@link #reject}, from any thread: answering leaves the answer to be written by the link's own
 * thread, so that the simulation never waits for it.
 */
public final class Request {
    private final String id;
    private final String client;
    private final String verb;
    private final long stateVersion;
    private final JsonNode body;
    private final Runnable whenAnswered;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private volatile Answer answer;
    private volatile boolean givenUp;

    Request(
            String id,
            String client,
            String verb,
            long stateVersion,
            JsonNode body,
            Runnable whenAnswered) {
        this.id = id;
        this.client = client;
        this.verb = verb;
        this.stateVersion = stateVersion;
        this.body = body;
        this.whenAnswered = whenAnswered;
    }

    /** The client's name for this request. */
    public String id() {
        return id;
    }

    public String client() {
        return client;
    }

    public String verb() {
        return verb;
    }

    /** The state version that the request is meant for, or -1 for any. */
    public long stateVersion() {
        return stateVersion;
    }

    /** The body: an object, empty when the request has none. Not to be changed. */
    public JsonNode body() {
        return body;
    }

    /**
     * It was done.
     *
     * @param cycle the cycle in which it took or takes effect
     * @param nanos the rig's time of that cycle
     * @param enacted writes the properties of {@code enacted}, as the controller has them now
     *     (SR-101), into the open object; called later on the link's thread, so what it reads must
     *     not change any more
     */
    public void accept(long cycle, long nanos, Consumer<JsonGenerator> enacted) {
        answer(new Answer(true, Code.OK, null, cycle, nanos, enacted));
    }

    /** The same with an object that nobody changes any more. */
    public void accept(long cycle, long nanos, ObjectNode enacted) {
        accept(cycle, nanos, generator -> Json.properties(generator, enacted));
    }

    /** It was not done, and {@code reason} says why to a person. */
    public void reject(Code code, String reason, long cycle, long nanos) {
        assert code != Code.OK : "a rejection needs its code";
        answer(new Answer(false, code, reason, cycle, nanos, null));
    }

    private void answer(Answer given) {
        boolean first = claimed.compareAndSet(false, true);
        assert first || givenUp : "answered twice: " + client + "/" + id;
        if (first) {
            answer = given;
            whenAnswered.run();
        }
    }

    /** The link gives up on the handler; false when the handler was faster. */
    boolean giveUp(String reason) {
        if (!claimed.compareAndSet(false, true)) {
            return false;
        }
        givenUp = true;
        answer = Answer.rejected(Code.INTERNAL, reason);
        return true;
    }

    /** The answer, or null as long as there is none. */
    Answer answer() {
        return answer;
    }
}
