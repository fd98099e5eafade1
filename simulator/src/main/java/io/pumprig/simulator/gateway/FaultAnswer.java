package io.pumprig.simulator.gateway;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A rig's answer to a verb of the tester's, for people and for programs. */
public final class FaultAnswer {
    /** Columns of the table of faults. */
    private static final String ROW = "%-20s %-24s %-18s %-10s %-16s %9s  %s";

    private final String backend;
    private final String rig;
    private final JsonNode answer;

    private FaultAnswer(String backend, String rig, JsonNode answer) {
        this.backend = backend;
        this.rig = rig;
        this.answer = answer;
    }

    /**
     * Reads an answer.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static FaultAnswer of(String backend, String rig, byte[] answer) {
        try {
            JsonNode root = Documents.read(answer);
            if (root.path("code").isString()) {
                return new FaultAnswer(backend, rig, root);
            }
        } catch (JacksonException e) {
            // Told below.
        }
        throw new IllegalArgumentException("rig " + rig + " gave an answer without a code");
    }

    /** Whether it was done; a fault that stood there already was. */
    public boolean isAccepted() {
        return answer.path("status").asString("").equals("accepted");
    }

    /** {@code accepted}, or the code and the reason of the refusal. */
    public String verdict() {
        if (isAccepted()) {
            boolean again = !answer.path("enacted").path("fresh").asBoolean(true);
            return "accepted, cycle "
                    + answer.path("cycle").asLong()
                    + (again ? "; the very same fault was there already" : "");
        }
        String reason = answer.path("reason").asString("");
        return "rejected, "
                + answer.path("code").asString("")
                + (reason.isEmpty() ? "" : ": ")
                + reason;
    }

    /** Under the name of who gives it, on one line. */
    public String json() {
        return enveloped().toString();
    }

    ObjectNode enveloped() {
        ObjectNode envelope = Documents.object();
        envelope.put("backend", backend);
        envelope.put("rig", rig);
        envelope.set("answer", answer);
        return envelope;
    }

    /** The fault that was injected, as the rig read it back; missing after a refusal. */
    JsonNode fault() {
        return answer.path("enacted").path("fault");
    }

    /**
     * The session that was exported, as a scenario file in YAML.
     *
     * @throws IllegalStateException when the answer is none to {@code scenario-export}, or a
     *     refusal
     */
    public String scenario() {
        JsonNode scenario = answer.path("enacted").path("scenario");
        if (!scenario.isObject()) {
            throw new IllegalStateException("no scenario in " + answer);
        }
        return Documents.yaml(scenario);
    }

    /** What was enacted, a line each; an exported scenario is a file, and no line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        JsonNode enacted = answer.path("enacted");
        if (enacted.has("fault")) {
            lines.addAll(table(List.of(enacted.path("fault"))));
        } else if (enacted.has("faults")) {
            List<JsonNode> faults = new ArrayList<>();
            enacted.path("faults").forEach(faults::add);
            lines.addAll(faults.isEmpty() ? List.of("no fault is in the system") : table(faults));
        } else {
            for (Map.Entry<String, JsonNode> property : enacted.properties()) {
                String text = text(property.getValue());
                if (!text.isEmpty()) {
                    lines.add(property.getKey() + " " + text);
                }
            }
        }
        return lines;
    }

    /** A value, or the values of a list; nothing of what has keys of its own. */
    private static String text(JsonNode node) {
        if (node.isObject()) {
            return "";
        }
        if (!node.isArray()) {
            return node.asString("");
        }
        List<String> texts = new ArrayList<>();
        node.forEach(element -> texts.add(text(element)));
        return String.join(" ", texts);
    }

    private static List<String> table(List<JsonNode> faults) {
        List<String> lines = new ArrayList<>();
        lines.add(row("KEY", "TARGET", "TYPE", "PHASE", "AT", "EFFECTS", "PARAMS"));
        for (JsonNode fault : faults) {
            JsonNode at = fault.path("atSimNs");
            lines.add(
                    row(
                            fault.path("key").asString(""),
                            fault.path("target").path("component").asString("")
                                    + "/"
                                    + fault.path("target").path("instance").asString(""),
                            fault.path("type").asString(""),
                            fault.path("phase").asString(""),
                            at.canConvertToLong()
                                    ? Quantity.format(Dimension.TIME, at.asLong())
                                    : at.asString(""),
                            fault.path("effects").asString(""),
                            params(fault.path("params"))));
        }
        return lines;
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, ROW, cells).stripTrailing();
    }

    private static String params(JsonNode params) {
        List<String> texts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> param : params.properties()) {
            texts.add(param.getKey() + "=" + param.getValue().asString(""));
        }
        return String.join(" ", texts);
    }
}
