package io.pumprig.simulator.gateway;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.simulator.board.Operation;
import io.pumprig.simulator.fault.Expectation;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.fault.FaultParameter;
import io.pumprig.simulator.fault.FaultPreset;
import io.pumprig.simulator.fault.FaultPresets;
import io.pumprig.simulator.fault.FaultTable;
import io.pumprig.simulator.fault.FaultType;
import io.pumprig.simulator.fault.FaultTypes;
import io.pumprig.simulator.fault.Trigger;
import io.pumprig.simulator.fault.WrittenFault;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Faults as JSON: the catalogue with its schemas, and what is in a table. */
public final class FaultDocuments {
    private static final String TIME = "a time such as 30 min";

    /** A number may be written as text too, as a command line does. */
    private static final String NUMBER = "^[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?$";

    private FaultDocuments() {}

    /**
     * The content of {@code meta/faults}: types with targets, parameters and schema, and presets.
     */
    public static ObjectNode catalogue() {
        ObjectNode node = Documents.object();
        node.put("backend", "sim");
        ArrayNode types = node.putArray("types");
        for (FaultType type : FaultTypes.all()) {
            types.add(type(type));
        }
        ArrayNode presets = node.putArray("presets");
        for (FaultPreset preset : FaultPresets.ALL) {
            presets.add(preset(preset));
        }
        return node;
    }

    private static ObjectNode type(FaultType type) {
        ObjectNode node = Documents.object();
        node.put("type", type.label());
        node.put("level", type.level().label());
        ObjectNode target = node.putObject("target");
        target.put("component", type.component());
        ArrayNode instances = target.putArray("instances");
        type.instances().forEach(instances::add);
        node.put("effect", type.effect());
        texts(node.putArray("requirements"), type.requirements());
        expectation(node, type.expectation());
        node.put("detected", type.isSelfReported());
        node.put("moment", type.isMoment());
        node.put("ramp", type.isGradual());
        node.put("needsDuration", type.needsSpell());
        texts(
                node.putArray("operations"),
                type.occasions().stream().sorted().map(Operation::label).toList());
        ArrayNode params = node.putArray("params");
        for (FaultParameter parameter : type.parameters()) {
            ObjectNode param = params.addObject();
            param.put("name", parameter.name());
            param.put("allowed", parameter.allowed());
            param.put("least", parameter.least());
            param.put("most", parameter.most());
            param.put("unit", parameter.unit().label());
            param.put("default", parameter.otherwise());
            param.put("meaning", parameter.meaning());
        }
        node.set("schema", schema(type));
        return node;
    }

    private static void expectation(ObjectNode node, Expectation expectation) {
        node.put("expectedAlarm", expectation.alarmName());
        if (expectation.isObservable()) {
            node.put("expectedReaction", expectation.alarm().reaction().label());
            node.put("detectionLimit", expectation.limit().toString());
        } else {
            node.put("reason", expectation.reason());
        }
        if (expectation.answer() != null) {
            node.put("expectedAnswer", expectation.answer().name());
        }
        texts(
                node.putArray("mayAlsoRaise"),
                expectation.companions().stream().sorted().map(Alarm::name).toList());
    }

    private static void texts(ArrayNode into, List<String> texts) {
        texts.forEach(into::add);
    }

    private static ObjectNode preset(FaultPreset preset) {
        ObjectNode node = Documents.object();
        node.put("id", preset.id());
        node.put("name", preset.name());
        ObjectNode target = node.putObject("target");
        target.put("component", preset.type().component());
        target.put("instance", preset.instance());
        node.put("type", preset.type().label());
        texts(node.putObject("params"), preset.params());
        if (!preset.trigger().isEmpty()) {
            texts(node.putObject("at"), preset.trigger());
        }
        if (preset.duration() != null) {
            node.put("duration", preset.duration());
        }
        if (preset.ramp() != null) {
            node.put("ramp", preset.ramp());
        }
        texts(node.putArray("requirements"), preset.type().requirements());
        node.put("detected", preset.type().isSelfReported());
        expectation(node, preset.expectation());
        return node;
    }

    private static void texts(ObjectNode into, Map<String, String> texts) {
        texts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(text -> into.put(text.getKey(), text.getValue()));
    }

    // ---- schema

    /** JSON Schema (2020-12) of a fault of this type, as {@code fault-inject} takes it. */
    public static ObjectNode schema(FaultType type) {
        ObjectNode schema = Documents.object();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        ArrayNode required = schema.putArray("required");
        required.add("key").add("target").add("type");
        if (type.needsSpell()) {
            required.add("duration");
        }
        ObjectNode properties = schema.putObject("properties");
        for (String field : WrittenFault.FIELDS) {
            properties.set(field, fieldSchema(field, type));
        }
        return schema;
    }

    private static ObjectNode fieldSchema(String field, FaultType type) {
        ObjectNode schema = Documents.object();
        switch (field) {
            case "key" -> schema.put("type", "string").put("pattern", "^[A-Za-z0-9_-]{1,64}$");
            case "type" -> schema.put("const", type.label());
            case "detected" -> schema.put("type", "boolean");
            case "target" -> target(schema, type);
            case "params" -> params(schema, type);
            case "at" -> at(schema);
            default -> schema.put("type", "string").put("description", TIME);
        }
        return schema;
    }

    private static void target(ObjectNode schema, FaultType type) {
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        schema.putArray("required").add("component").add("instance");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("component").put("const", type.component());
        ArrayNode instances = properties.putObject("instance").putArray("enum");
        type.instances().forEach(instances::add);
    }

    private static void params(ObjectNode schema, FaultType type) {
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        for (FaultParameter parameter : type.parameters()) {
            ObjectNode property = properties.putObject(parameter.name());
            property.put("description", parameter.meaning() + "; " + parameter.allowed());
            switch (parameter.unit()) {
                case NUMBER -> numberSchema(property, "number", parameter);
                case WHOLE -> numberSchema(property, "integer", parameter);
                default -> property.put("type", "string");
            }
        }
    }

    private static void numberSchema(ObjectNode schema, String kind, FaultParameter parameter) {
        schema.putArray("type").add(kind).add("string");
        schema.put("pattern", NUMBER);
        schema.put("minimum", parameter.least());
        schema.put("maximum", parameter.most());
    }

    private static void at(ObjectNode schema) {
        ArrayNode forms = schema.putArray("anyOf");
        forms.addObject()
                .put("type", "string")
                .put("description", "now, in 5 min, or a simulated time such as 2 h");
        ObjectNode trigger = forms.addObject();
        trigger.put("type", "object");
        trigger.put("additionalProperties", false);
        trigger.put("minProperties", 1);
        ObjectNode properties = trigger.putObject("properties");
        for (String key : Trigger.KEYS) {
            switch (key) {
                case "skip", "count" ->
                        properties.putObject(key).put("type", "integer").put("minimum", 0);
                case "probability" ->
                        properties
                                .putObject(key)
                                .put("type", "number")
                                .put("exclusiveMinimum", 0)
                                .put("maximum", 1);
                default -> properties.putObject(key).put("type", "string");
            }
        }
    }

    // ---- a table

    /** The faults of a table, as {@code fault/active} and {@code fault-list} show them. */
    static ArrayNode active(FaultTable table) {
        ArrayNode faults = Documents.array();
        for (FaultTable.View view : table.faults()) {
            faults.add(view(view));
        }
        return faults;
    }

    /** One fault of a table. */
    static ObjectNode view(FaultTable.View view) {
        Fault fault = view.fault();
        ObjectNode node = Documents.object();
        node.put("key", fault.key());
        ObjectNode target = node.putObject("target");
        target.put("component", fault.type().component());
        target.put("instance", fault.instance());
        node.put("type", fault.type().label());
        ObjectNode params = node.putObject("params");
        for (Map.Entry<String, Double> param : fault.params().entrySet()) {
            params.put(param.getKey(), param.getValue());
        }
        node.put("phase", view.active() ? "active" : "scheduled");
        node.put("atSimNs", fault.atNanos());
        if (fault.trigger() != null) {
            texts(node.putObject("trigger"), fault.trigger().written());
        }
        if (fault.durationNanos() != Fault.UNTIL_CLEARED) {
            node.put("durationNs", fault.durationNanos());
        }
        node.put("rampNs", fault.rampNanos());
        node.put("detected", fault.detected());
        node.put("effects", view.effects());
        return node;
    }
}
