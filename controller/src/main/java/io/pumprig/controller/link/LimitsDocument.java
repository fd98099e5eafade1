package io.pumprig.controller.link;

import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Prescription;
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

    private LimitsDocument() {}

    /**
     * The document as JSON.
     *
     * @param backend {@code sim} or {@code bench}
     * @param microstepsPerRevolution the head's, which with the next sets the resolution
     * @param picolitresPerRevolution the head's displacement
     * @param cyclePeriodNanos time between two cycles
     * @param prescription what is prescribed now
     * @param verbs what the rig carries out, as {@link RigLink#verbs} tells
     */
    public static byte[] of(
            String backend,
            int microstepsPerRevolution,
            long picolitresPerRevolution,
            long cyclePeriodNanos,
            Prescription prescription,
            Collection<String> verbs) {
        Json json = new Json();
        JsonGenerator generator = json.begin();
        generator.writeStringProperty("contract", "pumprig/v1");
        generator.writeStringProperty("backend", backend);
        generator.writeNumberProperty("cyclePeriodNs", cyclePeriodNanos);
        resolution(generator, microstepsPerRevolution, picolitresPerRevolution);
        dose(generator, prescription);
        requests(generator);
        strings(generator, "verbs", verbs);
        generator.writeArrayPropertyStart("codes");
        for (Code code : Code.values()) {
            generator.writeString(code.name());
        }
        generator.writeEndArray();
        return json.end();
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
        generator.writeEndObject();
    }

    private static void strings(JsonGenerator generator, String name, Collection<String> values) {
        generator.writeArrayPropertyStart(name);
        for (String value : values) {
            generator.writeString(value);
        }
        generator.writeEndArray();
    }
}
