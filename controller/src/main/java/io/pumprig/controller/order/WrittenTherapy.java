package io.pumprig.controller.order;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A therapy and what orders ask for, as a file would say it: what {@link TherapyFile} and {@link
 * OrderForms} read back is the same to the last unit.
 */
public final class WrittenTherapy {
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    private WrittenTherapy() {}

    /** The keys of a therapy file. */
    public static Map<String, Object> of(Prescription prescription) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("drug", prescription.drug());
        keys.put(
                "concentration",
                Quantity.format(Dimension.CONCENTRATION, prescription.picogramsPerNanolitre()));
        keys.put("indication", prescription.indication().label());
        if (prescription.timeZone() != null) {
            keys.put("timeZone", prescription.timeZone());
        }
        keys.put("program", program(prescription.program()));
        keys.put(
                "minimumRate",
                Quantity.format(Dimension.FLOW, prescription.minimumPicolitresPerDay()));
        DemandBolus demand = prescription.demandBolus();
        if (demand != null) {
            Map<String, Object> bolus = new LinkedHashMap<>();
            bolus.put("dose", mass(demand.picograms()));
            bolus.put("duration", time(demand.durationNanos()));
            bolus.put("lockout", time(demand.lockoutNanos()));
            bolus.put("perDay", demand.perDay());
            keys.put("demandBolus", bolus);
        }
        keys.put("onRestart", prescription.onRestart().label());
        return keys;
    }

    private static Map<String, Object> program(Program program) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("mode", program.mode().label());
        if (program instanceof Program.Continuous continuous) {
            keys.put("rate", doseRate(continuous.picogramsPerDay()));
        } else if (program instanceof Program.Taper taper) {
            keys.put("from", doseRate(taper.fromPicogramsPerDay()));
            keys.put("to", doseRate(taper.toPicogramsPerDay()));
            keys.put("over", time(taper.days() * NANOS_PER_DAY));
        } else if (program instanceof Program.Pattern pattern) {
            List<Object> steps = new ArrayList<>();
            for (Program.Step step : pattern.steps()) {
                Map<String, Object> written = new LinkedHashMap<>();
                written.put(
                        "from",
                        String.format(
                                Locale.ROOT,
                                "%02d:%02d",
                                step.minuteOfDay() / 60,
                                step.minuteOfDay() % 60));
                written.put("rate", doseRate(step.picogramsPerDay()));
                steps.add(written);
            }
            keys.put("steps", steps);
        }
        return keys;
    }

    /** The body of an order, empty where its verb says all. */
    public static Map<String, Object> of(Wish wish) {
        Map<String, Object> keys = new LinkedHashMap<>();
        if (wish instanceof Wish.Bolus bolus) {
            if (bolus.demand()) {
                keys.put("demand", true);
            } else {
                keys.put("dose", mass(bolus.picograms()));
                keys.put("duration", time(bolus.durationNanos()));
                override(keys, bolus.override());
            }
        } else if (wish instanceof Wish.Refill refill) {
            refill(keys, refill.entry());
            keys.put(
                    "concentration",
                    Quantity.format(
                            Dimension.CONCENTRATION, refill.entry().picogramsPerNanolitre()));
        } else if (wish instanceof Wish.Prime prime) {
            keys.put("volume", Quantity.format(Dimension.VOLUME, prime.picolitres()));
        } else if (wish instanceof Wish.AudioPause pause) {
            keys.put("duration", time(pause.durationNanos()));
        } else if (wish instanceof Wish.Stage stage) {
            keys.putAll(of(stage.therapy().prescription()));
            if (stage.bridge() != null) {
                Map<String, Object> bridge = new LinkedHashMap<>();
                refill(bridge, stage.bridge());
                keys.put("bridge", bridge);
            }
        }
        return keys;
    }

    /** Adds who goes beyond a soft limit, where somebody does. */
    public static void override(Map<String, Object> keys, LimitOverride override) {
        if (override != null) {
            Map<String, Object> written = new LinkedHashMap<>();
            written.put("by", override.by());
            written.put("why", override.why());
            keys.put("override", written);
        }
    }

    private static void refill(Map<String, Object> keys, RefillEntry entry) {
        keys.put("removed", Quantity.format(Dimension.VOLUME, entry.removedPicolitres()));
        keys.put("filled", Quantity.format(Dimension.VOLUME, entry.filledPicolitres()));
    }

    private static String doseRate(long picogramsPerDay) {
        return Quantity.format(Dimension.DOSE_RATE, picogramsPerDay);
    }

    private static String mass(long picograms) {
        return Quantity.format(Dimension.MASS, picograms);
    }

    private static String time(long nanos) {
        return Quantity.format(Dimension.TIME, nanos);
    }
}
