package io.pumprig.hal.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keywords of a schema for files in which <code>${name}</code> may stand for a value: whatever asks
 * for a word, a number or a form takes that too. What a parameter stands for only the reader knows.
 */
final class ParameterKeywords {
    private static final Map<String, Object> PARAMETER =
            Map.of("type", "string", "pattern", "\\$\\{[^{}]+\\}");

    private ParameterKeywords() {}

    /** The same keywords, wider by that. */
    static Map<String, Object> of(Map<String, Object> keywords) {
        Map<String, Object> tree = new LinkedHashMap<>();
        keywords.forEach((keyword, meaning) -> tree.put(keyword, below(keyword, meaning)));
        return isNarrow(tree) ? widened(tree) : tree;
    }

    private static Object below(String keyword, Object meaning) {
        switch (keyword) {
            case "properties" -> {
                Map<String, Object> properties = new LinkedHashMap<>();
                mapping(meaning).forEach((key, schema) -> properties.put(key, schema(schema)));
                return properties;
            }
            case "items", "additionalProperties" -> {
                return schema(meaning);
            }
            case "anyOf", "oneOf" -> {
                List<Object> schemas = new ArrayList<>();
                ((List<?>) meaning).forEach(schema -> schemas.add(schema(schema)));
                return schemas;
            }
            default -> {
                return meaning;
            }
        }
    }

    private static Object schema(Object schema) {
        return schema instanceof Map<?, ?> ? of(mapping(schema)) : schema;
    }

    /** Whether a text such as a parameter would be refused, or might be. */
    private static boolean isNarrow(Map<String, Object> schema) {
        return schema.containsKey("enum")
                || schema.containsKey("pattern")
                || schema.get("type") instanceof String type
                        && List.of("integer", "number", "boolean").contains(type);
    }

    private static Map<String, Object> widened(Map<String, Object> narrow) {
        Map<String, Object> tree = new LinkedHashMap<>();
        Object description = narrow.remove("description");
        if (description != null) {
            tree.put("description", description);
        }
        tree.put("anyOf", List.of(narrow, PARAMETER));
        return tree;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> mapping(Object meaning) {
        return (Map<String, Object>) meaning;
    }
}
