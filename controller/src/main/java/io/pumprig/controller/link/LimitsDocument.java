package io.pumprig.controller.link;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.DemandBolus;
import io.pumprig.controller.order.Drug;
import io.pumprig.controller.order.DrugLibrary;
import io.pumprig.controller.order.FluidPath;
import io.pumprig.controller.order.Indication;
import io.pumprig.controller.order.OrderForms;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.Program;
import io.pumprig.controller.order.RollingDoseLimit;
import java.util.Collection;
import tools.jackson.core.JsonGenerator;

/**
 * What a client can check a request against before it sends it: limits and resolution of this rig,
 * the content of {@code meta/limits} (SR-102).
 */
public final class LimitsDocument {
    private static final int MICROGRAMS = 6;
    private static final int MILLILITRES = 9;
    private static final int THOUSANDTHS = 3;
    private static final int PER_CENT = 4;
    private static final int SECONDS = 9;

    private final String backend;
    private final int microstepsPerRevolution;
    private final long picolitresPerRevolution;
    private final long cyclePeriodNanos;
    private final FluidPath path;
    private final DrugLibrary library;

    /**
     * What of the limits a session cannot change.
     *
     * @param backend {@code sim} or {@code bench}
     * @param microstepsPerRevolution the head's, which with the next sets the resolution
     * @param picolitresPerRevolution the head's displacement
     * @param cyclePeriodNanos time between two cycles
     * @param path volumes of the rig
     * @param library limits of the drugs
     */
    public LimitsDocument(
            String backend,
            int microstepsPerRevolution,
            long picolitresPerRevolution,
            long cyclePeriodNanos,
            FluidPath path,
            DrugLibrary library) {
        this.backend = backend;
        this.microstepsPerRevolution = microstepsPerRevolution;
        this.picolitresPerRevolution = picolitresPerRevolution;
        this.cyclePeriodNanos = cyclePeriodNanos;
        this.path = path;
        this.library = library;
    }

    /**
     * The document as JSON.
     *
     * @param prescription what is prescribed now
     * @param verbs what the rig carries out, as {@link RigLink#verbs} tells
     */
    public byte[] of(Prescription prescription, Collection<String> verbs) {
        Json json = new Json();
        JsonGenerator generator = json.begin();
        generator.writeStringProperty("contract", "pumprig/v1");
        generator.writeStringProperty("backend", backend);
        generator.writeNumberProperty("cyclePeriodNs", cyclePeriodNanos);
        resolution(generator, microstepsPerRevolution, picolitresPerRevolution);
        dose(generator, prescription);
        drug(generator, prescription);
        orders(generator, prescription);
        requests(generator);
        alarms(generator);
        strings(generator, "verbs", verbs);
        generator.writeArrayPropertyStart("codes");
        for (Code code : Code.values()) {
            generator.writeString(code.name());
        }
        generator.writeEndArray();
        return json.end();
    }

    /** What the drug library says of the drug in force. */
    private void drug(JsonGenerator generator, Prescription prescription) {
        generator.writeObjectPropertyStart("library");
        generator.writeNumberProperty("version", library.version());
        generator.writeStringProperty("sha256", library.digest());
        generator.writeEndObject();
        Drug drug = library.drug(prescription.drug()).orElse(null);
        if (drug == null) {
            return;
        }
        generator.writeObjectPropertyStart("drug");
        generator.writeStringProperty("name", Json.shown(drug.name(), 200));
        pair(generator, "dailyDose", drug.picogramsPerDay(), "McgPerDay");
        pair(generator, "bolus", drug.bolusPicograms(), "Mcg");
        titration(generator, drug.titration(), prescription.indication());
        generator.writeArrayPropertyStart("rollingLimits");
        for (RollingDoseLimit limit : drug.rollingLimits()) {
            generator.writeStartObject();
            Json.decimal(generator, "windowS", limit.windowNanos(), SECONDS);
            Json.decimal(generator, "mostMcg", limit.mostPicograms(), MICROGRAMS);
            generator.writeEndObject();
        }
        generator.writeEndArray();
        generator.writeEndObject();
    }

    private static void pair(
            JsonGenerator generator, String name, Drug.Limits limits, String unit) {
        generator.writeObjectPropertyStart(name);
        Json.decimal(generator, "soft" + unit, limits.soft(), MICROGRAMS);
        Json.decimal(generator, "hard" + unit, limits.hard(), MICROGRAMS);
        generator.writeEndObject();
    }

    private static void titration(
            JsonGenerator generator, Drug.Titration titration, Indication indication) {
        generator.writeObjectPropertyStart("titration");
        generator.writeStringProperty("indication", indication.label());
        Json.decimal(generator, "increasePercent", titration.increase(indication), PER_CENT);
        Json.decimal(generator, "warnAbovePercent", titration.increaseWarning(), PER_CENT);
        Json.decimal(generator, "decreasePercent", titration.decrease(), PER_CENT);
        generator.writeEndObject();
    }

    /** What orders may ask for, whatever the drug. */
    private void orders(JsonGenerator generator, Prescription prescription) {
        generator.writeObjectPropertyStart("orders");
        generator.writeNumberProperty("patternSteps", Program.Pattern.MOST_STEPS);
        generator.writeNumberProperty("taperDays", Program.Taper.MOST_DAYS);
        Json.decimal(generator, "bolusMostS", DemandBolus.MOST_DURATION_NANOS, SECONDS);
        Json.decimal(generator, "stagedForS", OrderForms.STAGED_NANOS, SECONDS);
        Json.decimal(generator, "audioPauseMostS", OrderForms.MOST_SILENCE_NANOS, SECONDS);
        Json.decimal(generator, "primeMostMl", path.deadPicolitres(), MILLILITRES);
        Json.decimal(generator, "reservoirMl", path.capacityPicolitres(), MILLILITRES);
        DemandBolus demand = prescription.demandBolus();
        if (demand != null) {
            generator.writeObjectPropertyStart("demandBolus");
            Json.decimal(generator, "doseMcg", demand.picograms(), MICROGRAMS);
            Json.decimal(generator, "durationS", demand.durationNanos(), SECONDS);
            Json.decimal(generator, "lockoutS", demand.lockoutNanos(), SECONDS);
            generator.writeNumberProperty("perDay", demand.perDay());
            generator.writeEndObject();
        }
        generator.writeEndObject();
    }

    /** A microstep has no whole number of picolitres on most heads: the ratio says it exactly. */
    private static void resolution(JsonGenerator generator, int microsteps, long picolitres) {
        generator.writeObjectPropertyStart("microstep");
        Json.decimal(
                generator, "picolitresRoundedDown", picolitres * 1_000 / microsteps, THOUSANDTHS);
        generator.writeNumberProperty("picolitresPerRevolution", picolitres);
        generator.writeNumberProperty("microstepsPerRevolution", microsteps);
        generator.writeEndObject();
    }

    private static void dose(JsonGenerator generator, Prescription prescription) {
        generator.writeObjectPropertyStart("dose");
        Json.decimal(generator, "mostMcgPerDay", Prescription.MOST_PICOGRAMS_PER_DAY, MICROGRAMS);
        Json.decimal(generator, "programMcgPerDay", prescription.picogramsPerDay(), MICROGRAMS);
        generator.writeEndObject();
        generator.writeObjectPropertyStart("volume");
        Json.decimal(generator, "mostMlPerDay", Prescription.MOST_PICOLITRES_PER_DAY, MILLILITRES);
        Json.decimal(
                generator,
                "minimumRateMlPerDay",
                prescription.minimumPicolitresPerDay(),
                MILLILITRES);
        generator.writeEndObject();
        generator.writeObjectPropertyStart("concentration");
        generator.writeNumberProperty("leastMcgPerMl", Prescription.LEAST_PICOGRAMS_PER_NANOLITRE);
        generator.writeNumberProperty("mostMcgPerMl", Prescription.MOST_PICOGRAMS_PER_NANOLITRE);
        generator.writeNumberProperty("mcgPerMl", prescription.picogramsPerNanolitre());
        generator.writeEndObject();
    }

    private static void requests(JsonGenerator generator) {
        generator.writeObjectPropertyStart("request");
        generator.writeNumberProperty("mostPayloadBytes", RequestReader.MOST_PAYLOAD_BYTES);
        generator.writeNumberProperty("mostDepth", Json.MOST_DEPTH);
        generator.writeStringProperty("idPattern", LinkSettings.NAME.pattern());
        generator.writeNumberProperty("defaultTtlMs", RequestReader.DEFAULT_TTL_MILLIS);
        generator.writeNumberProperty("mostAheadMs", RequestReader.MOST_AHEAD_MILLIS);
        generator.writeNumberProperty("rememberedIds", RequestDesk.MOST_REMEMBERED);
        generator.writeNumberProperty("answerWithinMs", RequestDesk.MOST_WAIT_NANOS / 1_000_000);
        generator.writeNumberProperty("clientPerSecond", RequestRate.CLIENT_PER_SECOND);
        generator.writeNumberProperty("clientBurst", RequestRate.CLIENT_BURST);
        generator.writeNumberProperty("allPerSecond", RequestRate.ALL_PER_SECOND);
        generator.writeNumberProperty("allBurst", RequestRate.ALL_BURST);
        generator.writeEndObject();
    }

    /** Every alarm there is, as it is raised, in the order of {@link Alarm}. */
    private static void alarms(JsonGenerator generator) {
        generator.writeArrayPropertyStart("alarms");
        for (int i = 0; i < Alarm.count(); i++) {
            Alarm alarm = Alarm.of(i);
            generator.writeStartObject();
            generator.writeStringProperty("id", alarm.name());
            generator.writeStringProperty("priority", alarm.priority().name());
            generator.writeBooleanProperty("critical", alarm.isCritical());
            generator.writeStringProperty("reaction", alarm.reaction().label());
            generator.writeBooleanProperty("latches", alarm.latches());
            generator.writeBooleanProperty("host", alarm.isOfHost());
            generator.writeEndObject();
        }
        generator.writeEndArray();
    }

    private static void strings(JsonGenerator generator, String name, Collection<String> values) {
        generator.writeArrayPropertyStart(name);
        for (String value : values) {
            generator.writeString(value);
        }
        generator.writeEndArray();
    }
}
