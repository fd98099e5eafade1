package io.pumprig.simulator.gateway;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.link.LinkSettings;
import io.pumprig.hal.settings.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The whole MQTT contract as an AsyncAPI 3.0.0 document, from a rig's point of view: it sends what
 * it publishes, and receives requests. Verbs, codes, alarms, modes and faults come from the enums
 * that the rig works by. What only the simulator has is marked {@code x-backend: sim}; a bench
 * speaks the rest of the same document.
 *
 * <p>Payloads are schemas of draft 7, which every AsyncAPI tool knows.
 */
public final class ContractDocument {
    /** Version of the contract, beside the {@code v1} of its topics. */
    private static final String VERSION = "1.0.0";

    private static final String ROOT = "pumprig/v1/{rig}/";
    private static final String BINDING_VERSION = "0.2.0";

    private final ObjectNode document = Documents.object();
    private final ObjectNode channels;
    private final ObjectNode operations;
    private final ObjectNode messages;
    private final ObjectNode schemas;
    private final ObjectNode parameters;

    private ContractDocument() {
        document.put("asyncapi", "3.0.0");
        info();
        document.put("defaultContentType", "application/json");
        server();
        channels = document.putObject("channels");
        operations = document.putObject("operations");
        ObjectNode components = document.putObject("components");
        messages = components.putObject("messages");
        schemas = components.putObject("schemas");
        parameters = components.putObject("parameters");
        components
                .putObject("correlationIds")
                .putObject("request")
                .put("description", "An answer has the id of its request")
                .put("location", "$message.payload#/id");
    }

    /** The document as JSON, with a line end behind it. */
    public static String json() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        JsonMapper mapper =
                JsonMapper.builder()
                        .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                        .defaultPrettyPrinter(
                                new DefaultPrettyPrinter().withObjectIndenter(indenter))
                        .build();
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(tree()) + "\n";
    }

    /** The same document as YAML. */
    public static String yaml() {
        return Documents.yaml(tree());
    }

    /** The document as a tree. */
    static ObjectNode tree() {
        ContractDocument contract = new ContractDocument();
        contract.parameters();
        contract.schemas();
        contract.published();
        contract.answers();
        for (RoleTable row : RoleTable.values()) {
            contract.request(row);
        }
        return contract.document;
    }

    private void info() {
        ObjectNode info = document.putObject("info");
        info.put("title", "pumprig");
        info.put("version", VERSION);
        info.put(
                "description",
                "A drug infusion pump rig on MQTT 5, real or simulated. Every document but an"
                        + " answer says `backend`: `sim` or `bench`. Channels marked `x-backend: sim`"
                        + " exist in the simulator only. A request gets exactly one answer; a client"
                        + " of MQTT 5 may name a response topic, every other is answered on"
                        + " `rsp/{client}`. A bench instrument and its simulator, not a medical"
                        + " device.");
        info.putObject("license").put("name", "Apache-2.0");
    }

    private void server() {
        ObjectNode server = document.putObject("servers").putObject("simulator");
        server.put("host", "127.0.0.1:1883");
        server.put("protocol", "mqtt");
        server.put("protocolVersion", "5.0");
        server.put("description", "The broker inside of `pumprig-simulator run`");
        ObjectNode will = server.putObject("bindings").putObject("mqtt");
        will.putObject("lastWill")
                .put("topic", ROOT + "status")
                .put("qos", 1)
                .put("message", "{\"status\": \"lost\"}")
                .put("retain", true);
        will.put("bindingVersion", BINDING_VERSION);
    }

    private void parameters() {
        parameters.putObject("rig").put("description", "Name of the rig: " + LinkSettings.NAME);
        parameters.putObject("client").put("description", "The client that asked");
        ArrayNode names =
                parameters
                        .putObject("alarm")
                        .put("description", "Name of the alarm")
                        .putArray("enum");
        Alarm.names().forEach(names::add);
    }

    private void schemas() {
        schema("code", PublishedForms.code());
        schema("status", PublishedForms.status());
        schema("state", StateForms.state());
        schema("limits", StateForms.limits());
        schema("alarm", PublishedForms.alarm());
        schema("answer", PublishedForms.answer());
        schema(
                "nothing",
                Schema.text("A payload of no bytes: what was retained here is gone")
                        .with("maxLength", 0));
        for (EventKind kind : EventKind.values()) {
            schema("event-" + kind.topic(), PublishedForms.event(kind));
        }
        schema("truth", SimulatorForms.truth());
        schema("catalogue", SimulatorForms.catalogue());
        schema("activeFault", SimulatorForms.activeFault());
        schema("activeFaults", SimulatorForms.activeFaults());
        ArrayNode forms = Documents.array();
        SimulatorForms.faultsByType()
                .forEach(
                        (name, form) -> {
                            schemas.set(name, form);
                            if (name.startsWith(SimulatorForms.FAULT)) {
                                forms.addObject().put("$ref", "#/components/schemas/" + name);
                            }
                        });
        ObjectNode fault = schemas.putObject("fault");
        fault.put("description", "A fault as it is written over MQTT and in files");
        fault.set("anyOf", forms);
        for (RoleTable row : RoleTable.values()) {
            schema("request-" + row.verb(), RequestForms.request(row));
        }
    }

    private void schema(String name, Schema schema) {
        schemas.set(name, JsonMapper.shared().readTree(schema.json()));
    }

    private void published() {
        publishes("status", "status", true, 1, "Whether the rig is there", "status");
        publishes("state", "state", true, 0, "The whole rig at one look", "state");
        publishes("limits", "meta/limits", true, 1, "What is allowed", "limits");
        publishes("alarm", "alarm/{alarm}", true, 1, "A listed alarm", "alarm", "nothing");
        for (EventKind kind : EventKind.values()) {
            String name = "event-" + kind.topic();
            publishes(name, "event/" + kind.topic(), false, 1, "Events: " + kind.topic(), name);
        }
        publishes("truth", "truth", false, 0, "What the plant knows", "truth");
        publishes("catalogue", "meta/faults", true, 1, "Faults there are", "catalogue");
        publishes("active-faults", "fault/active", true, 1, "Faults that act", "activeFaults");
        for (String own : List.of("truth", "catalogue", "active-faults", "event-fault")) {
            ((ObjectNode) channels.get(own)).put("x-backend", "sim");
        }
    }

    private void publishes(
            String name, String suffix, boolean retained, int qos, String summary, String... of) {
        ObjectNode channel = channel(name, suffix, summary, of);
        for (String message : of) {
            message(message, channel.get("title").stringValue());
        }
        ObjectNode operation = operation("publish-" + name, "send", name, qos, retained, of);
        operation.put("summary", summary);
    }

    private void answers() {
        channel("answer", "rsp/{client}", "Answers, unless a request named a topic", "answer");
        message("answer", "Answer");
        reference(((ObjectNode) messages.get("answer")), "correlationId", "correlationIds/request");
        operation("answer", "send", "answer", 1, false, "answer")
                .put("summary", "One answer to each request");
    }

    private void request(RoleTable row) {
        String name = "request-" + row.verb();
        ObjectNode channel = channel(name, "cmd/" + row.verb(), RequestForms.summary(row), name);
        ArrayNode roles = channel.putArray("x-roles");
        Arrays.stream(Role.values()).filter(row::isFor).map(Role::label).forEach(roles::add);
        boolean isSimulator = row.compareTo(RoleTable.FAULT_INJECT) >= 0;
        if (isSimulator) {
            channel.put("x-backend", "sim");
        }
        message(name, "Request " + row.verb());
        reference(((ObjectNode) messages.get(name)), "correlationId", "correlationIds/request");
        ObjectNode operation = operation(row.verb(), "receive", name, 1, false, name);
        operation.put("summary", RequestForms.summary(row));
        ObjectNode reply = operation.putObject("reply");
        reply.putObject("channel").put("$ref", "#/channels/answer");
        reply.putArray("messages").addObject().put("$ref", "#/channels/answer/messages/answer");
    }

    private ObjectNode channel(String name, String suffix, String title, String... of) {
        ObjectNode channel = channels.putObject(name);
        channel.put("address", ROOT + suffix);
        channel.put("title", title);
        ObjectNode parts = channel.putObject("parameters");
        for (String part : placeholders(ROOT + suffix)) {
            reference(parts, part, "parameters/" + part);
        }
        ObjectNode carried = channel.putObject("messages");
        for (String message : of) {
            reference(carried, message, "messages/" + message);
        }
        return channel;
    }

    private static List<String> placeholders(String address) {
        List<String> names = new ArrayList<>();
        for (String level : address.split("/")) {
            if (level.startsWith("{")) {
                names.add(level.substring(1, level.length() - 1));
            }
        }
        return names;
    }

    private void message(String name, String title) {
        ObjectNode message = messages.putObject(name);
        message.put("name", name);
        message.put("title", title);
        reference(message, "payload", "schemas/" + name);
        message.putObject("bindings").putObject("mqtt").put("bindingVersion", BINDING_VERSION);
    }

    private ObjectNode operation(
            String name, String action, String channel, int qos, boolean retained, String... of) {
        ObjectNode operation = operations.putObject(name);
        operation.put("action", action);
        operation.putObject("channel").put("$ref", "#/channels/" + channel);
        ArrayNode carried = operation.putArray("messages");
        for (String message : of) {
            carried.addObject().put("$ref", "#/channels/" + channel + "/messages/" + message);
        }
        operation
                .putObject("bindings")
                .putObject("mqtt")
                .put("qos", qos)
                .put("retain", retained)
                .put("bindingVersion", BINDING_VERSION);
        return operation;
    }

    private static void reference(ObjectNode node, String key, String component) {
        node.putObject(key).put("$ref", "#/components/" + component);
    }
}
