package io.pumprig.hal.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** What {@code ${name}} stands for in the values of a file. Immutable. */
final class Parameters {
    /** Where it stands for itself. */
    static final Parameters NONE = new Parameters();

    private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z0-9_-]+)\\}");

    /** By name, or null. */
    private final Map<String, String> texts;

    private Parameters() {
        texts = null;
    }

    /**
     * @param texts by name; another name is refused
     */
    Parameters(Map<String, String> texts) {
        this.texts = Map.copyOf(texts);
    }

    /**
     * {@code text} with each parameter replaced.
     *
     * @param at path of the value, for a complaint
     * @throws SettingsException for a name that stands for nothing
     */
    String expanded(String text, String at, Node place, Complaints complaints) {
        if (texts == null || !text.contains("${")) {
            return text;
        }
        Matcher names = NAME.matcher(text);
        StringBuilder expanded = new StringBuilder();
        while (names.find()) {
            String meant = texts.get(names.group(1));
            if (meant == null) {
                throw complaints.at(
                        place, at, "${" + names.group(1) + "}", allowed(names.group(1)));
            }
            names.appendReplacement(expanded, Matcher.quoteReplacement(meant));
        }
        return names.appendTail(expanded).toString();
    }

    private String allowed(String written) {
        TreeSet<String> names = new TreeSet<>(texts.keySet());
        return names.isEmpty()
                ? "no parameter: there is no table"
                : "one of " + String.join(", ", names) + Spelling.hint(written, names);
    }

    /** All of {@code mapping} and below as it is written; null where a key has no value. */
    Map<String, Object> values(MappingNode mapping, String at, Complaints complaints) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            String key = ((ScalarNode) entry.getKeyNode()).getValue();
            values.put(key, value(entry.getValueNode(), YamlTree.join(at, key), complaints));
        }
        return values;
    }

    private Object value(Node node, String at, Complaints complaints) {
        if (node instanceof MappingNode below) {
            return values(below, at, complaints);
        }
        if (node instanceof SequenceNode sequence) {
            List<Object> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(value(item, at + "[" + items.size() + "]", complaints));
            }
            return items;
        }
        ScalarNode scalar = (ScalarNode) node;
        return YamlTree.isNothing(scalar)
                ? null
                : expanded(scalar.getValue(), at, node, complaints);
    }
}
