package io.pumprig.controller.link;

import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Inbox;
import io.pumprig.controller.order.OrderForms;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests of somebody at the machine itself, without any broker: the same verbs, rules and answers
 * as over MQTT (SR-96, SR-101). A request is one line of JSON with the verb in it; its answer is
 * one line {@code {"backend", "rig", "answer": {…}}}. Who can reach this desk may also confirm what
 * raises flow (SR-99).
 */
public final class LocalDesk {
    private static final String VERB = "verb";

    /** No response topic of a broker: marks answers as ours. */
    private static final String HERE = "local";

    private static final int MOST_REASON_CHARACTERS = 300;

    private final String rig;
    private final String backend;
    private final RequestDesk desk;
    private final Map<Long, Consumer<byte[]>> waiting = new HashMap<>();
    private long requests;
    private Consumer<byte[]> current;

    /**
     * @param session id of this run
     * @param forms reads what orders ask for
     * @param inbox where orders are left for the control thread
     * @param cycle where the loop is, for answers that it has no part in
     * @param nanos the rig's time, for the same
     */
    public LocalDesk(
            String rig,
            String backend,
            String session,
            OrderForms forms,
            Inbox inbox,
            LongSupplier cycle,
            LongSupplier nanos) {
        this.rig = rig;
        this.backend = backend;
        desk =
                new RequestDesk(
                        new RequestReader("", HERE, session),
                        new VerbBook("bench".equals(backend)),
                        forms,
                        verb -> true,
                        inbox,
                        this::answered,
                        event -> {
                            waiting.remove(requests);
                            refuse(event.reason());
                        },
                        () -> new RigTime(false, cycle.getAsLong(), nanos.getAsLong(), 0),
                        () -> {});
    }

    /**
     * Takes one request.
     *
     * @param line JSON in UTF-8
     * @param reply gets the answer once, here or in a later {@link #poll}, on the caller's thread;
     *     must not wait
     */
    public synchronized void take(byte[] line, Consumer<byte[]> reply) {
        current = reply;
        JsonNode root;
        try {
            root = Json.MAPPER.readTree(line);
        } catch (JacksonException e) {
            refuse("not JSON as it must be: " + e.getOriginalMessage());
            return;
        }
        JsonNode verb = root.get(VERB);
        if (!(root instanceof ObjectNode request) || verb == null || !verb.isString()) {
            refuse("a request is a JSON object with a verb");
            return;
        }
        request.remove(VERB);
        long number = ++requests;
        waiting.put(number, reply);
        desk.take(
                new Arrival(
                        verb.stringValue(),
                        Json.MAPPER.writeValueAsBytes(request),
                        false,
                        HERE,
                        Long.toString(number).getBytes(StandardCharsets.US_ASCII)),
                System.currentTimeMillis(),
                System.nanoTime());
    }

    /** Gives the answers that have come in to those who wait for them. */
    public synchronized void poll() {
        desk.poll(System.nanoTime());
    }

    /** True while somebody waits for an answer. */
    public synchronized boolean isWaitedFor() {
        return !waiting.isEmpty();
    }

    /** Answers whatever is open, and refuses what comes from now on. */
    public synchronized void close() {
        desk.close();
    }

    private void answered(Parsed request, byte[] json) {
        byte[] correlation = request.replyTo().correlation();
        Consumer<byte[]> reply = current;
        if (correlation != null) {
            String number = new String(correlation, StandardCharsets.US_ASCII);
            reply = waiting.remove(Long.valueOf(number));
        }
        reply.accept(OperatorAnswer.enveloped(backend, rig, json));
    }

    /** The answer to what has no id that could be answered. */
    private void refuse(String reason) {
        Json json = new Json();
        JsonGenerator generator = json.begin();
        generator.writeStringProperty("status", "rejected");
        generator.writeStringProperty("code", Code.BAD_PARAM.name());
        generator.writeStringProperty("reason", Json.shown(reason, MOST_REASON_CHARACTERS));
        current.accept(OperatorAnswer.enveloped(backend, rig, json.end()));
    }
}
