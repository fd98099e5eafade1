package io.pumprig.controller.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A new prescription beside the one that runs: 250 mcg/day at 2000 mcg/mL for a week. */
class TitrationRulesTest {
    private static final long DAY = 86_400_000_000_000L;
    private static final TitrationHistory RUNNING =
            new TitrationHistory("baclofen", 2_000, 250_000_000L, 250_000_000L, 7 * DAY);

    private final TherapyRules rules = new TherapyRules(DrugLibrary.shipped());

    private List<String> change(TitrationHistory history, String indication, String program) {
        return change(history, indication, program, "2000 mcg/mL", false);
    }

    private List<String> change(
            TitrationHistory history,
            String indication,
            String program,
            String concentration,
            boolean isBridged) {
        Prescription next =
                TherapyFile.parse(
                        "t",
                        "{drug: baclofen, concentration: "
                                + concentration
                                + ", indication: "
                                + indication
                                + ", timeZone: Etc/UTC, program: {"
                                + program
                                + "}}");
        return rules.change(history, next, isBridged).stream()
                .map(f -> (f.isHard() ? "hard " : "soft ") + f.text())
                .toList();
    }

    private static String rate(String dose) {
        return "mode: continuous, rate: " + dose + " mcg/day";
    }

    @ParameterizedTest(name = "{0}: {1} mcg/day")
    @Tag("SR-09")
    @CsvSource({
        "spinal, 250",
        "spinal, 300",
        "spinal, 200",
        "cerebral, 287.5",
        "child, 287.5",
    })
    void aChangeWithinItsLimitsIsSimplyAllowed(String indication, String dose) {
        assertEquals(List.of(), change(RUNNING, indication, rate(dose)));
    }

    @Test
    @Tag("SR-09")
    void anIncreaseBeyondItsLimitIsRefusedAndOneAboveAFifthAsksForAnOverride() {
        assertEquals(
                List.of(
                        "soft program.rate: found 300.000001 mcg/day; allowed up to 300 mcg/day,"
                                + " 20 % above the lowest dose of the last 24 h, else an"
                                + " override (SR-09)"),
                change(RUNNING, "spinal", rate("300.000001")));
        assertTrue(change(RUNNING, "spinal", rate("325")).get(0).startsWith("soft "));
        assertEquals(
                List.of(
                        "hard program.rate: found 325.000001 mcg/day; allowed up to 325 mcg/day,"
                                + " 30 % above the lowest dose of the last 24 h (spinal) (SR-09)"),
                change(RUNNING, "spinal", rate("325.000001")));
        assertEquals(
                List.of(
                        "hard program.rate: found 287.500001 mcg/day; allowed up to 287.5 mcg/day,"
                                + " 15 % above the lowest dose of the last 24 h (cerebral)"
                                + " (SR-09)"),
                change(RUNNING, "cerebral", rate("287.500001")));
        assertTrue(change(RUNNING, "child", rate("287.500001")).get(0).startsWith("hard "));
    }

    /** Two rises of 15 % on one day would be 32 %. */
    @Test
    @Tag("SR-09")
    void twoIncreasesOnOneDayCountTogether() {
        TitrationHistory raised =
                new TitrationHistory("baclofen", 2_000, 280_000_000L, 250_000_000L, 7 * DAY);
        assertEquals(List.of(), change(raised, "cerebral", rate("287.5")));
        assertTrue(change(raised, "cerebral", rate("288")).get(0).startsWith("hard "));
        assertEquals(List.of(), change(raised, "cerebral", rate("280")));
    }

    @Test
    @Tag("SR-09")
    void theFirstDayHasNoIncrease() {
        TitrationHistory first =
                new TitrationHistory("baclofen", 2_000, 250_000_000L, 250_000_000L, DAY - 1);
        assertEquals(
                List.of(
                        "hard program.rate: found 250.000001 mcg/day; allowed up to 250 mcg/day in"
                                + " the first 24 h (SR-09)"),
                change(first, "spinal", rate("250.000001")));
        assertEquals(List.of(), change(first, "spinal", rate("250")));
        TitrationHistory second =
                new TitrationHistory("baclofen", 2_000, 250_000_000L, 250_000_000L, DAY);
        assertEquals(List.of(), change(second, "spinal", rate("250.000001")));
    }

    @Test
    @Tag("SR-09")
    void anAbruptDecreaseAsksForAnOverrideOrATaper() {
        assertEquals(List.of(), change(RUNNING, "spinal", rate("200")));
        assertEquals(
                List.of(
                        "soft program.rate: found 199.999999 mcg/day after 250 mcg/day; allowed 200"
                                + " mcg/day or more at once, or a taper, else an override"
                                + " (SR-09)"),
                change(RUNNING, "spinal", rate("199.999999")));
        assertEquals(
                List.of(
                        "soft program.mode: found stopped after 250 mcg/day; allowed 200 mcg/day or"
                                + " more at once, or a taper, else an override (SR-09)"),
                change(RUNNING, "spinal", "mode: stopped"));
        assertTrue(change(RUNNING, "spinal", "mode: minimum-rate").get(0).startsWith("soft "));
        assertEquals(
                List.of(),
                change(
                        RUNNING,
                        "spinal",
                        "mode: taper, from: 250 mcg/day, to: 50 mcg/day, over: 8 d"));
    }

    @Test
    @Tag("SR-09")
    void aTaperBeginsAtTheDoseThatRuns() {
        assertEquals(
                List.of(
                        "hard program.from: found 251 mcg/day; allowed 250 mcg/day, the dose that"
                                + " runs (SR-09)"),
                change(
                        RUNNING,
                        "spinal",
                        "mode: taper, from: 251 mcg/day, to: 50 mcg/day, over: 8 d"));
    }

    @Test
    @Tag("SR-09")
    @Tag("SR-33")
    void ofAPatternTheDailyTotalIsCompared() {
        String pattern =
                "mode: pattern, steps: [{from: 00:00, rate: 200 mcg/day}, {from: 12:00, rate: DOSE"
                        + " mcg/day}]";
        assertEquals(List.of(), change(RUNNING, "spinal", pattern.replace("DOSE", "400")));
        assertEquals(
                List.of(
                        "hard program.steps: found 325.5 mcg/day; allowed up to 325 mcg/day, 30 %"
                                + " above the lowest dose of the last 24 h (spinal) (SR-09)"),
                change(RUNNING, "spinal", pattern.replace("DOSE", "451")));
    }

    @Test
    @Tag("SR-12")
    void anotherConcentrationNeedsABridge() {
        assertEquals(
                List.of(
                        "hard concentration: found 500 mcg/mL; allowed 2000 mcg/mL, or another with"
                                + " a bridge attached (SR-12)"),
                change(RUNNING, "spinal", rate("250"), "500 mcg/mL", false));
        assertEquals(List.of(), change(RUNNING, "spinal", rate("250"), "500 mcg/mL", true));
        assertEquals(
                List.of(
                        "hard bridge: found a bridge; allowed none, since 2000 mcg/mL stays in the"
                                + " line (SR-12)"),
                change(RUNNING, "spinal", rate("250"), "2000 mcg/mL", true));
    }

    @Test
    @Tag("SR-12")
    void anotherDrugIsNotAChangeOfTherapy() {
        TitrationHistory water =
                new TitrationHistory("water", 2_000, 250_000_000L, 250_000_000L, 7 * DAY);
        assertEquals(
                List.of(
                        "hard drug: found baclofen; allowed water, which is in reservoir and line"
                                + " (SR-12)"),
                change(water, "spinal", rate("250")));
    }

    @Test
    @Tag("SR-09")
    void theFirstDoseIsAStartAndNoIncrease() {
        TitrationHistory none = new TitrationHistory("baclofen", 2_000, 0, 0, 0);
        assertEquals(List.of(), change(none, "cerebral", rate("800")));
        assertEquals(
                List.of(),
                change(
                        none,
                        "spinal",
                        "mode: taper, from: 500 mcg/day, to: 100 mcg/day, over: 8 d"));
    }

    @Test
    void aHistoryThatCannotBeIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new TitrationHistory("baclofen", 2_000, 250, 251, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new TitrationHistory("baclofen", 2_000, 250, 0, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new TitrationHistory("baclofen", 2_000, 250, 250, -1));
    }
}
