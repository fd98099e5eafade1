package io.pumprig.controller.link;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A rig's answer as an operator's program shows it: who answers first, then what was enacted.
 *
 * @param backend {@code sim} or {@code bench}
 * @param rig name of the rig
 * @param accepted whether it was done
 * @param code how it ended, one of {@link io.pumprig.controller.order.Code}
 * @param reason why not, or null
 * @param cycle in which it was answered
 * @param mode the mode afterwards, or null when the control loop had no part in the answer
 * @param rateMcgPerDay the dose rate of that mode, in mcg/day, as it was written
 * @param stateVersion of the state afterwards, or -1
 * @param alarms names of the alarms listed afterwards
 * @param details what else was enacted, by name, in the rig's order
 * @param json all of it on one line
 */
public record OperatorAnswer(
        String backend,
        String rig,
        boolean accepted,
        String code,
        String reason,
        long cycle,
        String mode,
        String rateMcgPerDay,
        long stateVersion,
        List<String> alarms,
        Map<String, String> details,
        String json) {

    /** What every answer of the control loop has; the rest is the verb's own. */
    private static final Set<String> COMMON =
            Set.of("mode", "rateMcgPerDay", "stateVersion", "alarms");

    /** Puts an answer under the name of who gives it. */
    static byte[] enveloped(String backend, String rig, byte[] answer) {
        String text =
                "{\"backend\":\""
                        + backend
                        + "\",\"rig\":\""
                        + rig
                        + "\",\"answer\":"
                        + new String(answer, StandardCharsets.UTF_8)
                        + "}";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a line of {@link LocalDesk}.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static OperatorAnswer parse(byte[] line) {
        try {
            JsonNode root = Json.MAPPER.readTree(line);
            JsonNode answer = root.path("answer");
            JsonNode enacted = answer.path("enacted");
            List<String> alarms = new ArrayList<>();
            for (JsonNode alarm : enacted.path("alarms")) {
                alarms.add(alarm.asString(""));
            }
            if (root.path("backend").isMissingNode() || answer.path("code").isMissingNode()) {
                throw new IllegalArgumentException("an answer has a backend and a code");
            }
            return new OperatorAnswer(
                    root.path("backend").asString(""),
                    root.path("rig").asString(""),
                    "accepted".equals(answer.path("status").asString("")),
                    answer.path("code").asString(""),
                    answer.path("reason").asString(null),
                    answer.path("cycle").asLong(-1),
                    enacted.path("mode").asString(null),
                    enacted.path("rateMcgPerDay").asString(null),
                    enacted.path("stateVersion").asLong(-1),
                    List.copyOf(alarms),
                    details(enacted),
                    new String(line, StandardCharsets.UTF_8).strip());
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not an answer: " + e.getOriginalMessage(), e);
        }
    }

    private static Map<String, String> details(JsonNode enacted) {
        Map<String, String> details = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : enacted.properties()) {
            JsonNode value = property.getValue();
            if (!COMMON.contains(property.getKey())) {
                details.put(
                        property.getKey(),
                        value.isNumber()
                                ? value.decimalValue().toPlainString()
                                : value.asString(""));
            }
        }
        return Collections.unmodifiableMap(details);
    }
}
