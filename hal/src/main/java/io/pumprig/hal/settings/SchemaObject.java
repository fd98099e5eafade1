package io.pumprig.hal.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A mapping of a settings file: its keys in the order in which messages list them, which of them
 * must be there, and which depend on another. No other key may stand there, unless it is said. Each
 * method adds to the declaration and gives it back.
 *
 * <pre>{@code
 * Schema.object("How often a bolus may be asked for")
 *         .required("dose", Schema.quantity("Drug of one bolus", Dimension.MASS, 10_000L, 1_000_000_000L))
 *         .optional("perDay", Schema.integer("Boluses in 24 h", 1, 48).otherwise(8));
 * }</pre>
 */
public final class SchemaObject extends Schema {
    /** Whether other keys than the declared ones may stand there. */
    private enum Others {
        NONE,
        LATER,
        ANY
    }

    /** What a key's word asks of the keys beside it. */
    private record Case(String path, Object word, List<String> needs, List<String> may) {}

    private final String description;
    private final Map<String, Schema> properties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();
    private final List<Case> cases = new ArrayList<>();
    private final List<List<String>> exactlyOne = new ArrayList<>();
    private final List<List<String>> atLeastOne = new ArrayList<>();
    private final Map<String, List<String>> together = new LinkedHashMap<>();
    private Others others = Others.NONE;

    SchemaObject(String description) {
        this.description = description;
    }

    /** The same declaration again, to be extended without a change to this one. */
    public SchemaObject extended() {
        SchemaObject copy = new SchemaObject(description);
        copy.properties.putAll(properties);
        copy.required.addAll(required);
        copy.cases.addAll(cases);
        copy.exactlyOne.addAll(exactlyOne);
        copy.atLeastOne.addAll(atLeastOne);
        copy.together.putAll(together);
        copy.others = others;
        return copy;
    }

    /** A key that must be there. */
    public SchemaObject required(String key, Schema value) {
        required.add(key);
        return optional(key, value);
    }

    /** A key that may be left out. */
    public SchemaObject optional(String key, Schema value) {
        if (properties.put(key, value) != null) {
            throw new IllegalArgumentException("key " + key + " was declared twice");
        }
        return this;
    }

    /** A declared key that must be there no more, since there is a default for it here. */
    public SchemaObject mayLack(String key, SchemaValue value) {
        if (!required.remove(key)) {
            throw new IllegalArgumentException("key " + key + " was not required");
        }
        properties.put(key, value);
        return this;
    }

    /**
     * When the value at {@code path} is {@code word}, the keys {@code needs} must be there and the
     * keys {@code may} may be; every other key that a case of the same path names must not.
     *
     * @param path a key of this mapping, or the dotted path of one below it
     * @param word a text, a number or a boolean
     */
    public SchemaObject when(String path, Object word, List<String> needs, List<String> may) {
        cases.add(new Case(path, word, List.copyOf(needs), List.copyOf(may)));
        return this;
    }

    /** Later versions may have more keys, which who reads it ignores: for what we send. */
    public SchemaObject growing() {
        others = Others.LATER;
        return this;
    }

    /** Any other key may stand there too. */
    public SchemaObject free() {
        others = Others.ANY;
        return this;
    }

    /** Of these keys exactly one must be there. */
    public SchemaObject exactlyOneOf(String... keys) {
        exactlyOne.add(List.of(keys));
        return this;
    }

    /** Of these keys at least one must be there. */
    public SchemaObject atLeastOneOf(String... keys) {
        atLeastOne.add(List.of(keys));
        return this;
    }

    /** Where {@code key} is, {@code others} must be too. */
    public SchemaObject needsBeside(String key, String... others) {
        together.put(key, List.of(others));
        return this;
    }

    /** The keys, in the order of their declaration. */
    public List<String> keys() {
        return List.copyOf(properties.keySet());
    }

    /** What is declared for {@code key}. */
    public Schema property(String key) {
        Schema schema = properties.get(key);
        if (schema == null) {
            throw new IllegalArgumentException("key " + key + " was not declared");
        }
        return schema;
    }

    /** The declared value {@code key}. */
    SchemaValue value(String key) {
        if (property(key) instanceof SchemaValue value) {
            return value;
        }
        throw new IllegalArgumentException("key " + key + " is a mapping");
    }

    @Override
    Map<String, Object> keywords() {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (description != null) {
            tree.put("description", description);
        }
        tree.put("type", "object");
        if (others != Others.LATER) {
            tree.put("additionalProperties", others == Others.ANY);
        }
        if (!required.isEmpty()) {
            tree.put("required", List.copyOf(required));
        }
        Map<String, Object> below = new LinkedHashMap<>();
        properties.forEach((key, schema) -> below.put(key, schema.keywords()));
        tree.put("properties", below);
        List<Object> rules = new ArrayList<>();
        cases.forEach(one -> rules.add(rule(one)));
        together.forEach((key, needed) -> rules.add(needs(key, needed)));
        exactlyOne.forEach(keys -> rules.add(required("oneOf", keys)));
        atLeastOne.forEach(keys -> rules.add(required("anyOf", keys)));
        if (!rules.isEmpty()) {
            tree.put("allOf", rules);
        }
        return tree;
    }

    private Map<String, Object> rule(Case one) {
        Set<String> refused = new LinkedHashSet<>();
        for (Case other : cases) {
            if (other.path.equals(one.path)) {
                refused.addAll(other.needs);
                refused.addAll(other.may);
            }
        }
        one.needs.forEach(refused::remove);
        one.may.forEach(refused::remove);
        Map<String, Object> then = new LinkedHashMap<>();
        if (!one.needs.isEmpty()) {
            then.put("required", one.needs);
        }
        if (!refused.isEmpty()) {
            Map<String, Object> none = new LinkedHashMap<>();
            refused.forEach(key -> none.put(key, false));
            then.put("properties", none);
        }
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("if", holds(Arrays.asList(one.path.split("\\.")), one.word));
        rule.put("then", then);
        return rule;
    }

    /** The schema of a mapping in which the value at a path is {@code word}. */
    private static Map<String, Object> holds(List<String> path, Object word) {
        String key = path.get(0);
        Map<String, Object> below =
                path.size() == 1
                        ? Map.of("const", word)
                        : holds(path.subList(1, path.size()), word);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("required", List.of(key));
        tree.put("properties", Map.of(key, below));
        return tree;
    }

    /** Not {@code dependentRequired}, which draft 7 does not know. */
    private static Map<String, Object> needs(String key, List<String> needed) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("if", Map.of("required", List.of(key)));
        rule.put("then", Map.of("required", needed));
        return rule;
    }

    private static Map<String, Object> required(String keyword, List<String> keys) {
        List<Object> forms = new ArrayList<>();
        for (String key : keys) {
            forms.add(Map.of("required", List.of(key)));
        }
        return Map.of(keyword, forms);
    }
}
