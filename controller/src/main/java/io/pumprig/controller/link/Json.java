package io.pumprig.controller.link;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as this contract writes it: a document at a time, into one buffer that is used again. */
final class Json {
    /** Objects and arrays in one another, at most. */
    static final int MOST_DEPTH = 32;

    /**
     * Reads strictly: a key that comes twice, text after the end, or too deep a nest is refused.
     * Tokens like NaN are let in, only so that the request they stand in can be answered.
     */
    static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MOST_DEPTH)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
                    .build();

    /** Gives tokens one by one, as far as it understands. */
    static final JsonFactory TOKENS =
            JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private static final JsonMapper WRITER = JsonMapper.builder().build();

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final int FIRST_BYTES = 2_048;

    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(FIRST_BYTES);
    private JsonGenerator generator;

    /** Begins a document with an open object. */
    JsonGenerator begin() {
        buffer.reset();
        generator = WRITER.createGenerator(buffer);
        generator.writeStartObject();
        return generator;
    }

    /** Closes the object; the bytes are a copy. */
    byte[] end() {
        generator.writeEndObject();
        generator.close();
        return buffer.toByteArray();
    }

    /**
     * Writes {@code value} / 10^{@code decimals} exactly, without zeros at the end, so that no
     * binary fraction comes between the controller's integers and the reader.
     */
    static void decimal(JsonGenerator generator, String name, long value, int decimals) {
        generator.writeName(name);
        generator.writeRawValue(decimalText(value, decimals));
    }

    static String decimalText(long value, int decimals) {
        StringBuilder text = new StringBuilder(24).append(Long.toString(value));
        int sign = value < 0 ? 1 : 0;
        while (text.length() - sign <= decimals) {
            text.insert(sign, '0');
        }
        int point = text.length() - decimals;
        int end = text.length();
        while (end > point && text.charAt(end - 1) == '0') {
            end--;
        }
        text.setLength(end);
        if (end > point) {
            text.insert(point, '.');
        }
        return text.toString();
    }

    /** The properties of {@code node}, into the open object. */
    static void properties(JsonGenerator generator, ObjectNode node) {
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            generator.writeName(property.getKey());
            generator.writeTree(property.getValue());
        }
    }

    /**
     * Text that somebody sent, as far as an answer may repeat it: at most {@code most} characters,
     * and no half of a surrogate pair, which cannot be written as UTF-8.
     */
    static String shown(String text, int most) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), most));
        for (int i = 0; i < text.length() && shown.length() < most; i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                shown.append(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && shown.length() + 2 <= most
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                shown.append(c).append(text.charAt(++i));
            } else {
                shown.append('\uFFFD');
            }
        }
        return shown.toString();
    }

    /** An instant as ISO 8601 with milliseconds, in UTC. */
    static String utc(long utcMillis) {
        return UTC.format(Instant.ofEpochMilli(utcMillis));
    }
}
