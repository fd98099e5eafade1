package io.pumprig.simulator.gateway;

import io.pumprig.hal.settings.SettingsException;
import io.pumprig.hal.settings.SettingsNode;
import io.pumprig.hal.settings.Spelling;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.fault.FaultRefused;
import io.pumprig.simulator.fault.WrittenFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Faults as people write them, in a message or in a file: one form, one validation. Only the way to
 * its fields differs.
 */
public final class WrittenFaults {
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
        return new WrittenFault(
                text(body, "key", "key"),
                text(target, "component", "target.component"),
                text(target, "instance", "target.instance"),
                text(body, "type", "type"),
                params(body.get("params")),
                at(body.get("at")),
                text(body, "duration", "duration"),
                text(body, "ramp", "ramp"),
                text(body, "detected", "detected"));
    }

    private static Map<String, String> params(JsonNode params) throws FaultRefused {
        Map<String, String> texts = new LinkedHashMap<>();
        if (params == null) {
            return texts;
        }
        if (!params.isObject()) {
            throw refuse("params", shown(params), "an object");
        }
        for (String name : params.propertyNames()) {
            texts.put(name, text(params, name, "params." + name));
        }
        return texts;
    }

    private static String at(JsonNode at) throws FaultRefused {
        if (at != null && at.isObject()) {
            return "{";
        }
        return at == null ? null : scalar(at, "at");
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

    /**
     * The faults of a file: a mapping with the one key {@code faults}, a list.
     *
     * @throws SettingsException with file, line and key of the first that is wrong
     */
    public static List<Fault> of(SettingsNode file, long nowNanos) {
        List<Fault> faults = new ArrayList<>();
        for (SettingsNode node : file.keys("faults").list("faults")) {
            node.keys(FIELDS);
            SettingsNode target = node.child("target").keys("component", "instance");
            WrittenFault written =
                    new WrittenFault(
                            node.text("key"),
                            target.text("component"),
                            target.text("instance"),
                            node.text("type"),
                            params(node),
                            node.text("at", null),
                            node.text("duration", null),
                            node.text("ramp", null),
                            node.text("detected", null));
            try {
                faults.add(Fault.check(written, nowNanos));
            } catch (FaultRefused e) {
                throw refusal(node, target, e);
            }
        }
        file.done();
        return faults;
    }

    private static Map<String, String> params(SettingsNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (!node.has("params")) {
            return texts;
        }
        SettingsNode params = node.child("params");
        List<String> names = params.written();
        params.keys(names.toArray(String[]::new));
        for (String name : names) {
            texts.put(name, params.text(name));
        }
        return texts;
    }

    private static SettingsException refusal(
            SettingsNode node, SettingsNode target, FaultRefused why) {
        String[] path = why.field().split("\\.", 2);
        if (path[0].equals("target")) {
            return target.refuse(path[1], why.found(), why.allowed());
        }
        if (path[0].equals("params") && path.length == 2) {
            return node.child("params").refuse(path[1], why.found(), why.allowed());
        }
        return node.refuse(path[0], why.found(), why.allowed());
    }
}
