package io.pumprig.controller.order;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import java.math.BigInteger;
import java.util.List;

/** How fast the dose of one drug may change (SR-09), and what comes with a change (SR-12). */
final class TitrationRules {
    private static final String TITRATION = "SR-09";
    private static final String BRIDGE = "SR-12";
    private static final long WHOLE = 1_000_000L;
    private static final long FIRST_DAY_NANOS = 86_400_000_000_000L;

    private final Drug.Titration titration;
    private final List<LimitFinding> findings;

    /**
     * @param findings where to add what is found
     */
    TitrationRules(Drug drug, List<LimitFinding> findings) {
        titration = drug.titration();
        this.findings = findings;
    }

    /** Each day's dose of a taper against the dose of the day before. */
    void taper(Program.Taper taper, Indication indication) {
        boolean falls = taper.toPicogramsPerDay() < taper.fromPicogramsPerDay();
        long share = falls ? titration.decrease() : titration.increase(indication);
        if (taper.days() < fewestDays(taper, share)) {
            findings.add(
                    LimitFinding.hard(
                            TITRATION, "program.over", found(taper), allowed(taper, share)));
        } else if (!falls && taper.days() < fewestDays(taper, titration.increaseWarning())) {
            findings.add(
                    LimitFinding.soft(
                            TITRATION,
                            "program.over",
                            found(taper),
                            allowed(taper, titration.increaseWarning())));
        }
    }

    private static String found(Program.Taper taper) {
        return taper.days()
                + " d from "
                + dose(taper.fromPicogramsPerDay())
                + " to "
                + dose(taper.toPicogramsPerDay());
    }

    private static String allowed(Program.Taper taper, long share) {
        int fewest = fewestDays(taper, share);
        boolean falls = taper.toPicogramsPerDay() < taper.fromPicogramsPerDay();
        return (fewest > Program.Taper.MOST_DAYS ? "a smaller change" : fewest + " d or more")
                + ", at most "
                + Quantity.format(Dimension.SHARE, share)
                + (falls ? " less" : " more")
                + " each day";
    }

    /**
     * The fewest days over which no day changes by more than {@code share}: one more than the
     * longest taper when even that is too short. Judged on the exact ramp: the doses themselves are
     * rounded down to a picogram, which must not decide.
     */
    static int fewestDays(Program.Taper taper, long share) {
        boolean falls = taper.toPicogramsPerDay() < taper.fromPicogramsPerDay();
        BigInteger factor = BigInteger.valueOf(falls ? WHOLE - share : WHOLE + share);
        BigInteger from = BigInteger.valueOf(taper.fromPicogramsPerDay());
        BigInteger to = BigInteger.valueOf(taper.toPicogramsPerDay());
        int days = 0;
        boolean reached = false;
        while (!reached && days <= Program.Taper.MOST_DAYS) {
            days++;
            from = from.multiply(factor);
            to = to.multiply(BigInteger.valueOf(WHOLE));
            reached = falls ? to.compareTo(from) >= 0 : to.compareTo(from) <= 0;
        }
        return days;
    }

    /** Everything about {@code next} that depends on what runs. */
    void change(TitrationHistory history, Prescription next, boolean isBridged) {
        if (!next.drug().equals(history.drug())) {
            add(BRIDGE, "drug", next.drug(), history.drug() + ", which is in reservoir and line");
            return;
        }
        concentration(history, next, isBridged);
        if (!history.isBeforeFirstDose()) {
            dose(history, next);
        }
    }

    private void concentration(TitrationHistory history, Prescription next, boolean isBridged) {
        long running = history.picogramsPerNanolitre();
        boolean changes = next.picogramsPerNanolitre() != running;
        if (changes && !isBridged) {
            add(
                    BRIDGE,
                    "concentration",
                    concentration(next.picogramsPerNanolitre()),
                    concentration(running) + ", or another with a bridge attached");
        } else if (!changes && isBridged) {
            add(
                    BRIDGE,
                    "bridge",
                    "a bridge",
                    "none, since " + concentration(running) + " stays in the line");
        }
    }

    private void dose(TitrationHistory history, Prescription next) {
        Program program = next.program();
        long running = history.picogramsPerDay();
        long wished = program.mostPicogramsInADay();
        if (program instanceof Program.Taper taper) {
            if (taper.fromPicogramsPerDay() != running) {
                add(
                        TITRATION,
                        "program.from",
                        dose(taper.fromPicogramsPerDay()),
                        dose(running) + ", the dose that runs");
            }
        } else if (wished > running) {
            increase(history, next);
        } else if (wished * WHOLE < running * (WHOLE - titration.decrease())) {
            decrease(running, program);
        }
    }

    private void increase(TitrationHistory history, Prescription next) {
        String field = TherapyRules.doseField(next.program());
        long wished = next.program().mostPicogramsInADay();
        long lowest = history.lowestPicogramsPerDay();
        long most = titration.increase(next.indication());
        long warning = titration.increaseWarning();
        if (history.nanosSinceFirstStart() < FIRST_DAY_NANOS) {
            add(
                    TITRATION,
                    field,
                    dose(wished),
                    "up to " + dose(history.picogramsPerDay()) + " in the first 24 h");
        } else if (wished * WHOLE > lowest * (WHOLE + most)) {
            add(
                    TITRATION,
                    field,
                    dose(wished),
                    upTo(lowest, most) + " (" + next.indication().label() + ")");
        } else if (wished * WHOLE > lowest * (WHOLE + warning)) {
            findings.add(LimitFinding.soft(TITRATION, field, dose(wished), upTo(lowest, warning)));
        }
    }

    private static String upTo(long lowest, long share) {
        return "up to "
                + dose(lowest * (WHOLE + share) / WHOLE)
                + ", "
                + Quantity.format(Dimension.SHARE, share)
                + " above the lowest dose of the last 24 h";
    }

    /** At once, and so that the drug may be missed. */
    private void decrease(long running, Program program) {
        boolean ends = program.mostPicogramsInADay() == 0;
        long least = (running * (WHOLE - titration.decrease()) + WHOLE - 1) / WHOLE;
        findings.add(
                LimitFinding.soft(
                        TITRATION,
                        TherapyRules.doseField(program),
                        (ends ? program.mode().label() : dose(program.mostPicogramsInADay()))
                                + " after "
                                + dose(running),
                        dose(least) + " or more at once, or a taper"));
    }

    private void add(String requirement, String field, String found, String allowed) {
        findings.add(LimitFinding.hard(requirement, field, found, allowed));
    }

    private static String dose(long picogramsPerDay) {
        return Quantity.format(Dimension.DOSE_RATE, picogramsPerDay);
    }

    private static String concentration(long picogramsPerNanolitre) {
        return Quantity.format(Dimension.CONCENTRATION, picogramsPerNanolitre);
    }
}
