package io.pumprig.simulator.gateway;

import static io.pumprig.hal.settings.Schema.bool;
import static io.pumprig.hal.settings.Schema.choice;
import static io.pumprig.hal.settings.Schema.list;
import static io.pumprig.hal.settings.Schema.number;
import static io.pumprig.hal.settings.Schema.object;
import static io.pumprig.hal.settings.Schema.text;
import static io.pumprig.hal.settings.Schema.whole;
import static io.pumprig.simulator.gateway.PublishedForms.backend;
import static io.pumprig.simulator.gateway.PublishedForms.outcome;
import static io.pumprig.simulator.gateway.PublishedForms.wholeOrNull;

import io.pumprig.controller.alarm.Reaction;
import io.pumprig.hal.settings.SchemaObject;

/** The payloads of {@code state} and {@code meta/limits}. */
final class StateForms {
    private StateForms() {}

    static SchemaObject state() {
        SchemaObject form =
                object("The whole rig at one look")
                        .growing()
                        .required("backend", backend())
                        .required("session", text("This run"))
                        .required("cycle", PublishedForms.cycle("The cycle that was looked at"))
                        .required("simNs", PublishedForms.simNs())
                        .required("utc", PublishedForms.utc())
                        .required(
                                "stateVersion", whole("Changes whenever an order could mean else"))
                        .required("mode", PublishedForms.mode())
                        .required("permit", permit());
        dose(form);
        return form.optional("therapy", inForce())
                .optional("staged", staged())
                .optional("bolus", bolus())
                .optional("demandBolus", demandBolus())
                .required("deliveredFor", PublishedForms.purposes())
                .required("withheldMicrosteps", PublishedForms.withheld())
                .required("reservoirMl", number("What is in the reservoir, weighed"))
                .required("reservoirOutcome", outcome())
                .required("pressure", pressure())
                .required("supply", supply())
                .required("forecast", forecast())
                .optional("flow", flow())
                .optional("air", air())
                .required("motion", motion())
                .required(
                        "interlocks",
                        list("What each interlock measures, where it can", interlock()))
                .required(
                        "alarms",
                        list(
                                "All that are present or latched, the most urgent first",
                                PublishedForms.listing(object("A listed alarm").growing())))
                .required("audioPausedForMs", whole("How long the sounder is silent yet"))
                .required("link", link())
                .required("loop", loop())
                .required(
                        "events",
                        object("Events of the controller")
                                .growing()
                                .required("raised", whole("How many there were"))
                                .required("lost", whole("Overwritten before they were published")));
    }

    private static SchemaObject permit() {
        return object("What the interlocks allow")
                .growing()
                .required(
                        "reaction",
                        PublishedForms.words(
                                "The strictest of all alarms", Reaction.values(), Reaction::label))
                .required("leaseMicrosteps", whole("What may move before the next durable record"))
                .required("kickVetoed", bool("The second channel holds the enable watchdog"));
    }

    private static void dose(SchemaObject form) {
        form.required("drug", text("Drug in force"))
                .required("concentrationMcgPerMl", number("At the catheter's tip"))
                .required("programMcgPerDay", number("What the program asks for now"))
                .required("rateMcgPerDay", number("What flows now"))
                .required("orderedMcg", number("Drug that was due since the beginning"))
                .required("believedMcg", number("Drug delivered, by the ledger"))
                .required("believedMicrolitres", number("Volume delivered, by the ledger"))
                .required("orderedMicrosteps", whole("Due since the beginning"))
                .required("deliveredMicrosteps", whole("Delivered, by the ledger"))
                .required("notMovedMicrosteps", whole("Sent, and the rotor did not follow"))
                .required("uncertainMicrosteps", whole("Booked as delivered without proof"));
    }

    private static SchemaObject inForce() {
        return object("The therapy in force")
                .growing()
                .required("program", PublishedForms.mode())
                .required("mcgPerDay", number("What it gives in a day"))
                .required("concentrationMcgPerMl", number("In the reservoir"))
                .required("tipConcentrationMcgPerMl", number("At the catheter's tip"))
                .required("bridgeMicrosteps", whole("Until the two are the same"))
                .required("hash", text("Of its values"));
    }

    private static SchemaObject staged() {
        return object("A therapy that waits for its commit")
                .growing()
                .required("hash", text("Of its values"))
                .required("expiresInS", number("How long it waits yet"));
    }

    private static SchemaObject bolus() {
        return object("The bolus or prime that runs")
                .growing()
                .required("kind", text("What it is"))
                .required("deliveredMcg", number("Given so far"))
                .required("ofMcg", number("What it is to give"))
                .required("remainingMcg", number("What is left of it"));
    }

    private static SchemaObject demandBolus() {
        return object("The demand bolus, where one is prescribed")
                .growing()
                .required("lockoutS", number("Until the next may be asked for"))
                .required("today", whole("How many were given in the last 24 h"))
                .required("perDay", whole("How many may be"));
    }

    private static SchemaObject pressure() {
        return object("Pressures of the line")
                .growing()
                .required("downstreamKpa", number("Behind the head"))
                .required("downstreamOutcome", outcome())
                .required("baselineKpa", number("What is normal there"))
                .required("upstreamKpa", number("Before the head"))
                .required("upstreamOutcome", outcome());
    }

    private static SchemaObject supply() {
        return object("Supply voltages")
                .growing()
                .required("sensorVolts", number("Of the pressure transducers"))
                .required("motorVolts", number("Of the motor"));
    }

    private static SchemaObject forecast() {
        return object("How long it lasts if the program gives its most; null where nothing flows")
                .growing()
                .required("toLowS", wholeOrNull("Until the reservoir is low"))
                .required("toEmptyS", wholeOrNull("Until the reservoir is empty"))
                .optional("toEndOfServiceDays", whole("Until the pump is to be replaced"));
    }

    private static SchemaObject flow() {
        return object("The flow sensor, where one is fitted")
                .growing()
                .required("microlitresPerMinute", number("Flow"))
                .required("outcome", outcome());
    }

    private static SchemaObject air() {
        return object("Air in the line, where something can see it")
                .growing()
                .required("inLine", bool("Whether there is any"))
                .optional("detectorOutcome", outcome());
    }

    private static SchemaObject motion() {
        return object("How the motor moved")
                .growing()
                .required("sentMicrosteps", whole("Steps that went out"))
                .required("seenMicrosteps", whole("By the driver's own count"))
                .required("seenOutcome", outcome())
                .required("rotorMicrosteps", whole("By the encoder"))
                .required("rotorOutcome", outcome())
                .required("driverHot", bool("The driver warns of its heat"));
    }

    private static SchemaObject interlock() {
        return object("How far a hazard is from its trip")
                .growing()
                .required("alarm", PublishedForms.alarms())
                .required("measure", text("What is measured"))
                .required("value", number("What it is now"))
                .required("trip", number("Where it trips"))
                .required("unit", text("Of both"))
                .required("trips", choice("On which side of the mark", "above", "below"));
    }

    private static SchemaObject link() {
        return object("This link")
                .growing()
                .required("published", whole("Messages that left"))
                .required("dropped", whole("Messages that never did"))
                .required("limited", whole("Requests that came too fast"))
                .required("reconnects", whole("Connections after the first"));
    }

    private static SchemaObject loop() {
        return object("How punctual the cycle is")
                .growing()
                .required("lateCycles", whole("Cycles that began late"))
                .required("timeGaps", whole("Gaps between cycles that were booked"))
                .required("worstLatenessNs", whole("The worst of them"))
                .optional(
                        "latenessNs",
                        object("Lateness on a bench")
                                .growing()
                                .required("p50", whole("Median"))
                                .required("p99", whole("99 of 100 are below"))
                                .required("max", whole("The worst")));
    }

    static SchemaObject limits() {
        return object("What a request can be checked against before it is sent")
                .growing()
                .required("contract", text("Name and version of this contract"))
                .required("backend", backend())
                .required("cyclePeriodNs", whole("Time between two cycles"))
                .required(
                        "microstep",
                        object("The smallest volume; the ratio is exact")
                                .growing()
                                .required("picolitresRoundedDown", number("Of one"))
                                .required("picolitresPerRevolution", whole("Of a turn"))
                                .required("microstepsPerRevolution", whole("Of a turn")))
                .required(
                        "dose",
                        object("Drug in a day")
                                .growing()
                                .required("mostMcgPerDay", number("Hard limit"))
                                .required("programMcgPerDay", number("In force")))
                .required(
                        "volume",
                        object("Volume in a day")
                                .growing()
                                .required("mostMlPerDay", number("Hard limit"))
                                .required("minimumRateMlPerDay", number("Minimum rate in force")))
                .required(
                        "concentration",
                        object("Drug in a volume")
                                .growing()
                                .required("leastMcgPerMl", number("Hard limit"))
                                .required("mostMcgPerMl", number("Hard limit"))
                                .required("mcgPerMl", number("In force")))
                .required(
                        "library",
                        object("The drug library")
                                .growing()
                                .required("version", whole("Its version"))
                                .required("sha256", text("Of its bytes")))
                .optional("drug", drug())
                .required("orders", orders())
                .required("request", request())
                .required("alarms", list("Every alarm there is", alarm()))
                .required("verbs", list("What this rig carries out", text(null)))
                .required("codes", list("How a request can end", text(null)));
    }

    private static SchemaObject alarm() {
        return object("An alarm, as it is raised")
                .growing()
                .required("id", PublishedForms.alarms())
                .required("priority", PublishedForms.priority())
                .required("critical", bool("Whether it must be answered at once"))
                .required("reaction", PublishedForms.reaction())
                .required("latches", bool("Whether it stays until it is acknowledged"))
                .required("host", bool("Raised by the program around the controller"));
    }

    private static SchemaObject drug() {
        return object("What the library says of the drug in force")
                .growing()
                .required("name", text("The drug"))
                .required("dailyDose", pair("McgPerDay"))
                .required("bolus", pair("Mcg"))
                .required(
                        "titration",
                        object("How fast a dose may change")
                                .growing()
                                .required("indication", text("Why it is given"))
                                .required("increasePercent", number("More is refused"))
                                .required("warnAbovePercent", number("More needs an override"))
                                .required("decreasePercent", number("Less needs a taper")))
                .required(
                        "rollingLimits",
                        list(
                                "Drug within any window",
                                object("One window")
                                        .growing()
                                        .required("windowS", number("How long"))
                                        .required("mostMcg", number("How much"))));
    }

    private static SchemaObject pair(String unit) {
        return object("Limits")
                .growing()
                .required("soft" + unit, number("More needs an override"))
                .required("hard" + unit, number("More is refused"));
    }

    private static SchemaObject orders() {
        return object("What orders may ask for, whatever the drug")
                .growing()
                .required("patternSteps", whole("Steps of a pattern"))
                .required("taperDays", whole("Days of a taper"))
                .required("bolusMostS", number("Longest bolus"))
                .required("stagedForS", number("How long a staged therapy waits"))
                .required("audioPauseMostS", number("Longest silence"))
                .required("primeMostMl", number("Dead volume of the line"))
                .required("reservoirMl", number("What the reservoir holds"))
                .optional(
                        "demandBolus",
                        object("The demand bolus that is prescribed")
                                .growing()
                                .required("doseMcg", number("Its drug"))
                                .required("durationS", number("Over how long"))
                                .required("lockoutS", number("Until the next"))
                                .required("perDay", whole("In any 24 h")));
    }

    private static SchemaObject request() {
        return object("What a request may be")
                .growing()
                .required("mostPayloadBytes", whole("Its length"))
                .required("mostDepth", whole("Levels of objects and arrays"))
                .required("idPattern", text("How ids, clients and rigs are written"))
                .required("defaultTtlMs", whole("How long one with issuedAt is good"))
                .required("mostAheadMs", whole("How far a client's clock may be ahead"))
                .required("rememberedIds", whole("How many ids are known again"))
                .required("answerWithinMs", whole("After which one is BUSY"))
                .required("clientPerSecond", number("Requests of one client, lasting"))
                .required("clientBurst", number("Requests of one client at once"))
                .required("allPerSecond", number("Requests of all clients, lasting"))
                .required("allBurst", number("Requests of all clients at once"));
    }
}
