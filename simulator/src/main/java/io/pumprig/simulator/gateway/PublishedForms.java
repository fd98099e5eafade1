package io.pumprig.simulator.gateway;

import static io.pumprig.hal.settings.Schema.bool;
import static io.pumprig.hal.settings.Schema.choice;
import static io.pumprig.hal.settings.Schema.list;
import static io.pumprig.hal.settings.Schema.map;
import static io.pumprig.hal.settings.Schema.number;
import static io.pumprig.hal.settings.Schema.text;
import static io.pumprig.hal.settings.Schema.whole;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Priority;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.dose.Delivery;
import io.pumprig.controller.dose.Withheld;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Mode;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.settings.Schema;
import io.pumprig.hal.settings.SchemaObject;
import io.pumprig.hal.settings.SchemaValue;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The payloads of what every rig publishes, bench and simulator alike: status, state, events,
 * alarms, answers. A later version may add keys to each of them.
 */
final class PublishedForms {
    private PublishedForms() {}

    static SchemaValue backend() {
        return choice("Whether this is a real rig or a simulated one", "sim", "bench");
    }

    static SchemaValue cycle(String description) {
        return whole(description).with("minimum", 0);
    }

    static SchemaValue simNs() {
        return whole("Time of the rig since it began, in nanoseconds");
    }

    static SchemaValue utc() {
        return text("The wall clock, ISO 8601 in UTC").with("format", "date-time");
    }

    static <E extends Enum<E>> SchemaValue words(
            String description, E[] values, Function<E, String> word) {
        return choice(description, Arrays.stream(values).map(word).toArray(String[]::new));
    }

    static SchemaValue outcome() {
        return words("How the last reading ended", Outcome.values(), Outcome::name);
    }

    static SchemaValue alarms() {
        return choice("An alarm", Alarm.names().toArray(String[]::new));
    }

    private static SchemaValue sources() {
        return list("The parts that it comes from", words(null, Source.values(), Source::label));
    }

    static SchemaValue priority() {
        return words("How urgent it is now", Priority.values(), Priority::name);
    }

    static SchemaValue reaction() {
        return words("What the pump does because of it", Reaction.values(), Reaction::label);
    }

    static SchemaValue mode() {
        return words("What the pump does", Mode.values(), Mode::label);
    }

    static SchemaObject status() {
        return Schema.object("Whether a rig is there, and which")
                .growing()
                .required(
                        "status",
                        choice(
                                "lost is the last will: nobody said good-bye",
                                "ready",
                                "stopping",
                                "offline",
                                "lost"))
                .required("backend", backend())
                .required("rig", text("Name of the rig"))
                .required("session", text("This run; a request may name the one it is meant for"))
                .required("version", text("Version of the program"))
                .required("seed", wholeOrNull("Seed of a simulation; null on a bench"))
                .required("faultsEnabled", bool("Whether faults can be injected"))
                .optional("statePeriodMs", whole("As often the state is said, in wall time"))
                .required("utc", utc());
    }

    static SchemaObject alarm() {
        return listing(Schema.object("An alarm that is present or latched").growing())
                .required("utc", utc())
                .required("backend", backend());
    }

    /** What an alarm has in its own topic and in the state. */
    static SchemaObject listing(SchemaObject form) {
        return form.required("id", alarms())
                .required("priority", priority())
                .required("critical", bool("Whether it must be answered at once"))
                .required("reaction", reaction())
                .required("host", bool("Raised by the program around the controller"))
                .required("present", bool("Its cause is there"))
                .required("latched", bool("It stays until it is acknowledged"))
                .required("acknowledged", bool("An operator has seen it"))
                .required("cycle", cycle("When it was raised"))
                .required("simNs", simNs())
                .required("count", whole("How often it came since it was listed"))
                .required("sources", sources());
    }

    /** What one kind of event says. */
    static SchemaObject event(EventKind kind) {
        SchemaObject form =
                Schema.object("Something that happened once")
                        .growing()
                        .optional(
                                "seq",
                                whole("Counts what the controller raised; a gap is a counted drop"))
                        .optional(
                                "host",
                                bool("true, instead of seq, for what the program around it tells"))
                        .required("backend", backend())
                        .required("kind", choice("The last level of the topic", kind.topic()))
                        .required("cycle", whole("When, as a cycle"))
                        .required("simNs", simNs())
                        .required("utc", utc())
                        .optional("subject", text("What it is about"))
                        .optional("phase", text("What became of it"))
                        .optional("detail", text("More, for people"))
                        .optional("reason", text("Why"))
                        .optional("found", text("What was found"))
                        .exactlyOneOf("seq", "host");
        if (kind == EventKind.ALARM) {
            return form.optional("priority", priority())
                    .optional("critical", bool("Whether it must be answered at once"))
                    .optional("reaction", reaction())
                    .required("sources", sources());
        }
        return form.optional("value", whole("A number that belongs to it"))
                .optional("topic", text("The topic of a message that was not understood"));
    }

    static SchemaObject answer() {
        return Schema.object("The one answer to a request")
                .growing()
                .required("id", text("The id of the request"))
                .required("verb", text("The verb of the request"))
                .required("status", choice("Whether it was taken", "accepted", "rejected"))
                .required("code", Schema.reference("#/components/schemas/code"))
                .optional("reason", text("Why not: what was found, and what is allowed"))
                .required("cycle", cycle("The cycle in which it took effect"))
                .required("simNs", simNs())
                .required("enacted", enacted());
    }

    /** Read back from the rig after the order, not echoed. */
    private static SchemaObject enacted() {
        return Schema.object("What the rig then did, read back from it; which keys, by the verb")
                .free()
                .optional("mode", mode())
                .optional("rateMcgPerDay", number("Drug that flows now"))
                .optional("stateVersion", whole("To name in a second step"))
                .optional("alarms", list("Alarms that are listed", alarms()))
                .optional("hash", text("Of the therapy's values"))
                .optional("drug", text("Of the therapy"))
                .optional("concentrationMcgPerMl", number("Of the therapy"))
                .optional("program", mode())
                .optional("doseMcgPerDay", number("Of the therapy"))
                .optional("expiresInS", number("How long what is staged waits for its commit"))
                .optional("needsOverride", text("Soft limits that the therapy exceeds"))
                .optional("kind", text("Of a bolus"))
                .optional("doseMcg", number("Of a bolus"))
                .optional("durationS", number("Of a bolus"))
                .optional("microsteps", whole("Of a bolus"))
                .optional("volumeUl", number("Of a prime"))
                .optional("longestS", number("After which a prime has failed"))
                .optional("audioPausedS", number("How long the sounder is silent"))
                .optional("filledMl", number("Of a refill"))
                .optional("removedMl", number("Of a refill"))
                .optional("expectedMl", number("What the ledger left in the reservoir"))
                .optional("errorPercent", number("Of what was delivered; positive: too much"))
                .optional("bridgeMicrosteps", whole("Drug of the old concentration in the line"))
                .optional("fault", Schema.reference("#/components/schemas/activeFault"))
                .optional("fresh", bool("Whether the fault is a new one"))
                .optional("cleared", whole("How many faults were ended"))
                .optional("effects", whole("How much the fault altered"))
                .optional(
                        "faults",
                        list(
                                "What is in the system",
                                Schema.reference("#/components/schemas/activeFault")))
                .optional("paused", bool("Whether simulated time stands still"))
                .optional("seed", whole("Of the run that begins"));
    }

    static SchemaValue code() {
        SchemaValue form = words("How a request ended", Code.values(), Code::name);
        List<String> meanings =
                Arrays.stream(Code.values()).map(code -> code + ": " + meaning(code)).toList();
        return form.with("x-meanings", meanings);
    }

    private static String meaning(Code code) {
        return switch (code) {
            case OK -> "done";
            case DUPLICATE -> "this id was answered before, with this answer";
            case CONFLICT -> "the same id or key with another content, or another state than meant";
            case UNKNOWN_VERB -> "there is no such verb here";
            case UNKNOWN_TARGET -> "there is no such target";
            case UNSUPPORTED -> "a form that this version does not take";
            case BAD_PARAM -> "a field is missing, misspelt, without unit or out of range";
            case TOO_LATE -> "the simulated time that was asked for has passed";
            case STALE -> "retained, expired, or meant for another session";
            case DENIED_ON_BENCH -> "exists in the simulator only, and this is a bench";
            case NEEDS_CONFIRM -> "it would raise flow, or go beyond a soft limit";
            case RATE_LIMITED ->
                    "requests come too fast, or a lockout, a count or a limit of doses is reached";
            case BUSY -> "too many requests wait, or another bolus runs";
            case INTERNAL -> "a mistake of ours";
        };
    }

    static SchemaValue withheld() {
        return map("Microsteps that were due and did not move, by cause", whole(null))
                .with("propertyNames", words(null, Withheld.values(), Withheld::label));
    }

    static SchemaValue purposes() {
        return map("Delivered microsteps by what they were for", whole(null))
                .with("propertyNames", words(null, Delivery.values(), Delivery::label));
    }

    /** A whole number, or null. */
    static SchemaValue wholeOrNull(String description) {
        return whole(description).with("type", List.of("integer", "null"));
    }
}
