package io.pumprig.simulator.dashboard;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.link.RigWatch;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what a rig says, as far as it is what a rig may say, and puts it on the board. What is not
 * is told in a sentence and goes no further. Used by one thread, but for what it is asked.
 */
final class RigReader {
    private static final byte[] NOTHING = "null".getBytes(StandardCharsets.UTF_8);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int MOST_STRANGERS = 64;

    /** Later states than this are no run's: ten years, as long as a run may be. */
    private static final double MOST_NANOS = 3_650.0 * 86_400 * 1e9;

    private final Board board;
    private final Plots plots;
    private final Consumer<JsonNode> news;
    private final Consumer<String> trouble;
    private final Set<String> alarms = new TreeSet<>();

    /** Alarms that this version does not know, now or ever. */
    private final Set<String> strangers = new TreeSet<>();

    private JsonNode early;
    private String session;
    private String statusBackend;
    private String stateBackend;
    private long joins;
    private volatile String backend;
    private volatile double simSeconds;

    /**
     * @param news gets each event with its kind, as {@code {kind, event}}
     * @param trouble gets a sentence for what was not taken
     */
    RigReader(Board board, Plots plots, Consumer<JsonNode> news, Consumer<String> trouble) {
        this.board = board;
        this.plots = plots;
        this.news = news;
        this.trouble = trouble;
        board.put("status", "status", NOTHING);
    }

    /**
     * What stands behind the rig, {@code sim} or {@code bench}; null while it is not known. Where
     * messages differ it is a bench: that is the side on which nothing can be broken.
     */
    String backend() {
        return backend;
    }

    /** The rig's time at its last state. */
    double simSeconds() {
        return simSeconds;
    }

    /** Takes a message. */
    void take(RigWatch.Heard heard) {
        if (heard.join() != joins) {
            joins = heard.join();
            begin();
        }
        String topic = heard.topic();
        JsonNode document = heard.payload().length == 0 ? null : Json.read(heard.payload());
        if (topic.startsWith("alarm/")) {
            alarm(topic.substring("alarm/".length()), document, heard.payload().length);
        } else if (document == null || !isDocument(topic, document)) {
            refuse(topic);
        } else if (topic.startsWith("event/")) {
            event(topic.substring("event/".length()), document);
        } else {
            document(topic, document);
        }
    }

    private void refuse(String topic) {
        trouble.accept(
                "what came on topic "
                        + topic
                        + " is not what a rig writes there; somebody else is publishing");
    }

    private static boolean isDocument(String topic, JsonNode document) {
        return topic.equals("fault/active") ? document.isArray() : document.isObject();
    }

    /** Subscribed again: what the broker keeps is told anew, and what it does not is gone. */
    private void begin() {
        alarms.forEach(this::gone);
        alarms.clear();
        early = null;
        session = null;
        board.put("status", "status", NOTHING);
        statusBackend = null;
        stateBackend = null;
        backend = null;
    }

    private void gone(String id) {
        board.put("alarm/" + id, "alarm", Json.bytes(named(id, null)));
    }

    private static ObjectNode named(String id, JsonNode alarm) {
        ObjectNode named = Json.object().put("id", id);
        named.set("alarm", alarm == null ? named.nullNode() : alarm);
        return named;
    }

    private void alarm(String id, JsonNode alarm, int bytes) {
        boolean mayBe =
                NAME.matcher(id).matches() && (alarm == null ? bytes == 0 : alarm.isObject());
        if (!mayBe || alarm != null && !hasRoomFor(id)) {
            refuse("alarm/" + id);
        } else if (alarm != null) {
            board.put("alarm/" + id, "alarm", Json.bytes(named(id, alarm)));
            alarms.add(id);
        } else if (alarms.remove(id)) {
            gone(id);
        }
    }

    /** Room is for whatever a later version may raise, and not for whatever somebody makes up. */
    private boolean hasRoomFor(String id) {
        if (Alarm.named(id) != null || strangers.contains(id)) {
            return true;
        }
        return strangers.size() < MOST_STRANGERS && strangers.add(id);
    }

    private void event(String kind, JsonNode event) {
        if (!NAME.matcher(kind).matches() || !isMoment(event)) {
            refuse("event/" + kind);
            return;
        }
        ObjectNode told = Json.object().put("kind", kind);
        told.set("event", event);
        board.add(Json.bytes(told));
        plots.mark(kind, event);
        news.accept(told);
    }

    private static boolean isMoment(JsonNode node) {
        JsonNode nanos = node.path("simNs");
        return nanos.isNumber() && nanos.asDouble() >= 0 && nanos.asDouble() <= MOST_NANOS;
    }

    private void document(String topic, JsonNode document) {
        byte[] json = Json.bytes(document);
        switch (topic) {
            case "status" -> {
                session = document.path("session").asString("");
                statusBackend = document.path("backend").asString("");
                judgeBackend();
                board.put("status", "status", json);
                if (early != null) {
                    JsonNode first = early;
                    early = null;
                    state(first, Json.bytes(first));
                }
            }
            case "state" -> state(document, json);
            case "truth" -> {
                if (isMoment(document)) {
                    plots.truth(document);
                    board.putPaced("truth", "truth", json);
                } else {
                    refuse(topic);
                }
            }
            case "meta/limits" -> board.put(topic, "limits", json);
            case "meta/faults" -> board.put(topic, "catalogue", json);
            case "fault/active" -> board.put(topic, "active", json);
            default -> refuse(topic);
        }
    }

    /** A state of another session is an old one, or a stranger's. */
    private void state(JsonNode state, byte[] json) {
        if (!isMoment(state)) {
            refuse("state");
            return;
        }
        if (session == null) {
            early = state;
            return;
        }
        if (!session.equals(state.path("session").asString(""))) {
            return;
        }
        stateBackend = state.path("backend").asString("");
        judgeBackend();
        simSeconds = state.path("simNs").asDouble() * 1e-9;
        if (plots.state(state, "sim".equals(backend))) {
            board.clearEvents();
        }
        board.putPaced("state", "state", json);
    }

    private void judgeBackend() {
        boolean bench = "bench".equals(statusBackend) || "bench".equals(stateBackend);
        backend = bench ? "bench" : "sim".equals(statusBackend) ? "sim" : null;
    }
}
