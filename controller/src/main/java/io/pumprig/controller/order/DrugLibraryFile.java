package io.pumprig.controller.order;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.SettingsException;
import io.pumprig.hal.settings.SettingsNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A drug library as it is written. What a library says can narrow the fixed limits only. */
record DrugLibraryFile(long version, Map<String, Drug> drugs) {
    private static final long MOST_VERSION = 1_000_000_000L;
    private static final long MOST_BOLUS_PICOGRAMS = 1_000_000_000L;
    private static final long LEAST_SHARE = 10_000L;
    private static final long WHOLE_SHARE = 1_000_000L;

    /** Eleven times the dose before: as good as no limit, for what is no drug. */
    private static final long MOST_INCREASE = 10_000_000L;

    private static final String ANY = "any";

    /**
     * Reads a library whose bytes were checked.
     *
     * @throws SettingsException naming file, line, key, what was found and what is allowed
     */
    static DrugLibraryFile parse(String name, String text) {
        SettingsNode root = SettingsNode.parse(name, text);
        root.keys("version", "drugs");
        long version = root.integer("version", 1, MOST_VERSION);
        Map<String, Drug> drugs = new LinkedHashMap<>();
        for (SettingsNode node : root.list("drugs")) {
            Drug drug = drug(node);
            if (drugs.putIfAbsent(drug.name(), drug) != null) {
                throw node.refuse("name", drug.name() + " again", "each drug once");
            }
        }
        if (drugs.isEmpty()) {
            throw root.refuse("drugs", "no drug", "at least one");
        }
        root.done();
        return new DrugLibraryFile(version, Collections.unmodifiableMap(drugs));
    }

    private static Drug drug(SettingsNode node) {
        node.keys(
                "name",
                "concentrations",
                "dailyDose",
                "bolus",
                "increase",
                "taper",
                "rollingLimits");
        return new Drug(
                node.name("name"),
                concentrations(node),
                limits(
                        node.child("dailyDose"),
                        Dimension.DOSE_RATE,
                        Prescription.MOST_PICOGRAMS_PER_DAY),
                limits(node.child("bolus"), Dimension.MASS, MOST_BOLUS_PICOGRAMS),
                titration(node),
                rollingLimits(node));
    }

    /** A list, or the word {@code any} for what has no strength. */
    private static List<Drug.Concentration> concentrations(SettingsNode node) {
        if (!node.isList("concentrations")) {
            node.choice("concentrations", ANY);
            return List.of();
        }
        List<Drug.Concentration> concentrations = new ArrayList<>();
        for (SettingsNode item : node.list("concentrations")) {
            item.keys("concentration", "purpose");
            boolean screening =
                    item.choice("purpose", "maintenance", "screening").equals("screening");
            concentrations.add(
                    new Drug.Concentration(
                            TherapyFile.concentration(item),
                            screening ? Drug.Purpose.SCREENING : Drug.Purpose.MAINTENANCE));
        }
        if (concentrations.isEmpty()) {
            throw node.refuse("concentrations", "no concentration", "at least one, or " + ANY);
        }
        concentrations.sort(Comparator.comparing(Drug.Concentration::picogramsPerNanolitre));
        return concentrations;
    }

    private static Drug.Limits limits(SettingsNode node, Dimension dimension, long most) {
        node.keys("soft", "hard");
        long hard = node.quantity("hard", dimension, 1, most);
        return new Drug.Limits(node.quantity("soft", dimension, 1, hard), hard);
    }

    private static Drug.Titration titration(SettingsNode node) {
        SettingsNode increase = node.child("increase");
        increase.keys("spinal", "cerebral", "child", "warnAbove");
        return new Drug.Titration(
                share(increase, "spinal", MOST_INCREASE),
                share(increase, "cerebral", MOST_INCREASE),
                share(increase, "child", MOST_INCREASE),
                share(increase, "warnAbove", MOST_INCREASE),
                share(node, "taper", WHOLE_SHARE));
    }

    private static long share(SettingsNode node, String key, long most) {
        return node.quantity(key, Dimension.SHARE, LEAST_SHARE, most);
    }

    private static List<RollingDoseLimit> rollingLimits(SettingsNode node) {
        List<RollingDoseLimit> limits = new ArrayList<>();
        for (SettingsNode item : node.list("rollingLimits")) {
            item.keys("window", "most");
            long window =
                    item.quantity(
                            "window",
                            Dimension.TIME,
                            RollingDoseLimit.NANOS_PER_MINUTE,
                            RollingDoseLimit.MOST_WINDOW_NANOS);
            if (window % RollingDoseLimit.NANOS_PER_MINUTE != 0) {
                throw item.refuse("window", "whole minutes, 1 min to 1 d");
            }
            limits.add(
                    new RollingDoseLimit(
                            window,
                            item.quantity(
                                    "most",
                                    Dimension.MASS,
                                    1,
                                    Prescription.MOST_PICOGRAMS_PER_DAY)));
        }
        if (limits.isEmpty()) {
            throw node.refuse("rollingLimits", "no limit", "at least one");
        }
        return limits;
    }
}
