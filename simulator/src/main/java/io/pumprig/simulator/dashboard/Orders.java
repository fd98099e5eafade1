package io.pumprig.simulator.dashboard;

import io.pumprig.controller.link.AnswerMissing;
import io.pumprig.controller.link.OrderDenied;
import io.pumprig.controller.link.RigWatch;
import java.io.IOException;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * What a browser may ask a rig for. Nothing here raises flow beyond what was committed, and a bench
 * is asked for no fault and no other time, whatever the browser says (SR-97, SR-99).
 */
final class Orders {
    static final Set<String> BODY_KEYS = Set.of("body", "stateVersion");

    private static final Set<String> OF_EVERY_RIG =
            Set.of("pause", "resume", "minimum-rate", "stop", "alarm-acknowledge", "audio-pause");
    private static final Set<String> OF_SIMULATION =
            Set.of(
                    "fault-inject",
                    "fault-clear",
                    "fault-clear-all",
                    "fault-list",
                    "sim-pause",
                    "sim-run",
                    "sim-step",
                    "sim-speed",
                    "sim-reset");
    private static final Set<String> NOT_OFFERED =
            Set.of(
                    "ping",
                    "bolus",
                    "bolus-cancel",
                    "therapy-stage",
                    "therapy-commit",
                    "refill",
                    "prime",
                    "scenario-export");

    private static final YAMLMapper YAML =
            YAMLMapper.builder().disable(YAMLWriteFeature.WRITE_DOC_START_MARKER).build();

    private final RigWatch watch;
    private final RigReader reader;

    Orders(RigWatch watch, RigReader reader) {
        this.watch = watch;
        this.reader = reader;
    }

    /** What the rig answers to {@code verb}, as it came. */
    byte[] give(String verb, ObjectNode envelope) throws Refusal {
        if (NOT_OFFERED.contains(verb)) {
            throw new Refusal(403, verb + " is not given from the dashboard");
        }
        if (OF_SIMULATION.contains(verb)) {
            requireSimulation(verb);
        } else if (!OF_EVERY_RIG.contains(verb)) {
            throw new Refusal(404, "there is no such verb");
        }
        JsonNode body = envelope.path("body");
        JsonNode version = envelope.path("stateVersion");
        boolean versioned = version.isIntegralNumber() && version.canConvertToLong();
        if (!body.isMissingNode() && !body.isObject()) {
            throw new Refusal(400, "body: allowed an object");
        }
        if (!version.isMissingNode() && !versioned) {
            throw new Refusal(400, "stateVersion: allowed a whole number");
        }
        return ask(
                verb,
                body.isMissingNode() ? Json.object() : body,
                versioned ? version.asLong() : null);
    }

    /**
     * Refuses what only a simulation does.
     *
     * @throws Refusal when the rig is a bench, or nobody knows yet what it is
     */
    void requireSimulation(String what) throws Refusal {
        String backend = reader.backend();
        if (backend == null) {
            throw new Refusal(503, "nothing was sent: " + watch.view().text());
        }
        if (!backend.equals("sim")) {
            throw new Refusal(403, what + " is for a simulation; this rig is a " + backend);
        }
    }

    private byte[] ask(String verb, JsonNode body, Long stateVersion) throws Refusal {
        try {
            return watch.ask(verb, Json.bytes(body), stateVersion);
        } catch (OrderDenied e) {
            throw new Refusal(403, e.getMessage());
        } catch (AnswerMissing e) {
            throw new Refusal(504, e.getMessage());
        } catch (IOException e) {
            throw new Refusal(503, e.getMessage());
        }
    }

    /** The answer to an errand of this server's own; an empty object where it is none. */
    JsonNode giveOwn(String verb) throws Refusal {
        JsonNode answer = Json.read(ask(verb, Json.object(), null));
        return answer == null ? Json.object() : answer;
    }

    /** The session so far as a scenario file. */
    byte[] export() throws Refusal {
        requireSimulation("an export");
        JsonNode answer = giveOwn("scenario-export");
        if (!answer.path("enacted").path("scenario").isObject()) {
            throw new Refusal(
                    409,
                    "the rig did not write its session down: "
                            + answer.path("reason").asString(""));
        }
        return YAML.writeValueAsBytes(answer.path("enacted").path("scenario"));
    }
}
