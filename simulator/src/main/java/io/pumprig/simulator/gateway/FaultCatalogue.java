package io.pumprig.simulator.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A catalogue of faults for people, read from the document of {@code meta/faults}: a rig's own, or
 * that of this program. What the document says and this class does not know is shown by its name.
 */
public final class FaultCatalogue {
    private static final int TEXT_COLUMN = 16;

    /** Written by this class in words of their own. */
    private static final Set<String> KNOWN =
            Set.of(
                    "id",
                    "name",
                    "type",
                    "target",
                    "params",
                    "effect",
                    "expectedAlarm",
                    "detectionLimit",
                    "schema");

    /** Not worth a line. */
    private static final Set<String> NOTHING = Set.of("", "false", "{}");

    private final JsonNode root;

    private FaultCatalogue(JsonNode root) {
        this.root = root;
    }

    /** What this program can break. */
    public static FaultCatalogue ofThisProgram() {
        return new FaultCatalogue(FaultDocuments.catalogue());
    }

    /**
     * What a rig says that it can break.
     *
     * @param document the content of {@code meta/faults}
     * @throws IllegalArgumentException when it is none
     */
    public static FaultCatalogue of(byte[] document) {
        try {
            JsonNode root = Documents.read(document);
            if (root.path("types").isArray() && root.path("presets").isArray()) {
                return new FaultCatalogue(root);
            }
        } catch (JacksonException e) {
            // Told below.
        }
        throw new IllegalArgumentException("meta/faults is not a catalogue of faults");
    }

    /** The whole document on one line. */
    public String json() {
        return root.toString();
    }

    /**
     * What the document says of a preset or of every type of that label, as a JSON array on one
     * line; null when there is none.
     */
    public String json(String name) {
        ArrayNode found = Documents.array();
        entries(name).forEach(found::add);
        return found.isEmpty() ? null : found.toString();
    }

    /** Everything, for people. */
    public List<String> table() {
        List<String> lines = new ArrayList<>();
        for (JsonNode type : root.path("types")) {
            lines.addAll(type(type));
            lines.add("");
        }
        lines.addAll(presetLines());
        return lines;
    }

    /** One line for each type: label, targets, parameters. */
    public List<String> typeLines() {
        List<String> lines = new ArrayList<>();
        for (JsonNode type : root.path("types")) {
            List<String> names = new ArrayList<>();
            for (JsonNode param : type.path("params")) {
                names.add(text(param, "name"));
            }
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%-17s %-30s %s",
                            text(type, "type"),
                            targets(type),
                            String.join(" ", names)));
        }
        return lines;
    }

    /** One line for each preset: id, name, what it breaks and how it has to be found. */
    public List<String> presetLines() {
        List<String> lines = new ArrayList<>();
        for (JsonNode preset : root.path("presets")) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%-6s %-30s %-34s %s",
                            text(preset, "id"),
                            text(preset, "name"),
                            text(preset, "type") + " " + targets(preset),
                            found(preset)));
        }
        return lines;
    }

    /** A preset with its type, or every type of that label, whole; empty when there is none. */
    public List<String> whole(String name) {
        List<String> lines = new ArrayList<>();
        for (JsonNode entry : entries(name)) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(entry.has("id") ? preset(entry) : type(entry));
        }
        return lines;
    }

    /** What {@link #whole} knows: ids of presets, then labels of types. */
    public List<String> names() {
        List<String> names = presetIds();
        for (JsonNode type : root.path("types")) {
            if (!names.contains(text(type, "type"))) {
                names.add(text(type, "type"));
            }
        }
        return names;
    }

    /** Ids of the presets. */
    public List<String> presetIds() {
        List<String> ids = new ArrayList<>();
        root.path("presets").forEach(preset -> ids.add(text(preset, "id")));
        return ids;
    }

    /** The preset of that id, or null. */
    ObjectNode preset(String id) {
        for (JsonNode preset : root.path("presets")) {
            if (text(preset, "id").equals(id) && preset instanceof ObjectNode found) {
                return found;
            }
        }
        return null;
    }

    private List<JsonNode> entries(String name) {
        List<JsonNode> entries = new ArrayList<>();
        JsonNode preset = preset(name);
        if (preset != null) {
            entries.add(preset);
        }
        for (JsonNode type : root.path("types")) {
            boolean ofPreset =
                    preset != null
                            && text(type, "type").equals(text(preset, "type"))
                            && includes(type, preset.path("target"));
            if (text(type, "type").equals(name) || ofPreset) {
                entries.add(type);
            }
        }
        return entries;
    }

    private static boolean includes(JsonNode type, JsonNode target) {
        JsonNode offered = type.path("target");
        if (!text(offered, "component").equals(text(target, "component"))) {
            return false;
        }
        for (JsonNode instance : offered.path("instances")) {
            if (instance.asString("").equals(text(target, "instance"))) {
                return true;
            }
        }
        return false;
    }

    private static List<String> type(JsonNode type) {
        List<String> lines = new ArrayList<>();
        lines.add(text(type, "type") + "  " + targets(type));
        lines.add(line("effect", text(type, "effect")));
        for (JsonNode param : type.path("params")) {
            lines.add(line(text(param, "name"), param(param)));
        }
        lines.add(line("found by", found(type)));
        lines.addAll(others(type));
        return lines;
    }

    private static String param(JsonNode param) {
        String otherwise = text(param, "default");
        return text(param, "allowed")
                + (otherwise.isEmpty() ? "" : ", " + otherwise + " if left out")
                + ": "
                + text(param, "meaning");
    }

    private static List<String> preset(JsonNode preset) {
        List<String> lines = new ArrayList<>();
        lines.add(text(preset, "id") + "  " + text(preset, "name"));
        lines.add(line("breaks", text(preset, "type") + " " + targets(preset)));
        for (Map.Entry<String, JsonNode> param : preset.path("params").properties()) {
            lines.add(line(param.getKey(), shown(param.getValue())));
        }
        lines.add(line("found by", found(preset)));
        lines.addAll(others(preset));
        return lines;
    }

    private static List<String> others(JsonNode entry) {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : entry.properties()) {
            String said = shown(property.getValue());
            if (!KNOWN.contains(property.getKey()) && !NOTHING.contains(said)) {
                lines.add(line(property.getKey(), said));
            }
        }
        return lines;
    }

    private static String found(JsonNode entry) {
        String limit = text(entry, "detectionLimit");
        return text(entry, "expectedAlarm") + (limit.isEmpty() ? "" : " within " + limit);
    }

    private static String targets(JsonNode entry) {
        JsonNode target = entry.path("target");
        String component = text(target, "component");
        if (target.has("instance")) {
            return component + "/" + text(target, "instance");
        }
        List<String> instances = new ArrayList<>();
        target.path("instances").forEach(instance -> instances.add(instance.asString("")));
        return component + "/" + String.join(",", instances);
    }

    private static String line(String name, String text) {
        return "  " + String.format(Locale.ROOT, "%-" + TEXT_COLUMN + "s ", name) + text;
    }

    private static String text(JsonNode node, String name) {
        return shown(node.path(name));
    }

    private static String shown(JsonNode value) {
        if (value.isArray()) {
            List<String> texts = new ArrayList<>();
            value.forEach(each -> texts.add(shown(each)));
            return String.join(", ", texts);
        }
        return value.isObject() ? value.toString() : value.asString("");
    }
}
