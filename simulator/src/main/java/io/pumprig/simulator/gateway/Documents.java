package io.pumprig.simulator.gateway;

import io.pumprig.simulator.scenario.Truth;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** The JSON documents of the simulator's own topics. */
final class Documents {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                    .disable(YAMLWriteFeature.SPLIT_LINES)
                    .build();

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

    /** As a file for people. */
    static String yaml(JsonNode node) {
        return YAML.writeValueAsString(node);
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
}
