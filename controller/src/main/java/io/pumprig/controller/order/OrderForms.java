package io.pumprig.controller.order;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.SettingsException;
import io.pumprig.hal.settings.SettingsNode;
import java.util.function.Function;

/**
 * Reads what an order's body asks for, with the same words as the files: every quantity has its
 * unit, and what does not fit is refused with key, what was found and what is allowed. Without
 * state that changes; for any thread but the control thread, since it allocates.
 */
public final class OrderForms {
    private static final long LEAST_NANOS = 1_000_000_000L;
    private static final long LEAST_PICOGRAMS = 1_000L;
    private static final long LEAST_PRIME_PICOLITRES = 1_000_000L;
    private static final int HASH_CHARACTERS = 64;

    /** Longest silence (SR-81). */
    static final long MOST_SILENCE_NANOS = 600_000_000_000L;

    private final FluidPath path;
    private final TherapyRules rules;
    private final Function<Prescription, PreparedTherapy> prepare;

    /**
     * @param rules limits of the drugs
     * @param prepare makes a prescription ready for the planner
     */
    public OrderForms(
            FluidPath path, TherapyRules rules, Function<Prescription, PreparedTherapy> prepare) {
        this.path = path;
        this.rules = rules;
        this.prepare = prepare;
    }

    /**
     * The wish of an order; null for a verb that says all by itself.
     *
     * @param body a JSON object as text, without what the contract itself puts there
     */
    public Wish read(Verb verb, String body) {
        try {
            return switch (verb) {
                case BOLUS -> bolus(SettingsNode.parse(verb.label(), body));
                case THERAPY_STAGE -> stage(SettingsNode.parse(verb.label(), body));
                case THERAPY_COMMIT -> commit(SettingsNode.parse(verb.label(), body));
                case REFILL ->
                        new Wish.Refill(
                                RefillEntry.parse(verb.label(), body, path.capacityPicolitres()));
                case PRIME -> prime(SettingsNode.parse(verb.label(), body));
                case AUDIO_PAUSE -> audioPause(SettingsNode.parse(verb.label(), body));
                default -> null;
            };
        } catch (SettingsException | IllegalArgumentException e) {
            return new Wish.Refused(Code.BAD_PARAM, e.getMessage());
        }
    }

    private static Wish bolus(SettingsNode root) {
        root.keys("demand", "dose", "duration", "override");
        boolean demand =
                root.has("demand") && root.choice("demand", "true", "false").equals("true");
        if (demand) {
            root.keys("demand");
            return new Wish.Bolus(true, 0, 0, null);
        }
        Wish wish =
                new Wish.Bolus(
                        false,
                        root.quantity(
                                "dose",
                                Dimension.MASS,
                                LEAST_PICOGRAMS,
                                Prescription.MOST_PICOGRAMS_PER_DAY),
                        root.quantity(
                                "duration",
                                Dimension.TIME,
                                LEAST_NANOS,
                                DemandBolus.MOST_DURATION_NANOS),
                        override(root));
        root.done();
        return wish;
    }

    private Wish stage(SettingsNode root) {
        Prescription prescription = TherapyFile.staged(root);
        RefillEntry bridge =
                root.optionalChild("bridge")
                        .map(
                                node ->
                                        RefillEntry.bridge(
                                                node,
                                                path.capacityPicolitres(),
                                                prescription.picogramsPerNanolitre()))
                        .orElse(null);
        root.done();
        return new Wish.Stage(prepare.apply(prescription), bridge, rules.review(prescription));
    }

    private static Wish commit(SettingsNode root) {
        root.keys("hash", "override");
        String hash = root.text("hash");
        if (hash.length() != HASH_CHARACTERS) {
            throw root.refuse("hash", "the hash that therapy-stage answered");
        }
        Wish wish = new Wish.Commit(hash, override(root));
        root.done();
        return wish;
    }

    private static LimitOverride override(SettingsNode root) {
        if (!root.has("override")) {
            return null;
        }
        SettingsNode node = root.child("override");
        node.keys("by", "why");
        return new LimitOverride(node.text("by"), node.text("why"));
    }

    private Wish prime(SettingsNode root) {
        root.keys("volume");
        Wish wish =
                new Wish.Prime(
                        root.quantity(
                                "volume",
                                Dimension.VOLUME,
                                LEAST_PRIME_PICOLITRES,
                                path.deadPicolitres(),
                                path.deadPicolitres()));
        root.done();
        return wish;
    }

    private static Wish audioPause(SettingsNode root) {
        root.keys("duration");
        Wish wish =
                new Wish.AudioPause(
                        root.quantity(
                                "duration",
                                Dimension.TIME,
                                LEAST_NANOS,
                                MOST_SILENCE_NANOS,
                                MOST_SILENCE_NANOS));
        root.done();
        return wish;
    }
}
