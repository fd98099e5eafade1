package io.pumprig.controller.link;

import io.pumprig.controller.alarm.Gauge;
import io.pumprig.controller.alarm.Gauges;
import io.pumprig.controller.order.Prescription;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the document of the topic {@code state}. Doses are exact decimals of the controller's
 * integers, and every name carries its unit. Used by one thread.
 */
final class StateWriter {
    private static final int MICROGRAMS = 6;
    private static final int MICROLITRES = 6;
    private static final int MILLILITRES = 9;
    private static final int KILOPASCALS = 3;
    private static final int VOLTS = 3;
    private static final int SECONDS = 9;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final LinkSettings settings;
    private final AlarmBoard alarms;
    private final Json json = new Json();

    StateWriter(LinkSettings settings, AlarmBoard alarms) {
        this.settings = settings;
        this.alarms = alarms;
    }

    /**
     * @param lost events that were overwritten before the link took them
     */
    byte[] write(RigState state, LinkStatistics link, long lost) {
        JsonGenerator generator = json.begin();
        generator.writeStringProperty("backend", settings.backend());
        generator.writeStringProperty("session", settings.session());
        generator.writeNumberProperty("cycle", state.cycle);
        generator.writeNumberProperty("simNs", state.nanos);
        generator.writeStringProperty("utc", Json.utc(state.utcMillis));
        generator.writeNumberProperty("stateVersion", state.stateVersion);
        generator.writeStringProperty("mode", state.mode.label());
        permit(generator, state);
        therapy(generator, state);
        inForce(generator, state);
        bolus(generator, state);
        purposes(generator, state);
        withheld(generator, state);
        reservoirAndPressure(generator, state);
        forecast(generator, state);
        flowAndAir(generator, state);
        motion(generator, state);
        interlocks(generator, state.gauges);
        alarms.write(generator);
        generator.writeNumberProperty(
                "audioPausedForMs",
                (state.audioPausedNanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
        statistics(generator, state, link, lost);
        return json.end();
    }

    private static void permit(JsonGenerator generator, RigState state) {
        generator.writeObjectPropertyStart("permit");
        generator.writeStringProperty("reaction", state.reaction.label());
        generator.writeNumberProperty("leaseMicrosteps", state.leaseMicrosteps);
        generator.writeBooleanProperty("kickVetoed", state.kickVetoed);
        generator.writeEndObject();
    }

    private static void therapy(JsonGenerator generator, RigState state) {
        generator.writeStringProperty("drug", Json.shown(state.drug, 200));
        generator.writeNumberProperty("concentrationMcgPerMl", state.picogramsPerNanolitre);
        Json.decimal(generator, "programMcgPerDay", state.programPicogramsPerDay, MICROGRAMS);
        Json.decimal(generator, "rateMcgPerDay", state.ratePicogramsPerDay, MICROGRAMS);
        Json.decimal(generator, "orderedMcg", state.orderedPicograms, MICROGRAMS);
        Json.decimal(generator, "believedMcg", state.deliveredPicograms, MICROGRAMS);
        Json.decimal(generator, "believedMicrolitres", state.deliveredPicolitres, MICROLITRES);
        generator.writeNumberProperty("orderedMicrosteps", state.orderedMicrosteps);
        generator.writeNumberProperty("deliveredMicrosteps", state.deliveredMicrosteps);
        generator.writeNumberProperty("notMovedMicrosteps", state.notMovedMicrosteps);
        generator.writeNumberProperty("uncertainMicrosteps", state.uncertainMicrosteps);
    }

    /** What is in force, and what waits for its commit. */
    private static void inForce(JsonGenerator generator, RigState state) {
        Prescription prescription = state.prescription;
        if (prescription != null) {
            generator.writeObjectPropertyStart("therapy");
            generator.writeStringProperty("program", prescription.mode().label());
            Json.decimal(generator, "mcgPerDay", prescription.picogramsPerDay(), MICROGRAMS);
            generator.writeNumberProperty(
                    "concentrationMcgPerMl", prescription.picogramsPerNanolitre());
            generator.writeNumberProperty("tipConcentrationMcgPerMl", state.picogramsPerNanolitre);
            generator.writeNumberProperty("bridgeMicrosteps", state.bridgeLeftMicrosteps);
            generator.writeStringProperty("hash", state.hash);
            generator.writeEndObject();
        }
        if (state.stagedHash != null) {
            generator.writeObjectPropertyStart("staged");
            generator.writeStringProperty("hash", state.stagedHash);
            Json.decimal(generator, "expiresInS", state.stagedLeftNanos, SECONDS);
            generator.writeEndObject();
        }
    }

    private static void bolus(JsonGenerator generator, RigState state) {
        if (state.shotRuns) {
            generator.writeObjectPropertyStart("bolus");
            generator.writeStringProperty("kind", state.shotKind.label());
            Json.decimal(generator, "deliveredMcg", state.shotDeliveredPicograms, MICROGRAMS);
            Json.decimal(generator, "ofMcg", state.shotPicograms, MICROGRAMS);
            Json.decimal(
                    generator,
                    "remainingMcg",
                    Math.max(0, state.shotPicograms - state.shotDeliveredPicograms),
                    MICROGRAMS);
            generator.writeEndObject();
        }
        Prescription prescription = state.prescription;
        if (prescription != null && prescription.demandBolus() != null) {
            generator.writeObjectPropertyStart("demandBolus");
            Json.decimal(generator, "lockoutS", state.lockoutNanos, SECONDS);
            generator.writeNumberProperty("today", state.demandsToday);
            generator.writeNumberProperty("perDay", prescription.demandBolus().perDay());
            generator.writeEndObject();
        }
    }

    private static void purposes(JsonGenerator generator, RigState state) {
        generator.writeObjectPropertyStart("deliveredFor");
        for (int i = 0; i < state.purposes.length; i++) {
            generator.writeNumberProperty(state.purposes[i], state.purposeMicrosteps[i]);
        }
        generator.writeEndObject();
    }

    /** Where nothing flows the reservoir lasts for ever, which no number says. */
    private static void forecast(JsonGenerator generator, RigState state) {
        generator.writeObjectPropertyStart("forecast");
        seconds(generator, "toLowS", state.secondsToLow);
        seconds(generator, "toEmptyS", state.secondsToEmpty);
        if (state.serviceDaysLeft >= 0) {
            generator.writeNumberProperty("toEndOfServiceDays", state.serviceDaysLeft);
        }
        generator.writeEndObject();
    }

    private static void seconds(JsonGenerator generator, String name, long seconds) {
        if (seconds < 0) {
            generator.writeNullProperty(name);
        } else {
            generator.writeNumberProperty(name, seconds);
        }
    }

    private static void withheld(JsonGenerator generator, RigState state) {
        generator.writeObjectPropertyStart("withheldMicrosteps");
        for (int i = 0; i < state.withheldCauses.length; i++) {
            generator.writeNumberProperty(state.withheldCauses[i], state.withheldMicrosteps[i]);
        }
        generator.writeEndObject();
    }

    private static void reservoirAndPressure(JsonGenerator generator, RigState state) {
        Json.decimal(generator, "reservoirMl", state.reservoirPicolitres, MILLILITRES);
        generator.writeStringProperty("reservoirOutcome", state.reservoirOutcome.name());
        generator.writeObjectPropertyStart("pressure");
        Json.decimal(generator, "downstreamKpa", state.downstreamPascals, KILOPASCALS);
        generator.writeStringProperty("downstreamOutcome", state.downstreamOutcome.name());
        Json.decimal(generator, "baselineKpa", state.baselinePascals, KILOPASCALS);
        Json.decimal(generator, "upstreamKpa", state.upstreamPascals, KILOPASCALS);
        generator.writeStringProperty("upstreamOutcome", state.upstreamOutcome.name());
        generator.writeEndObject();
        generator.writeObjectPropertyStart("supply");
        Json.decimal(generator, "sensorVolts", state.sensorSupplyMillivolts, VOLTS);
        Json.decimal(generator, "motorVolts", state.motorSupplyMillivolts, VOLTS);
        generator.writeEndObject();
    }

    /** What is not fitted is not there: a 0 would be a reading. */
    private static void flowAndAir(JsonGenerator generator, RigState state) {
        if (state.flowFitted) {
            generator.writeObjectPropertyStart("flow");
            Json.decimal(
                    generator, "microlitresPerMinute", state.flowPicolitresPerMinute, MICROLITRES);
            generator.writeStringProperty("outcome", state.flowOutcome.name());
            generator.writeEndObject();
        }
        if (state.flowFitted || state.bubbleFitted) {
            generator.writeObjectPropertyStart("air");
            generator.writeBooleanProperty("inLine", state.airInLine);
            if (state.bubbleFitted) {
                generator.writeStringProperty("detectorOutcome", state.bubbleOutcome.name());
            }
            generator.writeEndObject();
        }
    }

    private static void motion(JsonGenerator generator, RigState state) {
        generator.writeObjectPropertyStart("motion");
        generator.writeNumberProperty("sentMicrosteps", state.sentMicrosteps);
        generator.writeNumberProperty("seenMicrosteps", state.seenMicrosteps);
        generator.writeStringProperty("seenOutcome", state.motionOutcome.name());
        generator.writeNumberProperty("rotorMicrosteps", state.rotorMicrosteps);
        generator.writeStringProperty("rotorOutcome", state.rotorOutcome.name());
        generator.writeBooleanProperty("driverHot", state.driverHot);
        generator.writeEndObject();
    }

    /** How far each is from tripping, in the order of {@link Gauge}. */
    private static void interlocks(JsonGenerator generator, Gauges gauges) {
        generator.writeArrayPropertyStart("interlocks");
        for (int i = 0; i < Gauge.count(); i++) {
            Gauge gauge = Gauge.of(i);
            if (gauges.has(gauge)) {
                generator.writeStartObject();
                generator.writeStringProperty("alarm", gauge.alarm().name());
                generator.writeStringProperty("measure", gauge.measure());
                Json.decimal(generator, "value", gauges.value(gauge), gauge.decimals());
                Json.decimal(generator, "trip", gauges.trip(gauge), gauge.decimals());
                generator.writeStringProperty("unit", gauge.unit());
                generator.writeStringProperty("trips", gauge.tripsBelow() ? "below" : "above");
                generator.writeEndObject();
            }
        }
        generator.writeEndArray();
    }

    private static void statistics(
            JsonGenerator generator, RigState state, LinkStatistics link, long lost) {
        generator.writeObjectPropertyStart("link");
        generator.writeNumberProperty("published", link.published());
        generator.writeNumberProperty("dropped", link.dropped());
        generator.writeNumberProperty("reconnects", link.reconnects());
        generator.writeNumberProperty("limited", link.limited());
        generator.writeEndObject();
        generator.writeObjectPropertyStart("loop");
        generator.writeNumberProperty("lateCycles", state.lateCycles);
        generator.writeNumberProperty("timeGaps", state.timeGaps);
        generator.writeNumberProperty("worstLatenessNs", state.worstLatenessNanos);
        if (state.mostLatenessNanos >= 0) {
            generator.writeObjectPropertyStart("latenessNs");
            generator.writeNumberProperty("p50", state.medianLatenessNanos);
            generator.writeNumberProperty("p99", state.p99LatenessNanos);
            generator.writeNumberProperty("max", state.mostLatenessNanos);
            generator.writeEndObject();
        }
        generator.writeEndObject();
        generator.writeObjectPropertyStart("events");
        generator.writeNumberProperty("raised", state.eventsRaised);
        generator.writeNumberProperty("lost", lost);
        generator.writeEndObject();
    }
}
