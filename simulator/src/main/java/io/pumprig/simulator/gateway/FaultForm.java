package io.pumprig.simulator.gateway;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The body of a {@code fault-inject} as a client fills it in. Nothing of it is checked here: the
 * rig does that, and its answer says what was found and what is allowed.
 */
public final class FaultForm {
    private static final String FAULTS = "faults";

    /** What a preset says about itself, and a fault does not have. */
    private static final List<String> OF_PRESETS =
            List.of("key", "target", "type", "params", "at", "duration", "ramp", "detected");

    private final ObjectNode body;

    private FaultForm(ObjectNode body) {
        this.body = body;
    }

    /** An empty form. */
    public static FaultForm blank() {
        return new FaultForm(Documents.object());
    }

    /**
     * The form of a preset, under its id as key.
     *
     * @return null when {@code catalogue} has no such preset
     */
    public static FaultForm preset(FaultCatalogue catalogue, String id) {
        ObjectNode preset = catalogue.preset(id);
        if (preset == null) {
            return null;
        }
        ObjectNode body = Documents.object();
        body.put("key", id);
        for (String field : OF_PRESETS) {
            JsonNode value = preset.get(field);
            if (value != null) {
                body.set(field, value.deepCopy());
            }
        }
        return new FaultForm(body);
    }

    /**
     * The forms in a file: one fault, or the list {@code faults} of them.
     *
     * @param values of the file, by key
     */
    public static List<FaultForm> written(Map<String, ?> values) {
        JsonNode root = Documents.tree(values);
        List<FaultForm> forms = new ArrayList<>();
        if (root.size() == 1 && root.path(FAULTS).isArray()) {
            for (JsonNode each : root.path(FAULTS)) {
                forms.add(new FaultForm(each instanceof ObjectNode fault ? fault : wrong(each)));
            }
        } else {
            forms.add(new FaultForm((ObjectNode) root));
        }
        return forms;
    }

    /** What is no fault goes to the rig as one without a key, and is refused there. */
    private static ObjectNode wrong(JsonNode found) {
        ObjectNode body = Documents.object();
        body.set("fault", found);
        return body;
    }

    /** Fills in {@code field}; null leaves it as it is. What is a JSON object is sent as one. */
    public FaultForm with(String field, String text) {
        if (text != null) {
            body.set(field, value(text));
        }
        return this;
    }

    private static JsonNode value(String text) {
        try {
            if (text.startsWith("{")) {
                return Documents.read(text.getBytes(StandardCharsets.UTF_8));
            }
        } catch (JacksonException e) {
            // The rig says what is wrong with it.
        }
        return StringNode.valueOf(text);
    }

    /** Fills in the target. */
    public FaultForm on(String component, String instance) {
        body.putObject("target").put("component", component).put("instance", instance);
        return this;
    }

    /** Fills in a parameter; what is a number is sent as one. */
    public FaultForm param(String name, String text) {
        ObjectNode params =
                body.get("params") instanceof ObjectNode there ? there : body.putObject("params");
        try {
            params.put(name, new BigDecimal(text));
        } catch (NumberFormatException e) {
            params.put(name, text);
        }
        return this;
    }

    /** The key, or an empty text when there is none. */
    public String key() {
        return body.path("key").asString("");
    }

    /** The body as JSON. */
    public byte[] bytes() {
        return Documents.bytes(body);
    }
}
