package io.pumprig.controller.order;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import io.pumprig.hal.settings.Spelling;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a drug library has to say about a prescription that can be read. All rules are judged,
 * always, so that whoever corrects a therapy sees everything at once. Nothing is changed, clamped
 * or filled in: a hard finding refuses (SR-03), a soft one asks for a {@link LimitOverride}
 * (SR-04). Not for the cycle.
 */
public final class TherapyRules {
    private static final String BOLUS_DOSE = "demandBolus.dose";
    private static final String BOLUS_DURATION = "demandBolus.duration";
    private static final BigInteger NANOS_PER_DAY = BigInteger.valueOf(86_400_000_000_000L);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final DrugLibrary library;

    public TherapyRules(DrugLibrary library) {
        this.library = library;
    }

    /**
     * What is to be said about a prescription by itself, in the order of its keys.
     *
     * @return empty when nothing is
     */
    public List<LimitFinding> review(Prescription prescription) {
        List<LimitFinding> findings = new ArrayList<>();
        Optional<Drug> drug = library.drug(prescription.drug());
        if (drug.isEmpty()) {
            findings.add(unknown(prescription.drug()));
            return findings;
        }
        concentration(drug.get(), prescription, findings);
        dailyDose(drug.get(), prescription, findings);
        if (prescription.program() instanceof Program.Taper taper) {
            new TitrationRules(drug.get(), findings).taper(taper, prescription.indication());
        }
        if (prescription.demandBolus() != null) {
            bolusDose(drug.get(), prescription.demandBolus(), findings);
            bolusRate(prescription, findings);
        }
        rollingLimits(drug.get(), prescription, findings);
        return findings;
    }

    /**
     * What is to be said about a prescription as the successor of what runs; {@link #review} is
     * asked besides, and alone speaks of a drug that is in no library.
     *
     * @param isBridged whether a bridge plan comes with it (SR-12)
     * @return empty when nothing is
     */
    public List<LimitFinding> change(
            TitrationHistory history, Prescription next, boolean isBridged) {
        List<LimitFinding> findings = new ArrayList<>();
        library.drug(next.drug())
                .ifPresent(
                        drug ->
                                new TitrationRules(drug, findings)
                                        .change(history, next, isBridged));
        return findings;
    }

    /**
     * The findings that an override leaves standing: the hard ones, and without an override all.
     *
     * @param override null for none
     */
    public static List<LimitFinding> standing(List<LimitFinding> findings, LimitOverride override) {
        return findings.stream().filter(f -> f.isHard() || override == null).toList();
    }

    /** The key that says how much a program gives. */
    static String doseField(Program program) {
        if (program instanceof Program.Continuous) {
            return "program.rate";
        }
        if (program instanceof Program.Pattern) {
            return "program.steps";
        }
        if (program instanceof Program.Taper taper) {
            boolean falls = taper.toPicogramsPerDay() < taper.fromPicogramsPerDay();
            return falls ? "program.from" : "program.to";
        }
        return "program.mode";
    }

    /** As the method above, for what flows without a bolus. */
    private static String basalField(Prescription prescription) {
        boolean isMinimum = prescription.program() instanceof Program.MinimumRate;
        return isMinimum ? "minimumRate" : doseField(prescription.program());
    }

    private LimitFinding unknown(String name) {
        return LimitFinding.hard(
                "SR-05",
                "drug",
                name,
                String.join(", ", library.names()) + Spelling.hint(name, library.names()));
    }

    /** In the library, and made for a pump. */
    private static void concentration(
            Drug drug, Prescription prescription, List<LimitFinding> findings) {
        if (drug.concentrations().isEmpty()) {
            return;
        }
        long written = prescription.picogramsPerNanolitre();
        Drug.Concentration known = drug.concentration(written);
        boolean delivers = !(prescription.program() instanceof Program.Stopped);
        boolean isUsable =
                known != null && (known.purpose() == Drug.Purpose.MAINTENANCE || !delivers);
        if (!isUsable) {
            findings.add(
                    LimitFinding.hard(
                            "SR-05",
                            "concentration",
                            Quantity.format(Dimension.CONCENTRATION, written)
                                    + (known == null ? "" : ", which is for screening only"),
                            maintenance(drug)));
        }
    }

    private static String maintenance(Drug drug) {
        List<String> names = new ArrayList<>();
        for (Drug.Concentration concentration : drug.concentrations()) {
            if (concentration.purpose() == Drug.Purpose.MAINTENANCE) {
                names.add(
                        Quantity.format(
                                Dimension.CONCENTRATION, concentration.picogramsPerNanolitre()));
            }
        }
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    /** The 24 hours in which the program gives most (SR-08). */
    private static void dailyDose(
            Drug drug, Prescription prescription, List<LimitFinding> findings) {
        long picograms = delivered(prescription).mostPicogramsInADay();
        String total = prescription.program() instanceof Program.Pattern ? " in total" : "";
        limit(
                findings,
                "SR-08",
                basalField(prescription),
                drug.picogramsPerDay(),
                picograms,
                "/day",
                total);
    }

    private static void bolusDose(Drug drug, DemandBolus bolus, List<LimitFinding> findings) {
        limit(findings, "SR-10", BOLUS_DOSE, drug.bolusPicograms(), bolus.picograms(), "", "");
    }

    private static void limit(
            List<LimitFinding> findings,
            String requirement,
            String field,
            Drug.Limits limits,
            long amount,
            String per,
            String suffix) {
        String found = micrograms(amount) + per + suffix;
        if (amount > limits.hard()) {
            String allowed = "up to " + micrograms(limits.hard()) + per;
            findings.add(LimitFinding.hard(requirement, field, found, allowed));
        } else if (amount > limits.soft()) {
            String allowed = "up to " + micrograms(limits.soft()) + per;
            findings.add(LimitFinding.soft(requirement, field, found, allowed));
        }
    }

    /** Bolus and the fastest basal together, under the ceiling of the volume rate (SR-28). */
    private static void bolusRate(Prescription prescription, List<LimitFinding> findings) {
        DemandBolus bolus = prescription.demandBolus();
        long freePicogramsPerDayTimes1000 =
                Prescription.MOST_PICOLITRES_PER_DAY * prescription.picogramsPerNanolitre()
                        - delivered(prescription).mostPicogramsPerDay() * 1_000;
        long leastNanos = leastDuration(bolus.picograms(), freePicogramsPerDayTimes1000);
        if (bolus.durationNanos() >= leastNanos) {
            return;
        }
        if (leastNanos > DemandBolus.MOST_DURATION_NANOS) {
            findings.add(
                    LimitFinding.hard(
                            "SR-28",
                            BOLUS_DOSE,
                            micrograms(bolus.picograms()),
                            "less: in 6 h, with the program, 1000 uL/h cannot carry it"));
            return;
        }
        long wholeSeconds = (leastNanos + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND;
        findings.add(
                LimitFinding.hard(
                        "SR-28",
                        BOLUS_DURATION,
                        Quantity.format(Dimension.TIME, bolus.durationNanos()),
                        Quantity.format(Dimension.TIME, wholeSeconds * NANOS_PER_SECOND)
                                + " or more, for at most 1000 uL/h with the program"));
    }

    /** The shortest time that keeps a bolus within what is free, rounded up. */
    private static long leastDuration(long picograms, long freeTimes1000) {
        if (freeTimes1000 <= 0) {
            return Long.MAX_VALUE;
        }
        BigInteger free = BigInteger.valueOf(freeTimes1000);
        return BigInteger.valueOf(picograms)
                .multiply(BigInteger.valueOf(1_000))
                .multiply(NANOS_PER_DAY)
                .add(free.subtract(BigInteger.ONE))
                .divide(free)
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }

    /**
     * The basal must fit into each window, and one bolus beside it, or none could ever be given.
     */
    private static void rollingLimits(
            Drug drug, Prescription prescription, List<LimitFinding> findings) {
        DemandBolus bolus = prescription.demandBolus();
        Program program = delivered(prescription);
        for (RollingDoseLimit limit : drug.rollingLimits()) {
            long basal = limit.basalPicograms(program);
            long wished = bolus == null ? 0 : bolus.picograms();
            if (limit.allows(0, basal, wished)) {
                continue;
            }
            String window = " in " + Quantity.format(Dimension.TIME, limit.windowNanos());
            String basalText = micrograms(basal);
            boolean isBasal = !limit.allows(0, basal, 0);
            findings.add(
                    LimitFinding.hard(
                            "SR-25",
                            isBasal ? basalField(prescription) : BOLUS_DOSE,
                            isBasal
                                    ? basalText + window
                                    : micrograms(wished)
                                            + " beside "
                                            + basalText
                                            + " of basal"
                                            + window,
                            "up to "
                                    + micrograms(limit.mostPicograms())
                                    + (isBasal ? "" : " together")));
        }
    }

    /** Never in another unit of drug, so that two lines compare at a glance. */
    private static String micrograms(long picograms) {
        return BigDecimal.valueOf(picograms, 6).stripTrailingZeros().toPlainString() + " mcg";
    }

    /** The program with the minimum rate as the dose that it is at this concentration. */
    private static Program delivered(Prescription prescription) {
        if (prescription.program() instanceof Program.MinimumRate) {
            long scaled =
                    prescription.minimumPicolitresPerDay() * prescription.picogramsPerNanolitre();
            return new Program.Continuous((scaled + 999) / 1_000);
        }
        return prescription.program();
    }
}
