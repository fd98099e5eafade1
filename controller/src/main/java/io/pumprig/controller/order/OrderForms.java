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
    /** How long a staged therapy may be committed (SR-14). */
    public static final long STAGED_NANOS = 120_000_000_000L;

    /** Longest silence (SR-81). */
    public static final long MOST_SILENCE_NANOS = 600_000_000_000L;

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
     * The wish of an order; null for a verb that says all by itself, {@link Wish.Refused} for what
     * cannot be read.
     *
     * @param body a JSON object as text, without what the contract itself puts there
     */
    public Wish read(Verb verb, String body) {
        try {
            return verb.hasForm() ? read(verb, SettingsNode.parse(verb.label(), body)) : null;
        } catch (SettingsException e) {
            return new Wish.Refused(Code.BAD_PARAM, e.reason());
        } catch (IllegalArgumentException e) {
            return new Wish.Refused(Code.BAD_PARAM, e.getMessage());
        }
    }

    /**
     * The wish of an order that stands in a file.
     *
     * @throws SettingsException naming file, line, key, what was found and what is allowed
     */
    public Wish read(Verb verb, SettingsNode body) {
        return switch (verb) {
            case BOLUS -> bolus(body);
            case THERAPY_STAGE -> stage(body);
            case THERAPY_COMMIT -> commit(body);
            case REFILL -> new Wish.Refill(RefillEntry.of(body, path.capacityPicolitres()));
            case PRIME -> prime(body);
            case AUDIO_PAUSE -> audioPause(body);
            default -> throw new IllegalArgumentException(verb.label() + " has no form");
        };
    }

    private static Wish bolus(SettingsNode root) {
        root.keys(OrderSchema.BOLUS);
        boolean demand = root.bool("demand", false);
        if (demand) {
            root.keys("demand");
            return new Wish.Bolus(true, 0, 0, null);
        }
        Wish wish =
                new Wish.Bolus(
                        false, root.quantity("dose"), root.quantity("duration"), override(root));
        root.done();
        return wish;
    }

    /**
     * A therapy to be staged.
     *
     * @param besides keys of the caller's own that may stand beside those of the therapy
     * @throws SettingsException naming file, line, key, what was found and what is allowed
     */
    public Wish.Stage stage(SettingsNode root, String... besides) {
        Prescription prescription = TherapyFile.staged(root, besides);
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
        return stage(prescription, bridge);
    }

    /**
     * The wish to stage a therapy that was read before.
     *
     * @param bridge the refill with drug of another concentration that comes with it, or null
     */
    public Wish.Stage stage(Prescription prescription, RefillEntry bridge) {
        return new Wish.Stage(prepare.apply(prescription), bridge, rules.review(prescription));
    }

    private static Wish commit(SettingsNode root) {
        root.keys(OrderSchema.THERAPY_COMMIT);
        Wish wish = new Wish.Commit(root.matching("hash"), override(root));
        root.done();
        return wish;
    }

    /** Who goes beyond a soft limit and why, where it is said (SR-04); null where it is not. */
    public static LimitOverride override(SettingsNode root) {
        return root.optionalChild("override").map(OrderForms::overrideOf).orElse(null);
    }

    private static LimitOverride overrideOf(SettingsNode node) {
        node.keys(OrderSchema.OVERRIDE);
        try {
            return new LimitOverride(node.text("by"), node.text("why"));
        } catch (IllegalArgumentException e) {
            throw node.refuse("why", e.getMessage(), "who decided, and why");
        }
    }

    private Wish prime(SettingsNode root) {
        root.keys(OrderSchema.PRIME);
        Wish wish =
                new Wish.Prime(
                        root.quantity(
                                "volume",
                                Dimension.VOLUME,
                                OrderSchema.LEAST_PRIME_PICOLITRES,
                                path.deadPicolitres(),
                                path.deadPicolitres()));
        root.done();
        return wish;
    }

    private static Wish audioPause(SettingsNode root) {
        root.keys(OrderSchema.AUDIO_PAUSE);
        Wish wish = new Wish.AudioPause(root.quantity("duration"));
        root.done();
        return wish;
    }
}
