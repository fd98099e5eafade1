package io.pumprig.simulator.gateway;

import io.pumprig.hal.settings.Spelling;
import io.pumprig.simulator.fault.FaultRefused;
import io.pumprig.simulator.fault.Trigger;
import io.pumprig.simulator.fault.WrittenFault;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Faults as people write them in a message: the same form as in a file, and the same validation.
 * Only the way to its fields differs.
 */
final class WrittenFaults {
    private static final String[] FIELDS = WrittenFault.FIELDS.toArray(String[]::new);

    private WrittenFaults() {}

    /**
     * The body of a {@code fault-inject}.
     *
     * @throws FaultRefused when it has not the form of a fault
     */
    static WrittenFault of(JsonNode body) throws FaultRefused {
        for (Map.Entry<String, JsonNode> property : body.properties()) {
            if (!WrittenFault.FIELDS.contains(property.getKey())) {
                throw refuse(
                        property.getKey(),
                        "unknown key",
                        String.join(", ", FIELDS)
                                + Spelling.hint(property.getKey(), WrittenFault.FIELDS));
            }
        }
        JsonNode target = body.get("target");
        if (target == null || !target.isObject()) {
            throw refuse(
                    "target",
                    target == null ? "nothing" : shown(target),
                    "an object with component and instance");
        }
        for (Map.Entry<String, JsonNode> property : target.properties()) {
            if (!property.getKey().equals("component") && !property.getKey().equals("instance")) {
                throw refuse("target." + property.getKey(), "unknown key", "component, instance");
            }
        }
        JsonNode at = body.get("at");
        boolean triggered = at != null && at.isObject();
        return new WrittenFault(
                text(body, "key", "key"),
                text(target, "component", "target.component"),
                text(target, "instance", "target.instance"),
                text(body, "type", "type"),
                texts(body.get("params"), "params"),
                at == null || triggered ? null : scalar(at, "at"),
                triggered ? trigger(at) : Map.of(),
                text(body, "duration", "duration"),
                text(body, "ramp", "ramp"),
                text(body, "detected", "detected"));
    }

    private static Map<String, String> trigger(JsonNode at) throws FaultRefused {
        if (at.isEmpty()) {
            throw refuse("at", "`{}`", "one of " + String.join(", ", Trigger.KEYS));
        }
        return texts(at, "at");
    }

    private static Map<String, String> texts(JsonNode node, String path) throws FaultRefused {
        Map<String, String> texts = new LinkedHashMap<>();
        if (node == null) {
            return texts;
        }
        if (!node.isObject()) {
            throw refuse(path, shown(node), "an object");
        }
        for (String name : node.propertyNames()) {
            texts.put(name, text(node, name, path + "." + name));
        }
        return texts;
    }

    private static String text(JsonNode node, String name, String path) throws FaultRefused {
        JsonNode value = node.get(name);
        return value == null ? null : scalar(value, path);
    }

    private static String scalar(JsonNode value, String path) throws FaultRefused {
        if (value.isObject() || value.isArray() || value.isNull()) {
            throw refuse(path, shown(value), "a single value");
        }
        return value.asString();
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return "`" + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + "`";
    }

    private static FaultRefused refuse(String field, String found, String allowed) {
        return new FaultRefused(FaultRefused.Why.BAD_PARAM, field, found, allowed);
    }
}
