package io.pumprig.hal.settings;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One mapping of a settings file, read key by key. A reader first names the keys that may be there
 * ({@link #keys}), so that a misspelt key is told as such before a missing one is missed; then asks
 * for each value, and gets it checked or a {@link SettingsException} that says where; and last says
 * that it is {@link #done}, which refuses keys that nobody asked for. The first complaint ends the
 * reading, and the same file always gets the same one.
 *
 * <p>Asking for a key that was not named is a mistake in the program, not in the file. Not for
 * several threads, nor for the cycle.
 */
public final class SettingsNode {
    /** What {@link #name} takes. */
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,64}");
    private static final String LIST = "a list";
    private static final String TEXT = "text";

    private final String file;
    private final String path;
    private final MappingNode mapping;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final Complaints complaints;
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<SettingsNode> children = new ArrayList<>();
    private Set<String> named = Set.of();
    private SchemaObject declared;

    private Parameters parameters = Parameters.NONE;

    private SettingsNode(String file, String path, MappingNode mapping) {
        this.file = file;
        this.path = path;
        this.mapping = mapping;
        this.complaints = new Complaints(file, path, mapping, entries);
        for (NodeTuple entry : mapping.getValue()) {
            entries.put(((ScalarNode) entry.getKeyNode()).getValue(), entry);
        }
    }

    /**
     * The whole of a file.
     *
     * @throws SettingsException when it cannot be read, is longer than 1 MiB, is not UTF-8, or is
     *     not one YAML document with a mapping
     */
    public static SettingsNode read(Path path) {
        return parse(path.toString(), SettingsFile.read(path));
    }

    /**
     * The whole of a text that was read elsewhere.
     *
     * @param fileName what complaints call it
     * @throws SettingsException when it is not one YAML document with a mapping
     */
    public static SettingsNode parse(String fileName, String text) {
        return new SettingsNode(fileName, "", YamlTree.of(fileName, text));
    }

    /**
     * Lets {@code ${name}} in any value, here and below, stand for the text of that name. Before
     * anything is asked for.
     *
     * @param texts by name; a name that is not in it is refused where it is met
     * @return this
     */
    public SettingsNode with(Map<String, String> texts) {
        parameters = new Parameters(texts);
        return this;
    }

    /**
     * Reads {@code key} as {@code text} where the file does not have it: a default of whoever holds
     * this mapping. Before the keys are named.
     *
     * @return this
     */
    public SettingsNode otherwise(String key, String text) {
        Node value = YamlTree.scalar(text, mapping.getStartMark());
        Node name = YamlTree.scalar(key, mapping.getStartMark());
        entries.putIfAbsent(key, new NodeTuple(name, value));
        return this;
    }

    /**
     * Names every key that may stand here, in the order in which messages list them.
     *
     * @return this
     * @throws SettingsException for the first key of the file that is none of them
     */
    public SettingsNode keys(String... allowed) {
        named = new LinkedHashSet<>(Arrays.asList(allowed));
        for (String key : entries.keySet()) {
            if (!named.contains(key)) {
                throw complaints.unknown(key, named, Set.of());
            }
        }
        return this;
    }

    /**
     * As {@link #keys(String...)}, with the keys of a declaration; the values of these keys may
     * then be asked for without saying again what they may be.
     *
     * @param besides keys that may be there and are not declared
     * @return this
     * @throws SettingsException for the first key of the file that is none of them
     */
    public SettingsNode keys(SchemaObject form, String... besides) {
        declared = form;
        List<String> allowed = new ArrayList<>(form.keys());
        allowed.addAll(List.of(besides));
        return keys(allowed.toArray(String[]::new));
    }

    /**
     * Refuses keys that are there and were never asked for, here and in every mapping that came
     * from here: such as a key that has no meaning beside another.
     */
    public void done() {
        for (String key : entries.keySet()) {
            if (!asked.contains(key)) {
                throw complaints.unknown(key, asked, named);
            }
        }
        for (SettingsNode child : children) {
            child.done();
        }
    }

    /** Whether {@code key} is there, with or without a value; that counts as asking for it. */
    public boolean has(String key) {
        ask(key);
        return entries.containsKey(key);
    }

    /** Whether {@code key} is there and has keys below it; that counts as asking for it. */
    public boolean isMapping(String key) {
        return has(key) && entries.get(key).getValueNode() instanceof MappingNode;
    }

    /** Whether {@code key} is there and has a list of items; that counts as asking for it. */
    public boolean isList(String key) {
        return has(key) && entries.get(key).getValueNode() instanceof SequenceNode;
    }

    /** The keys that are there, in the order of the file. */
    public List<String> written() {
        return List.copyOf(entries.keySet());
    }

    /**
     * All that is here and below as it is written, to be handed on: mappings in the order of the
     * file, lists, texts, and null where a key has no value. Nothing of it is checked but the names
     * of parameters.
     */
    public Map<String, Object> values() {
        return parameters.values(mapping, path, complaints);
    }

    /** Line in which this mapping begins, the first is 1. */
    public int line() {
        return YamlTree.line(mapping.getStartMark());
    }

    /** The mapping below {@code key}. */
    public SettingsNode child(String key) {
        return adopt(required(key, YamlTree.MAPPING), below(key));
    }

    /** The mapping below {@code key}, or empty when the key is not there. */
    public Optional<SettingsNode> optionalChild(String key) {
        return has(key) ? Optional.of(child(key)) : Optional.empty();
    }

    /** The mappings that are listed below {@code key}, perhaps none; paths count from 0. */
    public List<SettingsNode> list(String key) {
        List<SettingsNode> nodes = new ArrayList<>();
        for (Node item : items(key)) {
            nodes.add(adopt(item, below(key) + "[" + nodes.size() + "]"));
        }
        return nodes;
    }

    /** The texts that are listed below {@code key}, perhaps none. */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Node item : items(key)) {
            texts.add(scalar(item, below(key) + "[" + texts.size() + "]", item, TEXT));
        }
        return texts;
    }

    /** Any single value, as it is written; not empty unless it is quoted. */
    public String text(String key) {
        return scalar(key, TEXT);
    }

    /** As {@link #text(String)}, or {@code otherwise} when the key is not there. */
    public String text(String key, String otherwise) {
        return has(key) ? text(key) : otherwise;
    }

    /** A name fit for topics, files and reports: {@code [A-Za-z0-9_-]{1,64}}. */
    public String name(String key) {
        return matching(key, NAME, "1 to 64 letters, digits, _ or -");
    }

    /**
     * A text of one form.
     *
     * @param allowed the form in words, for the message
     */
    public String matching(String key, Pattern form, String allowed) {
        String text = scalar(key, allowed);
        if (!form.matcher(text).matches()) {
            throw refuse(key, allowed);
        }
        return text;
    }

    /** One of some words. */
    public String choice(String key, String... allowed) {
        List<String> words = Arrays.asList(allowed);
        String text = scalar(key, String.join(", ", words));
        if (!words.contains(text)) {
            throw refuse(key, String.join(", ", words) + Spelling.hint(text, words));
        }
        return text;
    }

    /** One of the words that are declared for {@code key}. */
    public String choice(String key) {
        SchemaValue value = declared.value(key);
        return isLeftOut(key, value)
                ? value.otherwise().toString()
                : choice(key, value.words().toArray(String[]::new));
    }

    /** A text of the form that is declared for {@code key}. */
    public String matching(String key) {
        SchemaValue value = declared.value(key);
        return matching(key, value.form(), value.allowed());
    }

    /** {@code true} or {@code false}, and no other word. */
    public boolean bool(String key) {
        return choice(key, "true", "false").equals("true");
    }

    /** As {@link #bool(String)}, or {@code otherwise} when the key is not there. */
    public boolean bool(String key, boolean otherwise) {
        return has(key) ? bool(key) : otherwise;
    }

    /** A whole number in decimal digits, {@code min} to {@code max} both included. */
    public long integer(String key, long min, long max) {
        String allowed = "a whole number from " + min + " to " + max;
        String text = matching(key, WHOLE, allowed);
        BigDecimal number = new BigDecimal(text);
        if (number.compareTo(BigDecimal.valueOf(min)) < 0
                || number.compareTo(BigDecimal.valueOf(max)) > 0) {
            throw refuse(key, allowed);
        }
        return number.longValueExact();
    }

    /** A whole number in the range that is declared for {@code key}, or the declared default. */
    public long integer(String key) {
        SchemaValue value = declared.value(key);
        return isLeftOut(key, value)
                ? (Long) value.otherwise()
                : integer(key, value.least(), value.most());
    }

    /** As {@link #integer(String, long, long)}, or {@code otherwise} when there is no such key. */
    public long integer(String key, long min, long max, long otherwise) {
        return has(key) ? integer(key, min, max) : otherwise;
    }

    /**
     * A number without a unit, such as a severity or a probability, {@code min} to {@code max} both
     * included; exact.
     */
    public BigDecimal decimal(String key, BigDecimal min, BigDecimal max) {
        String allowed = "a number from " + min.toPlainString() + " to " + max.toPlainString();
        String text = scalar(key, allowed);
        if (!Decimal.isNumber(text)) {
            throw refuse(key, allowed);
        }
        try {
            BigDecimal number = Decimal.exact(text, text);
            if (number.compareTo(min) < 0 || number.compareTo(max) > 0) {
                throw refuse(key, allowed);
            }
            return number;
        } catch (Refused e) {
            throw complaints.about(key, e.found, e.allowed);
        }
    }

    /**
     * A number with its unit, {@code min} to {@code max} both included, all in base units.
     *
     * @see Quantity
     */
    public long quantity(String key, Dimension dimension, long min, long max) {
        String text = scalar(key, dimension.allowed());
        try {
            return Quantity.parse(dimension, text, min, max);
        } catch (Refused e) {
            throw complaints.about(key, e.found, e.allowed);
        }
    }

    /** A quantity in the range that is declared for {@code key}, or the declared default. */
    public long quantity(String key) {
        SchemaValue value = declared.value(key);
        return isLeftOut(key, value)
                ? (Long) value.otherwise()
                : quantity(key, value.dimension(), value.least(), value.most());
    }

    /** As the required one, or {@code otherwise} (base units) when the key is not there. */
    public long quantity(String key, Dimension dimension, long min, long max, long otherwise) {
        return has(key) ? quantity(key, dimension, min, max) : otherwise;
    }

    /** The complaint that the value of {@code key}, which is shown, is not {@code allowed}. */
    public SettingsException refuse(String key, String allowed) {
        return complaints.about(key, allowed);
    }

    /** The complaint about {@code key} in the reader's own words. */
    public SettingsException refuse(String key, String found, String allowed) {
        return complaints.about(key, found, allowed);
    }

    /** The dotted path of {@code key} from the top of the file. */
    public String below(String key) {
        return YamlTree.join(path, key);
    }

    /** Whether {@code key} is not there and its declaration says what holds then. */
    private boolean isLeftOut(String key, SchemaValue value) {
        return value.otherwise() != null && !has(key);
    }

    private void ask(String key) {
        if (!named.isEmpty() && !named.contains(key)) {
            throw new IllegalArgumentException("key " + below(key) + " was not named in keys()");
        }
        asked.add(key);
    }

    private Node required(String key, String allowed) {
        ask(key);
        NodeTuple entry = entries.get(key);
        if (entry == null) {
            throw complaints.at(mapping, below(key), "nothing", allowed);
        }
        return entry.getValueNode();
    }

    private List<Node> items(String key) {
        if (required(key, LIST) instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw refuse(key, LIST);
    }

    private SettingsNode adopt(Node node, String at) {
        if (node instanceof MappingNode below) {
            SettingsNode child = new SettingsNode(file, at, below);
            child.parameters = parameters;
            children.add(child);
            return child;
        }
        throw complaints.at(node, at, YamlTree.described(node), YamlTree.MAPPING);
    }

    private String scalar(String key, String allowed) {
        return scalar(required(key, allowed), below(key), complaints.place(key), allowed);
    }

    private String scalar(Node value, String at, Node place, String allowed) {
        if (value instanceof ScalarNode scalar && !YamlTree.isNothing(scalar)) {
            return parameters.expanded(scalar.getValue(), at, place, complaints);
        }
        throw complaints.at(place, at, YamlTree.described(value), allowed);
    }
}
