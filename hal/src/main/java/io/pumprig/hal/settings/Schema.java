package io.pumprig.hal.settings;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a settings file may say in one place, declared once: the reader takes the ranges, words and
 * defaults from it ({@link SettingsNode#keys(SchemaObject)}), and editors get it as JSON Schema,
 * draft 2020-12 ({@link #document(String, String)}). Every declaration says in words what the value
 * is; editors show that.
 *
 * <p>A schema sees a file as YAML 1.2 reads it, so it cannot know the range of a quantity, which is
 * a text to it, nor what two keys together mean: a file that passes the schema has the right
 * structure, and its reader still judges the values.
 *
 * <p>Built at start-up, then only read; for any thread once built.
 */
public abstract sealed class Schema permits SchemaObject, SchemaValue {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    Schema() {}

    /** The keywords of JSON Schema that say this, in the order in which people read them. */
    abstract Map<String, Object> keywords();

    /**
     * The whole document as JSON text.
     *
     * @param name what is described, such as {@code therapy}; part of its {@code $id}
     * @param title one line for people
     */
    public String document(String name, String title) {
        return document(name, title, keywords());
    }

    /**
     * The same of a file in which <code>${name}</code> may stand for any value.
     *
     * @param name as for {@link #document(String, String)}
     * @param title as for {@link #document(String, String)}
     */
    public String documentWithParameters(String name, String title) {
        return document(name, title, ParameterKeywords.of(keywords()));
    }

    private static String document(String name, String title, Map<String, Object> keywords) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("$schema", DIALECT);
        tree.put("$id", "urn:pumprig:schema:" + name);
        tree.put("title", title);
        tree.putAll(keywords);
        return JsonText.of(tree);
    }

    /** As {@link #document(String, String)}, without a name: to be put into another document. */
    public String json() {
        return JsonText.of(keywords());
    }

    /** A mapping with keys of its own, of which none is declared yet. */
    public static SchemaObject object(String description) {
        return new SchemaObject(description);
    }

    /** Any single value, as text. */
    public static SchemaValue text(String description) {
        return value("string", description);
    }

    /** As {@link SettingsNode#name}: {@code [A-Za-z0-9_-]{1,64}}, a whole number too. */
    public static SchemaValue name(String description) {
        return new SchemaValue(description)
                .with("type", List.of("string", "integer"))
                .with("pattern", anchored(SettingsNode.NAME.pattern()));
    }

    /**
     * A text of one form.
     *
     * @param form a pattern that means the same to Java and to ECMAScript
     * @param allowed the form in words, for the reader's message
     */
    public static SchemaValue matching(String description, Pattern form, String allowed) {
        return value("string", description)
                .with("pattern", anchored(form.pattern()))
                .form(form, allowed);
    }

    /** One of some words. */
    public static SchemaValue choice(String description, String... words) {
        return new SchemaValue(description).with("enum", List.of(words)).words(List.of(words));
    }

    /** {@code true} or {@code false}. */
    public static SchemaValue bool(String description) {
        return value("boolean", description);
    }

    /** A whole number, {@code min} to {@code max} both included. */
    public static SchemaValue integer(String description, long min, long max) {
        return value("integer", description)
                .with("minimum", min)
                .with("maximum", max)
                .range(min, max);
    }

    /** Any whole number. */
    public static SchemaValue whole(String description) {
        return value("integer", description);
    }

    /** Any number. */
    public static SchemaValue number(String description) {
        return value("number", description);
    }

    /** What is declared elsewhere in the document, such as {@code #/components/schemas/fault}. */
    public static SchemaValue reference(String pointer) {
        return new SchemaValue(null).with("$ref", pointer);
    }

    /** A number without a unit, {@code min} to {@code max} both included. */
    public static SchemaValue decimal(String description, BigDecimal min, BigDecimal max) {
        return value("number", description).with("minimum", min).with("maximum", max);
    }

    /** A number with its unit; the description gets the range, in base units here, as words. */
    public static SchemaValue quantity(
            String description, Dimension dimension, long min, long max) {
        String range = Quantity.range(dimension, min, max);
        return quantity(description + " (" + range + ")", dimension)
                .range(min, max)
                .dimension(dimension);
    }

    /** A number with its unit, of a range that only the reader knows. */
    public static SchemaValue quantity(String description, Dimension dimension) {
        return value("string", description)
                .with(
                        "pattern",
                        anchored(Decimal.ECMA_FORM + " *(?:" + dimension.ecmaUnits() + ")"))
                .with("maxLength", Decimal.MAX_CHARACTERS)
                .dimension(dimension);
    }

    /** A list of any length. */
    public static SchemaValue list(String description, Schema item) {
        return value("array", description).with("items", item);
    }

    /** A list of {@code least} to {@code most} items. */
    public static SchemaValue list(String description, Schema item, int least, int most) {
        return list(description, item).with("minItems", least).with("maxItems", most);
    }

    /** A mapping whose keys are the writer's own names. */
    public static SchemaValue map(String description, Schema value) {
        return value("object", description).with("additionalProperties", value);
    }

    /** What fits at least one of some forms. */
    public static SchemaValue anyOf(String description, Schema... forms) {
        return new SchemaValue(description).with("anyOf", Arrays.asList(forms));
    }

    /** What fits one of some forms and no other. */
    public static SchemaValue oneOf(String description, Schema... forms) {
        return new SchemaValue(description).with("oneOf", Arrays.asList(forms));
    }

    private static SchemaValue value(String type, String description) {
        return new SchemaValue(description).with("type", type);
    }

    /** {@code pattern} for all of a text: a schema looks for it anywhere. */
    private static String anchored(String pattern) {
        return "^(?:" + pattern + ")$";
    }
}
