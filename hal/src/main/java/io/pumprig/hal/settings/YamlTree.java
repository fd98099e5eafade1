package io.pumprig.hal.settings;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * Text as a tree of YAML nodes with their places. What settings never need is refused before anyone
 * looks at a value: a second document, a key twice in a mapping, keys that are no text, tags,
 * recursion, depth and aliases without bound, merges.
 */
final class YamlTree {
    /** What a setting with keys below it must be. */
    static final String MAPPING = "a mapping of keys to values";

    private static final int MAX_DEPTH = 24;
    private static final int MAX_ALIASES = 64;
    private static final int MAX_PROBLEM_CHARACTERS = 200;

    /** Tags that say no more than the file says without them. */
    private static final Set<Tag> CORE_TAGS =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.SEQ, Tag.MAP);

    private static final String CORE_PREFIX = "tag:yaml.org,2002:";

    private final String file;

    private YamlTree(String file) {
        this.file = file;
    }

    /** The mapping that {@code text} is. */
    static MappingNode of(String file, String text) {
        return new YamlTree(file).compose(text);
    }

    private MappingNode compose(String text) {
        if (text.length() > SettingsFile.MAX_BYTES) {
            throw document(0, 0, "more than 1 MiB", "at most " + SettingsFile.MAX_BYTES + " bytes");
        }
        checkCharacters(text);
        // Failsafe: a scalar stays the text that was written; its reader knows what it should be.
        LoadSettings settings =
                LoadSettings.builder()
                        .setLabel(file)
                        .setSchema(new FailsafeSchema())
                        .setCodePointLimit(SettingsFile.MAX_BYTES)
                        .setMaxAliasesForCollections(MAX_ALIASES)
                        .setAllowRecursiveKeys(false)
                        .setAllowNonScalarKeys(true) // refused below, with the key's path
                        .build();
        Optional<Node> root;
        try {
            screen(new Parse(settings).parseString(text));
            root = new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            throw document(mark, "invalid YAML (" + oneLine(e.getProblem()) + ")", "YAML 1.2");
        } catch (YamlEngineException e) {
            throw document(1, 1, "invalid YAML (" + oneLine(e.getMessage()) + ")", "YAML 1.2");
        }
        if (root.isEmpty()) {
            throw document(1, 1, "nothing", MAPPING);
        }
        check(root.get(), "", Collections.newSetFromMap(new IdentityHashMap<>()));
        if (root.get() instanceof MappingNode mapping) {
            return mapping;
        }
        throw document(root.get().getStartMark(), described(root.get()), MAPPING);
    }

    /** Refuses control characters and halves of surrogate pairs; the parser would not say where. */
    private void checkCharacters(String text) {
        int line = 1;
        int lineStart = 0;
        int at = 0;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            if (!StreamReader.isPrintable(codePoint)) {
                String found = "the character " + Printable.of(Character.toString(codePoint));
                throw document(line, at - lineStart + 1, found, "printable characters");
            }
            at += Character.charCount(codePoint);
            if (codePoint == '\n') {
                line++;
                lineStart = at;
            }
        }
    }

    /** Refuses what would make the tree endless or too deep, before there is a tree. */
    private void screen(Iterable<Event> events) {
        Deque<Optional<Anchor>> open = new ArrayDeque<>();
        int documents = 0;
        int aliases = 0;
        for (Event event : events) {
            switch (event.getEventId()) {
                case DocumentStart -> {
                    documents++;
                    if (documents > 1) {
                        throw document(event.getStartMark(), "a second document", "one document");
                    }
                }
                case MappingStart, SequenceStart -> {
                    open.push(((NodeEvent) event).getAnchor());
                    if (open.size() > MAX_DEPTH) {
                        String found = "more than " + MAX_DEPTH + " levels";
                        throw document(
                                event.getStartMark(), found, "at most " + MAX_DEPTH + " levels");
                    }
                }
                case MappingEnd, SequenceEnd -> open.pop();
                case Alias -> {
                    aliases++;
                    if (aliases > MAX_ALIASES) {
                        String found = "more than " + MAX_ALIASES + " aliases";
                        throw document(
                                event.getStartMark(), found, "at most " + MAX_ALIASES + " aliases");
                    }
                    if (open.contains(((AliasEvent) event).getAnchor())) {
                        throw document(
                                event.getStartMark(),
                                "an alias inside of what it stands for",
                                "an alias of something complete");
                    }
                }
                default -> {}
            }
        }
    }

    /** Walks the tree in document order, an aliased node once. */
    private void check(Node node, String path, Set<Node> seen) {
        if (!seen.add(node)) {
            return;
        }
        if (!CORE_TAGS.contains(node.getTag())) {
            String tag = node.getTag().getValue();
            String shown = tag.startsWith(CORE_PREFIX) ? "!!" + tag.substring(18) : tag;
            throw at(node, path, "tag " + Printable.of(shown), "a value without a tag");
        }
        if (node instanceof MappingNode mapping) {
            checkKeys(mapping, path, seen);
        } else if (node instanceof SequenceNode sequence) {
            List<Node> items = sequence.getValue();
            for (int i = 0; i < items.size(); i++) {
                check(items.get(i), path + "[" + i + "]", seen);
            }
        }
    }

    private void checkKeys(MappingNode mapping, String path, Set<Node> seen) {
        Map<String, Node> keys = new HashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            Node key = entry.getKeyNode();
            if (!(key instanceof ScalarNode scalar)) {
                throw at(key, path, described(key) + " as a key", "text as a key");
            }
            check(key, path, seen);
            String below = join(path, scalar.getValue());
            Node first = keys.putIfAbsent(scalar.getValue(), key);
            if (first != null) {
                String found = "the key again, first in line " + line(first.getStartMark());
                throw at(key, below, found, "each key once");
            }
            check(entry.getValueNode(), below, seen);
        }
    }

    /** A text that stands in no file, as if it stood at {@code place}. */
    static ScalarNode scalar(String text, Optional<Mark> place) {
        return new ScalarNode(Tag.STR, true, text, ScalarStyle.PLAIN, place, place);
    }

    /** The path of {@code key} in the mapping at {@code path}. */
    static String join(String path, String key) {
        return path.isEmpty() ? Printable.of(key) : path + "." + Printable.of(key);
    }

    /** What a value is, for messages: its text, or its shape. */
    static String described(Node node) {
        if (node instanceof ScalarNode scalar) {
            return isNothing(scalar) ? "nothing" : Printable.of(scalar.getValue());
        }
        return node instanceof SequenceNode ? "a list" : "a mapping";
    }

    /** Whether a key has no value: written empty, {@code ~} or {@code null}, without quotes. */
    static boolean isNothing(ScalarNode scalar) {
        if (!scalar.isPlain()) {
            return false;
        }
        String text = scalar.getValue();
        return text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null");
    }

    /** Line of a place, the first is 1. */
    static int line(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(-1) + 1;
    }

    /** Column of a place, the first is 1. */
    static int column(Optional<Mark> mark) {
        return mark.map(Mark::getColumn).orElse(-1) + 1;
    }

    private SettingsException at(Node node, String path, String found, String allowed) {
        Optional<Mark> mark = node.getStartMark();
        String key = path.isEmpty() ? SettingsFile.DOCUMENT : path;
        return new SettingsException(file, line(mark), column(mark), key, found, allowed);
    }

    private SettingsException document(Optional<Mark> mark, String found, String allowed) {
        return document(line(mark), column(mark), found, allowed);
    }

    private SettingsException document(int line, int column, String found, String allowed) {
        return new SettingsException(file, line, column, SettingsFile.DOCUMENT, found, allowed);
    }

    /** The parser's own words, of which some hold line breaks and the offending text. */
    private static String oneLine(String problem) {
        return Printable.of(problem.strip().replaceAll("\\s+", " "), MAX_PROBLEM_CHARACTERS);
    }
}
