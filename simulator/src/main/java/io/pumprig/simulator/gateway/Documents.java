package io.pumprig.simulator.gateway;

import io.pumprig.simulator.fault.FaultParameter;
import io.pumprig.simulator.fault.FaultPreset;
import io.pumprig.simulator.fault.FaultType;
import io.pumprig.simulator.fault.WrittenFault;
import io.pumprig.simulator.scenario.Truth;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON documents of the simulator's own topics. */
final class Documents {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Documents() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static byte[] bytes(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    static JsonNode read(byte[] json) {
        return MAPPER.readTree(json);
    }

    static JsonNode tree(Object values) {
        return MAPPER.valueToTree(values);
    }

    /** The content of {@code truth}; written without a tree, since it may be published at 1 kHz. */
    static byte[] truth(Truth truth) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringProperty("backend", "sim");
            json.writeNumberProperty("cycle", truth.cycle());
            json.writeNumberProperty("simNs", truth.nanos());
            json.writeNumberProperty("trueDoseMcg", truth.tipMicrograms());
            json.writeNumberProperty("trueVolumeUl", truth.tipMicrolitres());
            json.writeNumberProperty("linePressureKpa", truth.linePressureKilopascals());
            json.writeNumberProperty("upstreamKpa", truth.upstreamKilopascals());
            json.writeNumberProperty("trappedAirUl", truth.trappedGasMicrolitres());
            json.writeNumberProperty("reservoirUl", truth.reservoirMicrolitres());
            json.writeNumberProperty("temperatureC", truth.temperatureCelsius());
            json.writeNumberProperty("fieldMicrosteps", truth.fieldMicrosteps());
            json.writeNumberProperty("rotorMicrosteps", truth.rotorMicrosteps());
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /**
     * The content of {@code meta/faults}: types with targets, parameters and schema, and presets.
     */
    static ObjectNode catalogue() {
        ObjectNode node = object();
        node.put("backend", "sim");
        ArrayNode types = node.putArray("types");
        for (FaultType type : FaultType.values()) {
            types.add(type(type));
        }
        ArrayNode presets = node.putArray("presets");
        for (FaultPreset preset : FaultPreset.ALL) {
            presets.add(preset(preset));
        }
        return node;
    }

    private static ObjectNode type(FaultType type) {
        ObjectNode node = object();
        node.put("type", type.label());
        ObjectNode target = node.putObject("target");
        target.put("component", type.component());
        ArrayNode instances = target.putArray("instances");
        type.instances().forEach(instances::add);
        node.put("effect", type.effect());
        node.put("expectedAlarm", type.expectedAlarm());
        node.put("detectionLimit", type.detectionLimit());
        node.put("moment", type.isMoment());
        node.put("ramp", type.isGradual());
        ArrayNode params = node.putArray("params");
        for (FaultParameter parameter : type.parameters()) {
            ObjectNode param = params.addObject();
            param.put("name", parameter.name());
            param.put("allowed", parameter.allowed());
            param.put("default", parameter.otherwise());
            param.put("meaning", parameter.meaning());
        }
        node.set("schema", schema(type));
        return node;
    }

    /** JSON Schema (2020-12) of a fault of this type, as {@code fault-inject} takes it. */
    private static ObjectNode schema(FaultType type) {
        ObjectNode schema = object();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        ArrayNode required = schema.putArray("required");
        required.add("key").add("target").add("type");
        ObjectNode properties = schema.putObject("properties");
        for (String field : WrittenFault.FIELDS) {
            properties.set(field, fieldSchema(field, type));
        }
        return schema;
    }

    private static ObjectNode fieldSchema(String field, FaultType type) {
        ObjectNode schema = object();
        switch (field) {
            case "key" -> schema.put("type", "string").put("pattern", "^[A-Za-z0-9_-]{1,64}$");
            case "type" -> schema.put("const", type.label());
            case "detected" -> schema.put("type", "boolean");
            case "target" -> target(schema, type);
            case "params" -> params(schema, type);
            default -> schema.put("type", "string");
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
                case FLOW, PRESSURE_RATE -> property.put("type", "string");
            }
        }
    }

    private static void numberSchema(ObjectNode schema, String kind, FaultParameter parameter) {
        schema.put("type", kind);
        schema.put("minimum", parameter.least());
        schema.put("maximum", parameter.most());
    }

    private static ObjectNode preset(FaultPreset preset) {
        ObjectNode node = object();
        node.put("id", preset.id());
        node.put("name", preset.name());
        ObjectNode target = node.putObject("target");
        target.put("component", preset.type().component());
        target.put("instance", preset.instance());
        node.put("type", preset.type().label());
        ObjectNode params = node.putObject("params");
        for (Map.Entry<String, String> param : preset.params().entrySet()) {
            params.put(param.getKey(), param.getValue());
        }
        if (preset.duration() != null) {
            node.put("duration", preset.duration());
        }
        node.put("expectedAlarm", preset.expectedAlarm());
        node.put("detectionLimit", preset.detectionLimit());
        return node;
    }
}
