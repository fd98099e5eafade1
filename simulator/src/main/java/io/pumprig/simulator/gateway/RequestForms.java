package io.pumprig.simulator.gateway;

import static io.pumprig.hal.settings.Schema.bool;
import static io.pumprig.hal.settings.Schema.choice;
import static io.pumprig.hal.settings.Schema.integer;
import static io.pumprig.hal.settings.Schema.matching;
import static io.pumprig.hal.settings.Schema.object;
import static io.pumprig.hal.settings.Schema.reference;
import static io.pumprig.hal.settings.Schema.text;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.link.LinkSettings;
import io.pumprig.controller.order.OrderSchema;
import io.pumprig.controller.order.Verb;
import io.pumprig.hal.settings.Schema;
import io.pumprig.hal.settings.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/** The payload of each request: what all have, and the body of its verb. */
final class RequestForms {
    private static final String NAME_ALLOWED = "1 to 64 letters, digits, _ or -";
    private static final long MOST_EXACT = 9_007_199_254_740_991L;
    private static final long MOST_TTL_MILLIS = 86_400_000L;
    private static final long MOST_CYCLES = 1_000_000_000L;

    private RequestForms() {}

    /** The whole request for {@code row}. */
    static SchemaObject request(RoleTable row) {
        SchemaObject form =
                object(summary(row))
                        .required(
                                "id",
                                matching(
                                        "Names the request; the same again is the same request",
                                        LinkSettings.NAME,
                                        NAME_ALLOWED))
                        .required(
                                "client",
                                matching(
                                        "Who asks: the answer comes on rsp/{client}",
                                        LinkSettings.NAME,
                                        NAME_ALLOWED))
                        .optional("issuedAt", integer("When, ms of UTC", 0, MOST_EXACT))
                        .optional(
                                "ttlMs",
                                integer("How long it is good since then", 1, MOST_TTL_MILLIS))
                        .optional("session", text("The run that it is meant for"))
                        .optional(
                                "stateVersion",
                                integer("The state that it is meant for", 0, MOST_EXACT))
                        .needsBeside("ttlMs", "issuedAt")
                        .when("body.confirm", true, List.of("stateVersion"), List.of());
        Schema body = body(row);
        return needsBody(row) ? form.required("body", body) : form.optional("body", body);
    }

    private static boolean needsBody(RoleTable row) {
        return switch (row) {
            case BOLUS, THERAPY_STAGE, THERAPY_COMMIT, REFILL -> true;
            case FAULT_INJECT, FAULT_CLEAR, SIM_SPEED -> true;
            default -> false;
        };
    }

    private static Schema body(RoleTable row) {
        return switch (row) {
            case PING, RESUME, STOP, BOLUS_CANCEL -> object("Nothing more to say");
            case PAUSE, MINIMUM_RATE -> confirmed(object("A second step, where one is asked for"));
            case BOLUS, THERAPY_COMMIT, PRIME ->
                    confirmed(OrderSchema.of(Verb.labelled(row.verb())).extended());
            case THERAPY_STAGE, AUDIO_PAUSE, REFILL -> OrderSchema.of(Verb.labelled(row.verb()));
            case ALARM_ACKNOWLEDGE -> acknowledge();
            case FAULT_INJECT -> reference("#/components/schemas/fault");
            case FAULT_CLEAR -> object("The fault that is to end").required("key", text("Its key"));
            case FAULT_CLEAR_ALL, FAULT_LIST, SIM_PAUSE, SIM_RUN -> object("Nothing more to say");
            case SIM_STEP ->
                    object("How far to go on, while paused")
                            .optional("cycles", integer("Cycles", 1, MOST_CYCLES).otherwise(1));
            case SIM_SPEED -> speed();
            case SIM_RESET ->
                    object("How to begin anew")
                            .optional(
                                    "seed",
                                    integer(
                                            "Seed of the new run; the same as before without",
                                            Long.MIN_VALUE,
                                            Long.MAX_VALUE));
            case SCENARIO_EXPORT -> object("Nothing more to say");
        };
    }

    private static SchemaObject confirmed(SchemaObject form) {
        return form.optional(
                "confirm",
                bool(
                        "The second step: names beside the body the stateVersion of the first answer"));
    }

    private static SchemaObject acknowledge() {
        List<String> names = new ArrayList<>(Alarm.names());
        names.add("all");
        return object("Which alarm was seen; all without")
                .optional("alarm", choice("Its name, or all", names.toArray(String[]::new)));
    }

    private static SchemaObject speed() {
        return object("How fast simulated time goes")
                .required(
                        "speed",
                        Schema.anyOf(
                                "1 is real time, 60 a minute in a second, max as fast as it can",
                                Schema.number(null)
                                        .with("minimum", 0.01)
                                        .with("maximum", 1_000_000),
                                choice(null, "max")));
    }

    /** What the verb does, in one line. */
    static String summary(RoleTable row) {
        return switch (row) {
            case PING -> "Changes nothing; tells mode, rate, alarms and state version";
            case PAUSE -> "The smaller of minimum and programmed rate, until resumed";
            case MINIMUM_RATE -> "The calibrated minimum, until resumed";
            case RESUME -> "Back to the committed program; confirms a restart";
            case STOP -> "Nothing flows any more";
            case BOLUS -> "An extra dose beside the program; two steps";
            case BOLUS_CANCEL -> "Ends the bolus that runs; what is left of it is dropped";
            case THERAPY_STAGE -> "Shows a therapy with the hash of its values; changes nothing";
            case THERAPY_COMMIT -> "Puts what is staged into force";
            case ALARM_ACKNOWLEDGE -> "An operator has seen an alarm, or all";
            case AUDIO_PAUSE -> "Silences the sounder, while an alarm is listed";
            case REFILL -> "The reservoir was emptied and filled again";
            case PRIME -> "Fills the dead volume once, from paused or stopped; two steps";
            case FAULT_INJECT -> "Puts a fault into the simulated world";
            case FAULT_CLEAR -> "Ends a fault, and tells its effects";
            case FAULT_CLEAR_ALL -> "Ends all faults";
            case FAULT_LIST -> "Tells the faults that are in the system";
            case SIM_PAUSE -> "Simulated time stands still; no result changes";
            case SIM_RUN -> "Simulated time goes on";
            case SIM_STEP -> "Goes on for some cycles, while paused";
            case SIM_SPEED -> "How fast simulated time goes; no result changes";
            case SIM_RESET -> "Begins the run anew";
            case SCENARIO_EXPORT -> "Gives the session as a scenario";
        };
    }
}
