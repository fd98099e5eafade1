package io.pumprig.controller.link;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.Verb;
import java.util.Collection;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The verbs of every rig: from a request's body to an order, and from the order to its answer. */
final class RigVerbs {
    private static final String ALARM = "alarm";
    private static final String ALL = "all";
    private static final int MICROGRAMS = 6;

    private RigVerbs() {}

    /** What is wrong with the body, or null. */
    static Answer objection(Verb verb, JsonNode body) {
        boolean takesAlarm = verb == Verb.ALARM_ACKNOWLEDGE;
        Collection<String> keys = body.propertyNames();
        for (String key : keys) {
            if (!takesAlarm || !key.equals(ALARM)) {
                return Answer.rejected(
                        Code.BAD_PARAM,
                        "unknown key '"
                                + Json.shown(key, 64)
                                + "' in the body of "
                                + verb.label()
                                + ", allowed "
                                + (takesAlarm ? ALARM : "none"));
            }
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
                        "no alarm is named '" + Json.shown(alarm.stringValue(), 64) + "'");
    }

    /** The order of a request whose body has no {@link #objection}. */
    static Order order(Verb verb, Parsed parsed, Runnable whenAnswered) {
        JsonNode alarm = parsed.body().get(ALARM);
        boolean all = alarm == null || alarm.stringValue().equals(ALL);
        int ordinal = all ? Order.ALL_ALARMS : Alarm.named(alarm.stringValue()).ordinal();
        return new Order(verb, ordinal, parsed.stateVersion(), parsed.key(), whenAnswered);
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
        generator.writeArrayPropertyStart("alarms");
        for (int i = 0; i < Alarm.count(); i++) {
            if ((order.listedAlarms() & Alarm.of(i).bit()) != 0) {
                generator.writeString(Alarm.of(i).name());
            }
        }
        generator.writeEndArray();
    }
}
