package io.pumprig.hal.settings;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** What is wrong with one mapping of a file, and where to point for it. */
final class Complaints {
    private final String file;
    private final String path;
    private final MappingNode mapping;
    private final Map<String, NodeTuple> entries;

    /**
     * @param path dotted path of the mapping, empty for the whole file
     * @param entries what stands in the mapping, by key
     */
    Complaints(String file, String path, MappingNode mapping, Map<String, NodeTuple> entries) {
        this.file = file;
        this.path = path;
        this.mapping = mapping;
        this.entries = entries;
    }

    /** The value of {@code key}, which is shown, is not {@code allowed}. */
    SettingsException about(String key, String allowed) {
        NodeTuple entry = entries.get(key);
        String found = entry == null ? "nothing" : YamlTree.described(entry.getValueNode());
        return about(key, found, allowed);
    }

    /** The value of {@code key} is not {@code allowed}. */
    SettingsException about(String key, String found, String allowed) {
        return at(place(key), YamlTree.join(path, key), found, allowed);
    }

    /**
     * {@code key} is there and is none of {@code allowed}.
     *
     * @param elsewhere keys that are known here, and mean nothing beside the others
     */
    SettingsException unknown(String key, Set<String> allowed, Set<String> elsewhere) {
        String keys = allowed.isEmpty() ? "no keys" : String.join(", ", allowed);
        Node place = entries.get(key).getKeyNode();
        String below = YamlTree.join(path, key);
        return elsewhere.contains(key)
                ? at(place, below, "a key without meaning here", keys)
                : at(place, below, "unknown key", keys + Spelling.hint(key, allowed));
    }

    /** The complaint about {@code key} that points at {@code place}. */
    SettingsException at(Node place, String key, String found, String allowed) {
        Optional<Mark> mark = place.getStartMark();
        return new SettingsException(
                file, YamlTree.line(mark), YamlTree.column(mark), key, found, allowed);
    }

    /** Where to point for {@code key}: at its value, at the key if that is empty, or up here. */
    Node place(String key) {
        NodeTuple entry = entries.get(key);
        if (entry == null) {
            return mapping;
        }
        // An empty value is placed by the parser behind the blanks and comments that follow.
        boolean isEmpty =
                entry.getValueNode() instanceof ScalarNode scalar && scalar.getValue().isEmpty();
        return isEmpty ? entry.getKeyNode() : entry.getValueNode();
    }
}
