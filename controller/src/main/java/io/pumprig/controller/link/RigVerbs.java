package io.pumprig.controller.link;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Enacted;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.OrderForms;
import io.pumprig.controller.order.Verb;
import io.pumprig.hal.settings.Spelling;
import java.util.Collection;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The verbs of every rig: from a request's body to an order, and from the order to its answer. */
final class RigVerbs {
    private static final String ALARM = "alarm";
    private static final String ALL = "all";
    private static final String CONFIRM = "confirm";
    private static final int MICROGRAMS = 6;

    private RigVerbs() {}

    /**
     * What is wrong with the body, or null.
     *
     * @param mayConfirm whether this request may confirm what raises flow
     */
    static Answer objection(Verb verb, Parsed parsed, boolean mayConfirm) {
        JsonNode body = parsed.body();
        if (verb.hasForm()) {
            // Its body is read against the rig's limits; a refusal belongs into the journal.
            JsonNode confirm = body.get(CONFIRM);
            return confirm == null
                    ? null
                    : wrongConfirm(confirm, parsed.stateVersion(), mayConfirm);
        }
        String allowed = allowed(verb);
        Collection<String> keys = body.propertyNames();
        for (String key : keys) {
            if (!key.equals(allowed)) {
                return Answer.rejected(
                        Code.BAD_PARAM,
                        "unknown key '"
                                + Json.shown(key, 64)
                                + "' in the body of "
                                + verb.label()
                                + ", allowed "
                                + (allowed == null ? "none" : allowed));
            }
        }
        if (body.get(CONFIRM) != null) {
            return wrongConfirm(body.get(CONFIRM), parsed.stateVersion(), mayConfirm);
        }
        JsonNode alarm = body.get(ALARM);
        if (alarm == null) {
            return null;
        }
        if (!alarm.isString()) {
            return Answer.rejected(Code.BAD_PARAM, "alarm is a string: a name, or " + ALL);
        }
        boolean known = alarm.stringValue().equals(ALL) || Alarm.named(alarm.stringValue()) != null;
        return known
                ? null
                : Answer.rejected(
                        Code.UNKNOWN_TARGET,
                        "no alarm is named '"
                                + Json.shown(alarm.stringValue(), 64)
                                + "'"
                                + Spelling.hint(alarm.stringValue(), Alarm.names()));
    }

    /** The one key that the body of {@code verb} may have, or null. */
    private static String allowed(Verb verb) {
        return switch (verb) {
            case ALARM_ACKNOWLEDGE -> ALARM;
            case PAUSE, MINIMUM_RATE -> CONFIRM;
            default -> null;
        };
    }

    /** The second of two steps names what it confirms: the state that the first one found. */
    private static Answer wrongConfirm(JsonNode confirm, long stateVersion, boolean mayConfirm) {
        if (!confirm.isBoolean()) {
            return Answer.rejected(Code.BAD_PARAM, "confirm is true or false");
        }
        if (!confirm.booleanValue()) {
            return null;
        }
        if (!mayConfirm) {
            return Answer.rejected(
                    Code.NEEDS_CONFIRM,
                    "raising flow is confirmed at the machine itself, not here");
        }
        return stateVersion >= 0
                ? null
                : Answer.rejected(
                        Code.BAD_PARAM, "confirm needs the stateVersion that was answered before");
    }

    /** The order of a request whose body has no {@link #objection}. */
    static Order order(
            Verb verb, Parsed parsed, OrderForms forms, boolean mayConfirm, Runnable whenAnswered) {
        if (verb.hasForm()) {
            ObjectNode body = ((ObjectNode) parsed.body()).deepCopy();
            JsonNode given = body.remove(CONFIRM);
            boolean confirms =
                    verb == Verb.THERAPY_COMMIT
                            ? mayConfirm
                            : given != null && given.booleanValue();
            return new Order(
                    verb,
                    forms.read(verb, Json.MAPPER.writeValueAsString(body)),
                    parsed.stateVersion(),
                    confirms,
                    parsed.key(),
                    whenAnswered);
        }
        JsonNode alarm = parsed.body().get(ALARM);
        boolean all = alarm == null || alarm.stringValue().equals(ALL);
        int ordinal = all ? Order.ALL_ALARMS : Alarm.named(alarm.stringValue()).ordinal();
        JsonNode confirm = parsed.body().get(CONFIRM);
        return new Order(
                verb,
                ordinal,
                parsed.stateVersion(),
                confirm != null && confirm.booleanValue(),
                parsed.key(),
                whenAnswered);
    }

    /** What the controller says it did, read back from it, also when it refused (SR-101). */
    static Answer answer(Order order) {
        return new Answer(
                order.code() == Code.OK,
                order.code(),
                order.reason(),
                order.cycle(),
                order.nanos(),
                generator -> enacted(order, generator));
    }

    private static void enacted(Order order, JsonGenerator generator) {
        generator.writeStringProperty("mode", order.mode().label());
        Json.decimal(generator, "rateMcgPerDay", order.picogramsPerDay(), MICROGRAMS);
        generator.writeNumberProperty("stateVersion", order.stateVersion());
        order.enacted()
                .read(
                        new Enacted.Reader() {
                            @Override
                            public void number(String name, long value, int decimals) {
                                Json.decimal(generator, name, value, decimals);
                            }

                            @Override
                            public void text(String name, String value) {
                                generator.writeStringProperty(name, value);
                            }
                        });
        generator.writeArrayPropertyStart("alarms");
        for (int i = 0; i < Alarm.count(); i++) {
            if ((order.listedAlarms() & Alarm.of(i).bit()) != 0) {
                generator.writeString(Alarm.of(i).name());
            }
        }
        generator.writeEndArray();
    }
}
