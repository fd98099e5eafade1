package io.pumprig.simulator.dashboard;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON that strangers wrote. It is always written anew, compactly, so that what goes on is valid
 * UTF-8 on one line, whatever came.
 */
final class Json {
    private static final int MOST_DEPTH = 32;

    /** Numbers keep all their digits. */
    static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MOST_DEPTH)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static byte[] bytes(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    /** A plain sentence as a document. */
    static byte[] text(String sentence) {
        return bytes(object().put("text", sentence));
    }

    /** The document, or null when it is none. */
    static JsonNode read(byte[] json) {
        try {
            JsonNode read = MAPPER.readTree(json);
            return read.isMissingNode() ? null : read;
        } catch (JacksonException e) {
            return null;
        }
    }
}
