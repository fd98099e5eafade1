package io.pumprig.hal.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A value, a list, or a choice between forms. {@link Schema} makes it; its own methods add what is
 * particular, and give the same value back. Knows beside the keywords what a reader needs.
 */
public final class SchemaValue extends Schema {
    private final Map<String, Object> keywords = new LinkedHashMap<>();
    private List<String> words = List.of();
    private Pattern form;
    private String allowed;
    private Dimension dimension;
    private long least;
    private long most;
    private Object otherwise;

    SchemaValue(String description) {
        if (description != null) {
            keywords.put("description", description);
        }
    }

    /** One keyword more of JSON Schema, with text, number, boolean, list, map or schema. */
    public SchemaValue with(String keyword, Object meaning) {
        keywords.put(keyword, meaning);
        return this;
    }

    /** What holds where the key is not there: for people, and for the reader. */
    public SchemaValue otherwise(Object value) {
        otherwise = value;
        return with("default", value);
    }

    /** What holds where the quantity is not there, in base units; shown with its unit. */
    public SchemaValue otherwise(long baseUnits) {
        otherwise = baseUnits;
        return with(
                "default", dimension == null ? baseUnits : Quantity.format(dimension, baseUnits));
    }

    /** Values as they may be written, for editors to propose. */
    public SchemaValue examples(Object... values) {
        return with("examples", List.of(values));
    }

    SchemaValue words(List<String> some) {
        words = some;
        return this;
    }

    SchemaValue form(Pattern pattern, String inWords) {
        form = pattern;
        allowed = inWords;
        return this;
    }

    SchemaValue dimension(Dimension of) {
        dimension = of;
        return this;
    }

    SchemaValue range(long min, long max) {
        least = min;
        most = max;
        return this;
    }

    /** The words of a choice, in the order in which messages list them; empty for other values. */
    public List<String> words() {
        return words;
    }

    /** The form of a text, or null. */
    Pattern form() {
        return form;
    }

    /** The form of a text in words, or null. */
    String allowed() {
        return allowed;
    }

    /** The kind of a quantity, or null for what is none. */
    Dimension dimension() {
        return dimension;
    }

    /** Least whole number or quantity, in base units. */
    long least() {
        return least;
    }

    /** Most of a whole number or quantity, in base units. */
    long most() {
        return most;
    }

    /** What holds where the key is not there, or null. */
    Object otherwise() {
        return otherwise;
    }

    @Override
    Map<String, Object> keywords() {
        Map<String, Object> tree = new LinkedHashMap<>();
        keywords.forEach((keyword, meaning) -> tree.put(keyword, resolved(meaning)));
        return tree;
    }

    /** A schema inside as the keywords that it is. */
    private static Object resolved(Object meaning) {
        if (meaning instanceof Schema schema) {
            return schema.keywords();
        }
        if (meaning instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(resolved(item)));
            return items;
        }
        return meaning;
    }
}
