package io.pumprig.controller.link;

import io.pumprig.controller.order.Verb;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * A request as an operator's program makes it.
 *
 * @param verb what is asked for
 * @param body what the verb needs, by key: texts, truths, and mappings and lists of them
 * @param stateVersion the state that it is meant for, or -1 for any
 * @param confirm the second of the two steps that raising flow takes (SR-99)
 */
public record OperatorRequest(Verb verb, Map<String, ?> body, long stateVersion, boolean confirm) {
    /** Every request of an operator's program comes from this client. */
    static final String CLIENT = "operator";

    /** How long a request on its way may still be carried out. */
    private static final long TTL_MILLIS = 5_000;

    /**
     * A request for any state that confirms nothing.
     *
     * @param alarm for {@link Verb#ALARM_ACKNOWLEDGE}: the alarm's name, or null for all
     */
    public static OperatorRequest of(Verb verb, String alarm) {
        return asking(verb, alarm == null ? Map.of() : Map.of("alarm", alarm));
    }

    /** The same of any verb, with what it needs. */
    public static OperatorRequest asking(Verb verb, Map<String, ?> body) {
        return new OperatorRequest(verb, body, -1, false);
    }

    /** The same, confirming what {@code answer} said would need it. */
    public OperatorRequest confirming(OperatorAnswer answer) {
        return new OperatorRequest(verb, body, answer.stateVersion(), true);
    }

    /**
     * One line for {@link LocalDesk}.
     *
     * @param id unlike that of any other request, {@code [A-Za-z0-9_-]{1,64}}
     */
    public byte[] line(String id) {
        Json json = new Json();
        JsonGenerator generator = json.begin();
        generator.writeStringProperty("verb", verb.label());
        generator.writeStringProperty("client", CLIENT);
        content(generator, id);
        return json.end();
    }

    /** The payload of an MQTT message, which expires after 5 s. */
    byte[] payload(String client, String id, long nowMillis) {
        Json json = new Json();
        JsonGenerator generator = json.begin();
        generator.writeStringProperty("client", client);
        generator.writeNumberProperty("issuedAt", nowMillis);
        generator.writeNumberProperty("ttlMs", TTL_MILLIS);
        content(generator, id);
        return json.end();
    }

    private void content(JsonGenerator generator, String id) {
        generator.writeStringProperty("id", id);
        if (stateVersion >= 0) {
            generator.writeNumberProperty("stateVersion", stateVersion);
        }
        generator.writeObjectPropertyStart("body");
        for (Map.Entry<String, ?> property : body.entrySet()) {
            generator.writePOJOProperty(property.getKey(), property.getValue());
        }
        if (confirm) {
            generator.writeBooleanProperty("confirm", true);
        }
        generator.writeEndObject();
    }
}
