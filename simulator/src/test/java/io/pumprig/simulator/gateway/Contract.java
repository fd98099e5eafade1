package io.pumprig.simulator.gateway;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The AsyncAPI document held against messages. What a rig publishes must be in the document to the
 * last key, although the document lets a reader expect more: a key that nobody wrote down is a
 * change of the contract.
 */
final class Contract {
    /** One channel: its name, and the forms of what it carries. */
    private record Channel(String name, Pattern topic, Map<String, Schema> forms) {}

    static final JsonNode DOCUMENT = ContractDocument.tree();

    private static final Contract SHIPPED = new Contract(DOCUMENT);

    private final List<Channel> channels = new ArrayList<>();

    private Contract(JsonNode document) {
        ObjectNode strict = (ObjectNode) document.deepCopy();
        JsonNode schemas = strict.get("components").get("schemas");
        for (Map.Entry<String, JsonNode> schema : schemas.properties()) {
            close(schema.getValue());
        }
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
        for (Map.Entry<String, JsonNode> channel : strict.get("channels").properties()) {
            String address = channel.getValue().get("address").stringValue();
            Map<String, Schema> forms = new LinkedHashMap<>();
            for (String message : channel.getValue().get("messages").propertyNames()) {
                forms.put(message, registry.getSchema(form(strict, message)));
            }
            Pattern topic =
                    Pattern.compile(address.replaceAll("\\{[a-z]+}", "[A-Za-z0-9_-]{1,64}"));
            channels.add(new Channel(channel.getKey(), topic, forms));
        }
    }

    static Contract shipped() {
        return SHIPPED;
    }

    /** The schema of a message's payload, with all that it may refer to. */
    private static ObjectNode form(ObjectNode document, String message) {
        ObjectNode form = Documents.object();
        String payload =
                document.at("/components/messages/" + message + "/payload/$ref").stringValue();
        form.put("$schema", "http://json-schema.org/draft-07/schema#");
        form.putArray("allOf").addObject().put("$ref", payload);
        form.putObject("components").set("schemas", document.at("/components/schemas"));
        return form;
    }

    /** Says of every object whose other keys are left open that there are none. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object) {
            boolean isForm = object.path("type").asString("").equals("object");
            if (isForm && object.has("properties") && !object.has("additionalProperties")) {
                object.put("additionalProperties", false);
            }
        }
        node.forEach(Contract::close);
    }

    /** What the document has against a message, in words; empty for nothing. */
    List<String> objections(String topic, byte[] payload) {
        Channel channel = channel(topic);
        return channel == null
                ? List.of(topic + ": no channel has this topic")
                : objections(channel, topic, payload);
    }

    private static List<String> objections(Channel channel, String topic, byte[] payload) {
        String text = new String(payload, StandardCharsets.UTF_8);
        JsonNode json;
        try {
            json = text.isEmpty() ? StringNode.valueOf("") : JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            return List.of(topic + ": no JSON: " + text);
        }
        List<String> objections = new ArrayList<>();
        for (Schema form : channel.forms.values()) {
            List<String> own =
                    form.validate(json).stream()
                            .map(e -> topic + ": " + e.getInstanceLocation() + " " + e.getMessage())
                            .toList();
            if (own.isEmpty()) {
                return List.of();
            }
            objections.addAll(own);
        }
        objections.add(text);
        return objections;
    }

    /** Name of the channel with this topic, or null. */
    String channelOf(String topic) {
        Channel channel = channel(topic);
        return channel == null ? null : channel.name;
    }

    /** Names of all channels, in the order of the document. */
    List<String> channels() {
        return channels.stream().map(Channel::name).toList();
    }

    private Channel channel(String topic) {
        for (Channel channel : channels) {
            if (channel.topic.matcher(topic).matches()) {
                return channel;
            }
        }
        return null;
    }
}
