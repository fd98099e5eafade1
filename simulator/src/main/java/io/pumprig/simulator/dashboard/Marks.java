package io.pumprig.simulator.dashboard;

import java.util.ArrayDeque;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** What is marked on the time axis: faults, alarms, orders and modes, the newest 1000. */
final class Marks {
    private static final int MOST = 1_000;
    private static final int MOST_CHARACTERS = 100;
    private static final double SECONDS_PER_NANO = 1e-9;
    private static final Set<String> KINDS = Set.of("fault", "alarm", "order", "mode");

    private record Mark(double seconds, String kind, String name, String phase) {}

    private final ArrayDeque<Mark> marks = new ArrayDeque<>();

    /** Takes an event, when it is one to mark. */
    void add(String kind, JsonNode event) {
        if (!KINDS.contains(kind) || event.path("phase").asString("").equals("rejected")) {
            return;
        }
        marks.add(
                new Mark(
                        event.path("simNs").asDouble(0) * SECONDS_PER_NANO,
                        kind,
                        text(event, "subject"),
                        text(event, "phase")));
        if (marks.size() > MOST) {
            marks.poll();
        }
    }

    void clear() {
        marks.clear();
    }

    private static String text(JsonNode event, String key) {
        String text = event.path(key).asString("");
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
    }

    void write(JsonGenerator json) {
        json.writeArrayPropertyStart("marks");
        for (Mark mark : marks) {
            json.writeStartObject();
            json.writeNumberProperty("simS", mark.seconds);
            json.writeStringProperty("kind", mark.kind);
            json.writeStringProperty("name", mark.name);
            json.writeStringProperty("phase", mark.phase);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
