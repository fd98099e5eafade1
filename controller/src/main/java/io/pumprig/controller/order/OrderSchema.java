package io.pumprig.controller.order;

import static io.pumprig.hal.settings.Schema.bool;
import static io.pumprig.hal.settings.Schema.matching;
import static io.pumprig.hal.settings.Schema.object;
import static io.pumprig.hal.settings.Schema.quantity;
import static io.pumprig.hal.settings.Schema.text;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Schema;
import io.pumprig.hal.settings.SchemaObject;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the body of each order may say, in a request and in a file: the declarations that {@link
 * OrderForms} reads by. How much a reservoir holds and how long a line is are the rig's, so volumes
 * have no range here.
 */
public final class OrderSchema {
    /** Least that counts as a prime: 1 uL. */
    static final long LEAST_PRIME_PICOLITRES = 1_000_000L;

    private static final long LEAST_NANOS = 1_000_000_000L;
    private static final long LEAST_PICOGRAMS = 1_000L;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public static final SchemaObject OVERRIDE =
            object("Who goes beyond a soft limit, and why; only where there is one to go beyond")
                    .required("by", text("Who decided"))
                    .required("why", text("Why"));

    static final SchemaObject BOLUS =
            object("An extra dose beside the program: a clinician's, or the prescribed one")
                    .optional(
                            "demand",
                            bool("The prescribed demand bolus, without a dose of its own")
                                    .otherwise(false))
                    .optional(
                            "dose",
                            quantity(
                                    "Drug of the bolus",
                                    Dimension.MASS,
                                    LEAST_PICOGRAMS,
                                    Prescription.MOST_PICOGRAMS_PER_DAY))
                    .optional(
                            "duration",
                            quantity(
                                    "Over how long it is given",
                                    Dimension.TIME,
                                    LEAST_NANOS,
                                    DemandBolus.MOST_DURATION_NANOS))
                    .optional("override", OVERRIDE)
                    .needsBeside("dose", "duration")
                    .needsBeside("duration", "dose")
                    .atLeastOneOf("demand", "dose")
                    .when("demand", true, List.of(), List.of())
                    .when("demand", false, List.of("dose", "duration"), List.of("override"));

    static final SchemaObject BRIDGE =
            object("The refill that comes with the therapy, whose concentration it has")
                    .required("removed", removed())
                    .required("filled", filled());

    static final SchemaObject THERAPY_STAGE =
            TherapySchema.THERAPY.extended().optional("bridge", BRIDGE);

    static final SchemaObject THERAPY_COMMIT =
            object("The staged therapy is put into force")
                    .required(
                            "hash",
                            matching(
                                    "What therapy-stage answered",
                                    HASH,
                                    "the hash that therapy-stage answered"))
                    .optional("override", OVERRIDE);

    static final SchemaObject REFILL =
            object("The reservoir was emptied and filled again")
                    .required("removed", removed())
                    .required("filled", filled())
                    .required(
                            "concentration", TherapySchema.concentration("Of what was filled in"));

    static final SchemaObject PRIME =
            object("Fills the dead volume once")
                    .optional(
                            "volume",
                            quantity(
                                    "1 uL up to the dead volume of the line, which it is without"
                                            + " this key",
                                    Dimension.VOLUME));

    static final SchemaObject AUDIO_PAUSE =
            object("Silences the sound for a time")
                    .optional(
                            "duration",
                            quantity(
                                            "How long",
                                            Dimension.TIME,
                                            LEAST_NANOS,
                                            OrderForms.MOST_SILENCE_NANOS)
                                    .otherwise(OrderForms.MOST_SILENCE_NANOS));

    private OrderSchema() {}

    /**
     * What the body of {@code verb} may say beside what the contract itself puts there; no keys for
     * a verb without a form.
     */
    public static SchemaObject of(Verb verb) {
        return switch (verb) {
            case BOLUS -> BOLUS;
            case THERAPY_STAGE -> THERAPY_STAGE;
            case THERAPY_COMMIT -> THERAPY_COMMIT;
            case REFILL -> REFILL;
            case PRIME -> PRIME;
            case AUDIO_PAUSE -> AUDIO_PAUSE;
            default -> object("Nothing more to say");
        };
    }

    private static Schema removed() {
        return quantity("What was left in the reservoir and was taken out", Dimension.VOLUME);
    }

    private static Schema filled() {
        return quantity("What was filled in, 0.1 mL or more", Dimension.VOLUME);
    }
}
