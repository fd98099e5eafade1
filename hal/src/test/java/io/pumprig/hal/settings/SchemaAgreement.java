package io.pumprig.hal.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON Schema held against the reader of the same files: what one takes the other takes, what has
 * a wrong structure both refuse. The schema sees a file as an editor does, by YAML 1.2's core
 * schema; the reader gets its text.
 */
public final class SchemaAgreement {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final JsonNode document;
    private final com.networknt.schema.Schema schema;
    private final Consumer<String> reader;

    /**
     * @param document the schema as JSON text
     * @param reader reads a file's text, or throws {@link SettingsException}
     */
    public SchemaAgreement(String document, Consumer<String> reader) {
        this.document = MAPPER.readTree(document);
        this.schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(this.document);
        this.reader = reader;
    }

    /** What the schema has against a file, in words; empty for nothing. */
    public List<String> objections(String yaml) {
        LoadSettings core = LoadSettings.builder().setSchema(new CoreSchema()).build();
        JsonNode tree = MAPPER.valueToTree(new Load(core).loadFromString(yaml));
        return schema.validate(tree).stream()
                .map(error -> error.getInstanceLocation() + " " + message(error))
                .toList();
    }

    private static String message(Error error) {
        return error.getMessage();
    }

    /** Both take the file. */
    public void accepts(String yaml) {
        reader.accept(yaml);
        assertEquals(List.of(), objections(yaml), yaml);
    }

    /** Both refuse the file. */
    public void refuses(String yaml) {
        assertThrows(SettingsException.class, () -> reader.accept(yaml), yaml);
        assertFalse(objections(yaml).isEmpty(), () -> "the schema takes\n" + yaml);
    }

    /** Each key of the schema stands in one of the files, all of which both take. */
    public void knowsNoOtherKeysThanThoseOf(String... files) {
        TreeSet<String> declared = new TreeSet<>();
        declared("", document, declared);
        TreeSet<String> written = new TreeSet<>();
        for (String file : files) {
            accepts(file);
            paths("", SettingsNode.parse("file", file).values(), written);
        }
        assertEquals(declared, written);
    }

    private static void declared(String path, JsonNode node, TreeSet<String> into) {
        for (Map.Entry<String, JsonNode> key : node.path("properties").properties()) {
            into.add(path + key.getKey());
            declared(path + key.getKey() + ".", key.getValue(), into);
        }
        if (node.has("items")) {
            declared(path, node.get("items"), into);
        }
    }

    private static void paths(String path, Object value, TreeSet<String> into) {
        if (value instanceof Map<?, ?> mapping) {
            mapping.forEach(
                    (key, below) -> {
                        into.add(path + key);
                        paths(path + key + ".", below, into);
                    });
        } else if (value instanceof List<?> list) {
            list.forEach(item -> paths(path, item, into));
        }
    }

    /** Both refuse the file with any key of it misspelt, and with any required key left out. */
    public void refusesEachMissingAndMisspeltKeyOf(String yaml) {
        Map<String, Object> tree = SettingsNode.parse("file", yaml).values();
        accepts(flow(tree));
        int tried = 0;
        for (List<Object> path : keys(tree, List.of())) {
            refuses(flow(changed(tree, path, "misspelt")));
            if (isRequired(path)) {
                refuses(flow(changed(tree, path, "missing")));
                tried++;
            }
        }
        assertTrue(tried > 0, "no key is required");
    }

    /** Both refuse the file with a mapping where a value is meant, and a value for a mapping. */
    public void refusesEachWrongShapeIn(String yaml) {
        Map<String, Object> tree = SettingsNode.parse("file", yaml).values();
        for (List<Object> path : keys(tree, List.of())) {
            refuses(flow(changed(tree, path, "shape")));
        }
    }

    private boolean isRequired(List<Object> path) {
        JsonNode at = document;
        for (Object step : path.subList(0, path.size() - 1)) {
            at = step instanceof String key ? at.path("properties").path(key) : at.path("items");
        }
        for (JsonNode key : at.path("required")) {
            if (key.stringValue().equals(path.get(path.size() - 1))) {
                return true;
            }
        }
        return false;
    }

    private static List<List<Object>> keys(Object value, List<Object> path) {
        List<List<Object>> all = new ArrayList<>();
        if (value instanceof Map<?, ?> mapping) {
            mapping.forEach(
                    (key, below) -> {
                        List<Object> at = with(path, key);
                        all.add(at);
                        all.addAll(keys(below, at));
                    });
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                all.addAll(keys(list.get(i), with(path, i)));
            }
        }
        return all;
    }

    private static List<Object> with(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    /** A copy of the tree with what is at a path misspelt, missing, or of another shape. */
    private static Object changed(Object tree, List<Object> path, String how) {
        Object step = path.get(0);
        boolean isHere = path.size() == 1;
        if (tree instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list);
            copy.set((Integer) step, changed(list.get((Integer) step), rest(path), how));
            return copy;
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) tree).entrySet()) {
            String key = (String) entry.getKey();
            if (!key.equals(step)) {
                copy.put(key, entry.getValue());
            } else if (!isHere) {
                copy.put(key, changed(entry.getValue(), rest(path), how));
            } else if (how.equals("misspelt")) {
                copy.put(key + "x", entry.getValue());
            } else if (how.equals("shape")) {
                boolean isValue = entry.getValue() instanceof String;
                copy.put(key, isValue ? Map.of("x", "1") : "x");
            }
        }
        return copy;
    }

    private static List<Object> rest(List<Object> path) {
        return path.subList(1, path.size());
    }

    /** The tree as YAML's flow style, each scalar as it was written. */
    private static String flow(Object value) {
        if (value instanceof Map<?, ?> mapping) {
            List<String> entries = new ArrayList<>();
            mapping.forEach((key, below) -> entries.add(key + ": " + flow(below)));
            return "{" + String.join(", ", entries) + "}";
        }
        if (value instanceof List<?> list) {
            return "[" + String.join(", ", list.stream().map(SchemaAgreement::flow).toList()) + "]";
        }
        return (String) value;
    }
}
