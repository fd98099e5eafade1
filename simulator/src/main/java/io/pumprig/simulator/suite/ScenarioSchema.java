package io.pumprig.simulator.suite;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.dose.Delivery;
import io.pumprig.controller.dose.Withheld;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.OrderSchema;
import io.pumprig.controller.order.TherapySchema;
import io.pumprig.controller.order.Verb;
import io.pumprig.hal.rig.RigSchema;
import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Schema;
import io.pumprig.hal.settings.SchemaObject;
import io.pumprig.hal.settings.SchemaValue;
import io.pumprig.simulator.fault.FaultTypes;
import io.pumprig.simulator.fault.Limit;
import io.pumprig.simulator.fault.Trigger;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What a scenario file may say, for its reader and for editors. */
public final class ScenarioSchema {
    private static final long MOST_PICOLITRES = 1_000_000_000_000_000L;

    private static final SchemaValue AFTER =
            Schema.text("Moment from which is counted: key of a fault, name of an alarm, or start");
    private static final SchemaValue WITHIN = Schema.text("Limit: " + Limit.ALLOWED);
    private static final SchemaValue AT = Schema.text("Simulated time, such as 2 h");

    static final SchemaObject TARGET =
            Schema.object("What is broken")
                    .required(
                            "component",
                            Schema.choice(
                                    "Part of the rig",
                                    FaultTypes.components().toArray(String[]::new)))
                    .required("instance", Schema.text("Which one of it"));

    static final SchemaObject TRIGGER = trigger();

    static final SchemaObject FAULT =
            Schema.object("Something that breaks")
                    .required("key", Schema.name("Names it"))
                    .required("target", TARGET)
                    .required("type", Schema.text("How it breaks; fault list tells the types"))
                    .optional("params", Schema.map("Parameters of the type", scalar("Value")))
                    .optional(
                            "at",
                            Schema.anyOf(
                                    "Either form",
                                    Schema.text("now, in 5 min, a simulated time such as 2 h"),
                                    TRIGGER))
                    .optional("duration", Schema.text("How long it lasts; until cleared if absent"))
                    .optional("ramp", Schema.text("How long it takes to grow"))
                    .optional("detected", Schema.bool("Whether the part reports it itself"))
                    .optional("clearedAt", Schema.text("Simulated time at which it is cleared"));

    static final SchemaObject DOSE =
            Schema.object("Bounds of a dose")
                    .optional("atLeast", Schema.text("Lower bound: " + DoseBound.ALLOWED))
                    .optional("atMost", Schema.text("Upper bound: " + DoseBound.ALLOWED))
                    .optional("at", AT)
                    .atLeastOneOf("atLeast", "atMost");

    static final SchemaObject EFFECTS =
            Schema.object("What a fault altered")
                    .required("of", Schema.text("Key of the fault"))
                    .optional("atLeast", Schema.integer("Reads, steps or spells", 0, 1L << 40))
                    .optional("atMost", Schema.integer("Reads, steps or spells", 0, 1L << 40));

    static final SchemaObject ANSWERS =
            Schema.object("Answers to the orders of the file")
                    .optional("verb", Schema.text("Of which orders; of all if absent"))
                    .required("code", Schema.choice("Code of the answer", names(Code.values())))
                    .required("times", Schema.integer("How often", 0, 1_000_000));

    static final SchemaObject EVENT =
            Schema.object("Something that happened")
                    .required("what", Schema.text("Subject and phase, such as bolus completed"))
                    .optional(
                            "times",
                            Schema.integer("How often; at least once if absent", 0, 1_000_000));

    static final SchemaObject WITHHELD =
            Schema.object("Volume that was due and did not move")
                    .required("cause", Schema.choice("Why", labels(Withheld.values())))
                    .optional("atLeast", volume("Least of it"))
                    .optional("atMost", volume("Most of it"))
                    .atLeastOneOf("atLeast", "atMost");

    static final SchemaObject DELIVERED =
            Schema.object("Volume that was delivered, by the ledger")
                    .required("purpose", Schema.choice("What for", labels(Delivery.values())))
                    .optional("atLeast", volume("Least of it"))
                    .optional("atMost", volume("Most of it"))
                    .atLeastOneOf("atLeast", "atMost");

    static final SchemaObject EXPECT = expect();

    /** What a scenario's therapy delivers where it does not say. */
    static final String DRUG = "baclofen";

    /** The keys that an included file may have too. */
    static final List<String> SHARED =
            List.of(
                    "description",
                    "requirements",
                    "seed",
                    "seeds",
                    "rig",
                    "therapy",
                    "library",
                    "override",
                    "reservoir",
                    "broker",
                    "run",
                    "faults",
                    "orders",
                    "expect",
                    "twin",
                    "twinAlarms");

    static final SchemaObject SCENARIO = scenario();

    /** A file that others include. */
    static final SchemaObject INCLUDED = included();

    private ScenarioSchema() {}

    /** JSON Schema, draft 2020-12, of a scenario file. */
    public static String document() {
        return SCENARIO.documentWithParameters("scenario", "A scenario of pumprig");
    }

    /** Any single value, as YAML reads it. */
    private static SchemaValue scalar(String description) {
        return Schema.text(description).with("type", List.of("string", "number", "boolean"));
    }

    /** A mapping whose keys are declared with the orders of the contract. */
    private static SchemaValue body(String description) {
        return Schema.text(description).with("type", "object");
    }

    private static SchemaObject trigger() {
        SchemaObject trigger = Schema.object("What the fault waits for");
        for (String key : Trigger.KEYS) {
            trigger.optional(key, scalar("Part of a trigger"));
        }
        return trigger;
    }

    private static SchemaObject expect() {
        String[] alarms = Alarm.names().toArray(String[]::new);
        return Schema.object("Something that has to follow")
                .optional("alarm", Schema.choice("An alarm that has to come", alarms))
                .optional("gone", Schema.choice("An alarm that has to be gone", alarms))
                .optional("within", WITHIN)
                .optional("after", AFTER)
                .optional(
                        "reaction",
                        Schema.choice("What the cycle has to allow", labels(Reaction.values())))
                .optional("sameCycleAs", Schema.choice("The alarm of that cycle", alarms))
                .optional("mode", Schema.choice("Mode of the pump", labels(Mode.values())))
                .optional("motor", Schema.choice("Whether coils may have current", "on", "off"))
                .optional("at", AT)
                .optional(
                        "never",
                        Schema.anyOf(
                                "Either form",
                                Schema.choice("An alarm, or any", anyOr(alarms)),
                                Schema.list(
                                        "Alarms that must not come",
                                        Schema.choice("An alarm", alarms))))
                .optional(
                        "besides",
                        Schema.list("Alarms that may", Schema.choice("An alarm", alarms)))
                .optional("trueDose", DOSE)
                .optional("believedDose", DOSE)
                .optional(
                        "sequence", Schema.list("In this order", Schema.text("Subject and phase")))
                .optional(
                        "traceHash",
                        Schema.matching(
                                "Trace hash of the whole run",
                                Pattern.compile("[0-9a-f]{16}"),
                                "16 lower-case hexadecimal digits"))
                .optional("effects", EFFECTS)
                .optional("withheld", WITHHELD)
                .optional("delivered", DELIVERED)
                .optional("answers", ANSWERS)
                .optional("event", EVENT)
                .exactlyOneOf(ExpectForm.KINDS.toArray(String[]::new));
    }

    private static SchemaObject scenario() {
        return Schema.object("A run, what breaks in it and what has to follow")
                .required("name", Schema.text("One sentence about what has to hold"))
                .optional("description", Schema.text("More of it, for people"))
                .optional(
                        "requirements",
                        Schema.list("Requirements SR-nn and faults F-nn", Schema.text("Id")))
                .optional(
                        "seed",
                        Schema.integer(
                                "Where all chance comes from", Long.MIN_VALUE, Long.MAX_VALUE))
                .optional("seeds", Schema.list("Several, one run each", scalar("A seed")))
                .optional(
                        "include",
                        Schema.list("Files whose keys count here too", Schema.text("Path")))
                .optional(
                        "table",
                        Schema.list(
                                "One run for each row; ${name} stands for its values",
                                Schema.map("A row", scalar("Value"))))
                .optional(
                        "rig",
                        Schema.anyOf(
                                "Either form", Schema.text("Path of a rig file"), RigSchema.RIG))
                .optional(
                        "therapy",
                        Schema.anyOf(
                                "Either form", Schema.text("Path of a therapy file"), therapy()))
                .optional("library", Schema.text("Path of a drug library, its .sha256 beside it"))
                .optional("override", OrderSchema.OVERRIDE)
                .optional(
                        "reservoir",
                        Schema.quantity(
                                "What the reservoir holds at the start",
                                Dimension.VOLUME,
                                0L,
                                50_000_000_000L))
                .optional("broker", Schema.bool("Whether the run has a broker and publishes"))
                .optional(
                        "run",
                        Schema.quantity(
                                "Simulated time",
                                Dimension.TIME,
                                10_000_000L,
                                ScenarioFile.LONGEST_NANOS))
                .optional("faults", Schema.list("What breaks", FAULT))
                .optional("orders", Schema.list("What is ordered", orders()))
                .optional("expect", Schema.list("What has to follow", EXPECT))
                .optional(
                        "twin",
                        Schema.bool(
                                "Whether the same run without its faults has to be silent; true if absent"))
                .optional(
                        "twinAlarms",
                        Schema.list("Alarms that it may raise", Schema.text("An alarm")));
    }

    /** As in a file of its own, but that a drug need not be named. */
    private static SchemaObject therapy() {
        return TherapySchema.THERAPY
                .extended()
                .mayLack("drug", Schema.name("A name of the drug library").otherwise(DRUG));
    }

    private static SchemaObject included() {
        SchemaObject included = Schema.object("What several scenarios have in common");
        for (String key : SHARED) {
            included.optional(key, SCENARIO.property(key));
        }
        return included;
    }

    private static SchemaObject orders() {
        SchemaObject order =
                Schema.object("An order")
                        .required("at", AT)
                        .optional("every", Schema.text("Time between two of them"))
                        .optional(
                                "betweenCycles",
                                Schema.bool("Whether time stands still when it is taken"))
                        .optional("times", Schema.integer("How many", 1, 100_000))
                        .optional("therapy", body("A therapy, staged and committed"));
        for (Verb verb : Verb.values()) {
            if (verb != Verb.THERAPY_STAGE && verb != Verb.THERAPY_COMMIT) {
                order.optional(verb.label(), body("As over MQTT"));
            }
        }
        return order;
    }

    private static SchemaValue volume(String description) {
        return Schema.quantity(description, Dimension.VOLUME, 0L, MOST_PICOLITRES);
    }

    private static String[] anyOr(String[] alarms) {
        String[] all = Arrays.copyOf(alarms, alarms.length + 1);
        all[alarms.length] = "any";
        return all;
    }

    private static String[] names(Code[] codes) {
        return Arrays.stream(codes).map(Code::name).toArray(String[]::new);
    }

    private static String[] labels(Reaction[] reactions) {
        return Arrays.stream(reactions).map(Reaction::label).toArray(String[]::new);
    }

    private static String[] labels(Mode[] modes) {
        return Arrays.stream(modes).map(Mode::label).toArray(String[]::new);
    }

    private static String[] labels(Withheld[] causes) {
        return Arrays.stream(causes).map(Withheld::label).toArray(String[]::new);
    }

    private static String[] labels(Delivery[] purposes) {
        return Arrays.stream(purposes).map(Delivery::label).toArray(String[]::new);
    }
}
