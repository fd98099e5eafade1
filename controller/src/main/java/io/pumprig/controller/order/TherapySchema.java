package io.pumprig.controller.order;

import static io.pumprig.hal.settings.Schema.choice;
import static io.pumprig.hal.settings.Schema.integer;
import static io.pumprig.hal.settings.Schema.list;
import static io.pumprig.hal.settings.Schema.matching;
import static io.pumprig.hal.settings.Schema.name;
import static io.pumprig.hal.settings.Schema.object;
import static io.pumprig.hal.settings.Schema.quantity;
import static io.pumprig.hal.settings.Schema.text;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Schema;
import io.pumprig.hal.settings.SchemaObject;
import io.pumprig.hal.settings.SchemaValue;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What {@code therapy.yaml} may say: the declarations that {@link TherapyFile} and {@link
 * ProgramForm} read by, and the JSON Schema made of them. What a dose is at its concentration, the
 * order of a pattern's steps and the drug library are for the readers alone.
 */
public final class TherapySchema {
    /** Slowest rate that the head can be trusted with: 0.1 uL/h. */
    static final long LEAST_PICOLITRES_PER_DAY = 2_400_000L;

    /** Highest minimum rate: 10 uL/h. */
    private static final long MOST_MINIMUM_PICOLITRES_PER_DAY = 240_000_000L;

    /** Smallest dose that any concentration can carry at the slowest rate: 0.024 mcg/day. */
    private static final long LEAST_PICOGRAMS_PER_DAY =
            LEAST_PICOLITRES_PER_DAY * Prescription.LEAST_PICOGRAMS_PER_NANOLITRE / 1_000;

    /** Smallest bolus: 10 ng, two microsteps of the reference head at 1000 mcg/mL. */
    private static final long LEAST_BOLUS_PICOGRAMS = 10_000L;

    /** Largest bolus that can be written; a drug library allows less (SR-10). */
    private static final long MOST_BOLUS_PICOGRAMS = 1_000_000_000L;

    /** Shortest bolus, as for a screening bolus (therapy reference 1.2). */
    private static final long LEAST_DURATION_NANOS = 60_000_000_000L;

    private static final long LEAST_LOCKOUT_NANOS = 60_000_000_000L;
    private static final long MOST_LOCKOUT_NANOS = 86_400_000_000_000L;

    /** SR-26. */
    private static final long DEFAULT_LOCKOUT_NANOS = 3_600_000_000_000L;

    /** SR-26. */
    private static final int DEFAULT_PER_DAY = 8;

    private static final long NANOS_PER_DAY = 86_400_000_000_000L;
    private static final Pattern TIME_OF_DAY = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

    static final SchemaObject DEMAND_BOLUS =
            object("The extra dose that may be asked for")
                    .required(
                            "dose",
                            quantity(
                                    "Drug of one bolus; the drug library allows less",
                                    Dimension.MASS,
                                    LEAST_BOLUS_PICOGRAMS,
                                    MOST_BOLUS_PICOGRAMS))
                    .required(
                            "duration",
                            quantity(
                                    "Over how long it is given",
                                    Dimension.TIME,
                                    LEAST_DURATION_NANOS,
                                    DemandBolus.MOST_DURATION_NANOS))
                    .optional(
                            "lockout",
                            quantity(
                                            "From the end of one bolus to the next",
                                            Dimension.TIME,
                                            LEAST_LOCKOUT_NANOS,
                                            MOST_LOCKOUT_NANOS)
                                    .otherwise(DEFAULT_LOCKOUT_NANOS))
                    .optional(
                            "perDay",
                            integer("How many in any 24 h", 1, DemandBolus.MOST_PER_DAY)
                                    .otherwise(DEFAULT_PER_DAY));

    static final SchemaObject STEP =
            object("A rate and when it begins")
                    .required(
                            "from",
                            matching(
                                    "Time of day at which the step begins: the first at 00:00, each"
                                            + " later than the one before",
                                    TIME_OF_DAY,
                                    "a time of day from 00:00 to 23:59"))
                    .required("rate", rate("Drug per day while the step holds"))
                    .optional("volumeRate", volumeRate());

    static final SchemaObject PROGRAM =
            object("What is delivered, and when")
                    .required(
                            "mode",
                            choice(
                                    "continuous: one rate. pattern: each day the same steps. taper:"
                                            + " from one dose to another, day by day. minimum-rate: the"
                                            + " minimum rate. stopped: nothing",
                                    "continuous",
                                    "pattern",
                                    "taper",
                                    "minimum-rate",
                                    "stopped"))
                    .optional("rate", rate("Drug per day, mode continuous"))
                    .optional("volumeRate", volumeRate())
                    .optional(
                            "steps",
                            list(
                                    "The day of mode pattern, from 00:00 and ascending",
                                    STEP,
                                    1,
                                    Program.Pattern.MOST_STEPS))
                    .optional("from", rate("Dose of the first day, mode taper"))
                    .optional("to", rate("Dose of the last day, mode taper"))
                    .optional(
                            "over",
                            quantity(
                                    "How long a taper takes, whole days",
                                    Dimension.TIME,
                                    NANOS_PER_DAY,
                                    Program.Taper.MOST_DAYS * NANOS_PER_DAY))
                    .when("mode", "continuous", List.of("rate"), List.of("volumeRate"))
                    .when("mode", "pattern", List.of("steps"), List.of())
                    .when("mode", "taper", List.of("from", "to", "over"), List.of())
                    .when("mode", "minimum-rate", List.of(), List.of())
                    .when("mode", "stopped", List.of(), List.of());

    /** The whole file. */
    public static final SchemaObject THERAPY =
            object("What a pump is to deliver")
                    .required("drug", name("A name of the drug library"))
                    .required("concentration", concentration("Of what is in the reservoir"))
                    .optional(
                            "indication",
                            choice(
                                            "Why it is given: how fast a dose may rise",
                                            "spinal",
                                            "cerebral",
                                            "child")
                                    .otherwise(TherapyFile.DEFAULT_INDICATION.label()))
                    .optional(
                            "timeZone",
                            text("Whose wall clock a pattern follows when it begins, an"
                                            + " IANA name; needed for mode pattern")
                                    .examples("Europe/Berlin", "America/New_York", "UTC"))
                    .required("program", PROGRAM)
                    .optional(
                            "minimumRate",
                            quantity(
                                            "What is delivered while paused or limited by an alarm;"
                                                    + " never more than the program",
                                            Dimension.FLOW,
                                            LEAST_PICOLITRES_PER_DAY,
                                            MOST_MINIMUM_PICOLITRES_PER_DAY)
                                    .otherwise(Prescription.DEFAULT_MINIMUM_PICOLITRES_PER_DAY))
                    .optional("demandBolus", DEMAND_BOLUS)
                    .optional(
                            "onRestart",
                            choice(
                                            "After a restart: confirm waits for an operator with"
                                                    + " zero flow, resume goes on",
                                            Prescription.OnRestart.CONFIRM.label(),
                                            Prescription.OnRestart.RESUME.label())
                                    .otherwise(Prescription.OnRestart.CONFIRM.label()))
                    .when("program.mode", "pattern", List.of("timeZone"), List.of());

    private TherapySchema() {}

    /** The JSON Schema of {@code therapy.yaml}. */
    public static String document() {
        return THERAPY.document("therapy", "therapy.yaml of pumprig");
    }

    /** A concentration within the hard limits. */
    static SchemaValue concentration(String description) {
        return quantity(
                description,
                Dimension.CONCENTRATION,
                Prescription.LEAST_PICOGRAMS_PER_NANOLITRE,
                Prescription.MOST_PICOGRAMS_PER_NANOLITRE);
    }

    private static Schema rate(String description) {
        return quantity(
                description,
                Dimension.DOSE_RATE,
                LEAST_PICOGRAMS_PER_DAY,
                Prescription.MOST_PICOGRAMS_PER_DAY);
    }

    private static Schema volumeRate() {
        return quantity(
                "The rate as volume, for whoever computed it too: must agree within 1 nL/h",
                Dimension.FLOW,
                LEAST_PICOLITRES_PER_DAY,
                Prescription.MOST_PICOLITRES_PER_DAY);
    }
}
