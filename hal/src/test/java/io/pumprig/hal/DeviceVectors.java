package io.pumprig.hal;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The literal device vectors of {@code device-vectors.json}, by id. A vector that is asked for and
 * is not there fails.
 */
public final class DeviceVectors {
    private static final Map<String, JsonNode> BY_ID = load();

    private DeviceVectors() {}

    private static Map<String, JsonNode> load() {
        try (InputStream in = DeviceVectors.class.getResourceAsStream("/device-vectors.json")) {
            JsonNode root = new ObjectMapper().readTree(in);
            Map<String, JsonNode> byId = new LinkedHashMap<>();
            for (JsonNode vector : root.get("vectors")) {
                if (byId.put(vector.get("id").asString(), vector) != null) {
                    throw new IllegalStateException("twice: " + vector.get("id"));
                }
            }
            return byId;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All ids that start with one of {@code prefixes}, in the order of the file. */
    public static Stream<String> ids(String... prefixes) {
        return BY_ID.keySet().stream().filter(id -> Stream.of(prefixes).anyMatch(id::startsWith));
    }

    /** What a vector gives. */
    public static JsonNode given(String id) {
        return vector(id).get("given");
    }

    /** What a vector expects. */
    public static JsonNode expect(String id) {
        return vector(id).get("expect");
    }

    private static JsonNode vector(String id) {
        JsonNode vector = BY_ID.get(id);
        if (vector == null) {
            throw new IllegalArgumentException("no vector " + id);
        }
        return vector;
    }

    /** A number, written plainly or as {@code "0x..."} text of up to 32 bits. */
    public static int number(JsonNode node) {
        return node.isString() ? (int) Long.decode(node.asString()).longValue() : node.asInt();
    }

    /** Bytes from hexadecimal pairs separated by blanks. */
    public static byte[] bytes(JsonNode node) {
        return bytes(node.asString());
    }

    /** Bytes from hexadecimal pairs separated by blanks. */
    public static byte[] bytes(String pairs) {
        if (pairs.isEmpty()) {
            return new byte[0];
        }
        String[] parts = pairs.split(" ");
        byte[] bytes = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = (byte) Integer.parseInt(parts[i], 16);
        }
        return bytes;
    }

    /** The steps of a sequence vector. */
    public static List<JsonNode> steps(String id) {
        List<JsonNode> steps = new ArrayList<>();
        given(id).get("steps").forEach(steps::add);
        return steps;
    }

    /** Bytes as hexadecimal pairs separated by blanks. */
    public static String text(byte[] bytes, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(i == 0 ? "" : " ").append(String.format("%02X", bytes[i]));
        }
        return text.toString();
    }
}
