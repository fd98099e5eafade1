package io.pumprig.controller.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped library's word on therapies, each limit from both sides. */
class TherapyRulesTest {
    private final TherapyRules rules = new TherapyRules(DrugLibrary.shipped());

    private static final String SPINAL =
            "{drug: baclofen, concentration: 2000 mcg/mL, indication: spinal, timeZone: Etc/UTC,"
                    + " program: {";

    /** What is found, as lines that begin with hard or soft. */
    private List<String> review(String therapy) {
        return lines(rules.review(TherapyFile.parse("t", therapy)));
    }

    private static List<String> lines(List<LimitFinding> findings) {
        return findings.stream().map(f -> (f.isHard() ? "hard " : "soft ") + f.text()).toList();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "mode: continuous, rate: 250 mcg/day}",
                "mode: continuous, rate: 800 mcg/day}",
                "mode: pattern, steps: [{from: 00:00, rate: 200 mcg/day}, {from: 07:00, rate: 300 mcg/day}]}",
                "mode: taper, from: 500 mcg/day, to: 100 mcg/day, over: 8 d}",
                "mode: minimum-rate}",
                "mode: stopped}",
                "mode: continuous, rate: 250 mcg/day}, demandBolus: {dose: 10 mcg, duration: 5 min}",
                "mode: continuous, rate: 800 mcg/day}, demandBolus: {dose: 50 mcg, duration: 5 min}",
            })
    @Tag("SR-05")
    @Tag("SR-08")
    void aUsualTherapyIsSimplyAllowed(String program) {
        assertEquals(List.of(), review(SPINAL + program + "}"));
    }

    @Test
    @Tag("SR-05")
    void anUnknownDrugIsRefusedWithTheNearestName() {
        String therapy = SPINAL + "mode: stopped}}";
        assertEquals(
                List.of(
                        "hard drug: found baclophen; allowed baclofen, water (did you mean"
                                + " \"baclofen\"?) (SR-05)"),
                review(therapy.replace("baclofen", "baclophen")));
        assertEquals(
                List.of("hard drug: found morphine; allowed baclofen, water (SR-05)"),
                review(therapy.replace("baclofen", "morphine")));
    }

    @ParameterizedTest(name = "{0} mcg/mL")
    @Tag("SR-05")
    @CsvSource({"499", "501", "1500", "4000"})
    void aConcentrationThatIsNotSoldIsRefused(int concentration) {
        assertEquals(
                List.of(
                        "hard concentration: found "
                                + concentration
                                + " mcg/mL; allowed 500 mcg/mL, 1000 mcg/mL, 2000 mcg/mL (SR-05)"),
                review(at(concentration, "mode: continuous, rate: 250 mcg/day}")));
    }

    private static String at(int concentration, String program) {
        return SPINAL.replace("2000", Integer.toString(concentration)) + program + "}";
    }

    @Test
    @Tag("SR-05")
    void theScreeningConcentrationIsForNoPumpThatDelivers() {
        assertEquals(
                List.of(
                        "hard concentration: found 50 mcg/mL, which is for screening only; allowed"
                                + " 500 mcg/mL, 1000 mcg/mL, 2000 mcg/mL (SR-05)"),
                review(at(50, "mode: continuous, rate: 250 mcg/day}")));
        assertEquals(List.of(), review(at(50, "mode: stopped}")));
    }

    @Test
    void theBenchFluidTakesAnyConcentrationAndTheWholeDose() {
        for (int concentration : new int[] {10, 100, 4_000}) {
            String water = at(concentration, "mode: continuous, rate: 240 mcg/day}");
            assertEquals(List.of(), review(water.replace("baclofen", "water")));
        }
        assertEquals(
                List.of(),
                review(
                        at(100, "mode: continuous, rate: 1000 mcg/day}")
                                .replace("baclofen", "water")));
    }

    @ParameterizedTest(name = "{0} mcg/day is {1}")
    @Tag("SR-04")
    @Tag("SR-08")
    @CsvSource({
        "799.999999, silent",
        "800, silent",
        "800.000001, soft",
        "999.999999, soft",
        "1000, soft",
    })
    void theDailyDoseHasASoftLimit(String rate, String kind) {
        assertEquals(
                kind.equals("silent")
                        ? List.of()
                        : List.of(
                                "soft program.rate: found "
                                        + rate
                                        + " mcg/day; allowed up to 800 mcg/day, else an override"
                                        + " (SR-08)"),
                review(SPINAL + "mode: continuous, rate: " + rate + " mcg/day}}"));
    }

    @Test
    @Tag("SR-08")
    @Tag("SR-33")
    void ofAPatternTheTotalCountsAndOfATaperTheHigherEnd() {
        assertEquals(
                List.of(
                        "soft program.steps: found 800.5 mcg/day in total; allowed up to 800"
                                + " mcg/day, else an override (SR-08)"),
                review(
                        SPINAL
                                + "mode: pattern, steps: [{from: 00:00, rate: 700 mcg/day},"
                                + " {from: 12:00, rate: 901 mcg/day}]}}"));
        assertEquals(
                List.of(
                        "soft program.from: found 900 mcg/day; allowed up to 800 mcg/day, else an"
                                + " override (SR-08)"),
                review(SPINAL + "mode: taper, from: 900 mcg/day, to: 100 mcg/day, over: 30 d}}"));
        assertEquals(
                List.of(
                        "soft program.to: found 900 mcg/day; allowed up to 800 mcg/day, else an"
                                + " override (SR-08)"),
                review(SPINAL + "mode: taper, from: 100 mcg/day, to: 900 mcg/day, over: 30 d}}"));
    }

    private List<String> bolus(String rate, String dose, String duration) {
        return review(
                SPINAL
                        + "mode: continuous, rate: "
                        + rate
                        + " mcg/day}, demandBolus: {dose: "
                        + dose
                        + " mcg, duration: "
                        + duration
                        + "}}");
    }

    @Test
    @Tag("SR-10")
    void aBolusHasASoftAndAHardLimit() {
        assertEquals(List.of(), bolus("250", "50", "1 h"));
        assertEquals(
                List.of(
                        "soft demandBolus.dose: found 50.000001 mcg; allowed up to 50 mcg, else"
                                + " an override (SR-10)"),
                bolus("250", "50.000001", "1 h"));
        assertEquals(
                List.of(
                        "soft demandBolus.dose: found 100 mcg; allowed up to 50 mcg, else an"
                                + " override (SR-10)"),
                bolus("250", "100", "1 h"));
        assertEquals(
                List.of(
                        "hard demandBolus.dose: found 100.000001 mcg; allowed up to 100 mcg"
                                + " (SR-10)"),
                bolus("250", "100.000001", "1 h"));
    }

    /** A day of basal and one bolus against 1000 mcg. */
    @Test
    @Tag("SR-25")
    void oneBolusMustFitBesideAFullDayOfBasal() {
        assertFalse(bolus("950", "50", "1 h").toString().contains("SR-25"));
        assertEquals(
                "hard demandBolus.dose: found 50 mcg beside 950.000001 mcg of basal in 1 d; allowed"
                        + " up to 1000 mcg together (SR-25)",
                bolus("950.000001", "50", "1 h").get(1));
        assertTrue(bolus("1000", "0.01", "1 h").toString().contains("SR-25"));
    }

    /** 10 mcg at 500 mcg/mL are 20 uL: at 1000 uL/h less a basal of 20.83 uL/h, 73.53 s. */
    @Test
    @Tag("SR-07")
    @Tag("SR-28")
    void bolusAndBasalTogetherStayUnderTheCeiling() {
        String therapy =
                at(500, "mode: continuous, rate: 250 mcg/day}, demandBolus: {dose: 10 mcg,")
                                .replaceAll("}$", "")
                        + " duration: 74 s}}";
        assertEquals(List.of(), review(therapy));
        assertEquals(
                List.of(
                        "hard demandBolus.duration: found 73 s; allowed 74 s or more, for at most"
                                + " 1000 uL/h with the program (SR-28)"),
                review(therapy.replace("74 s", "73 s")));
    }

    @Test
    @Tag("SR-28")
    void aBolusThatSixHoursCannotCarryIsRefused() {
        assertEquals(
                List.of(
                        "hard demandBolus.dose: found 60 mcg; allowed less: in 6 h, with the"
                                + " program, 1000 uL/h cannot carry it (SR-28)"),
                review(
                        "{drug: water, concentration: 10 mcg/mL, program: {mode: continuous, rate:"
                                + " 10 mcg/day}, demandBolus: {dose: 60 mcg, duration: 6 h}}"));
    }

    @Test
    @Tag("SR-09")
    void aTaperOfFiveHundredToAHundredTakesEightDays() {
        String taper = SPINAL + "mode: taper, from: 500 mcg/day, to: 100 mcg/day, over: 8 d}}";
        assertEquals(List.of(), review(taper));
        assertEquals(List.of(), review(taper.replace("8 d", "9 d")));
        assertEquals(
                List.of(
                        "hard program.over: found 7 d from 500 mcg/day to 100 mcg/day; allowed 8 d"
                                + " or more, at most 20 % less each day (SR-09)"),
                review(taper.replace("8 d", "7 d")));
    }

    @Test
    @Tag("SR-09")
    void noDayOfAnAllowedTaperFallsByMoreThanAFifth() {
        TaperDays days = new TaperDays(new Program.Taper(500_000_000L, 100_000_000L, 8));
        for (int day = 1; day <= 8; day++) {
            assertTrue(
                    days.picogramsOnDay(day) * 5 >= days.picogramsOnDay(day - 1) * 4, "day " + day);
        }
    }

    @Test
    @Tag("SR-09")
    void exactlyAFifthIsAllowedAndAPicogramMoreIsNot() {
        String taper = SPINAL + "mode: taper, from: 500 mcg/day, to: 400 mcg/day, over: 1 d}}";
        assertEquals(List.of(), review(taper));
        assertEquals(1, review(taper.replace("400 mcg", "399.999999 mcg")).size());
    }

    @ParameterizedTest(name = "{0} to {1} mcg/day in a day: {2}")
    @Tag("SR-09")
    @CsvSource({
        "spinal, 300, silent",
        "spinal, 300.000001, soft",
        "spinal, 325, soft",
        "spinal, 325.000001, hard",
        "cerebral, 287.5, silent",
        "cerebral, 287.500001, hard",
        "child, 287.5, silent",
        "child, 287.500001, hard",
    })
    void aRiseIsLimitedByIndication(String indication, String to, String kind) {
        List<String> found =
                review(
                        (SPINAL + "mode: taper, from: 250 mcg/day, to: TO mcg/day, over: 1 d}}")
                                .replace("TO", to)
                                .replace("spinal", indication));
        assertEquals(kind.equals("silent") ? 0 : 1, found.size(), found::toString);
        assertTrue(kind.equals("silent") || found.get(0).startsWith(kind), found::toString);
    }

    @Test
    @Tag("SR-09")
    void aTaperThatNoLengthMakesGoodIsToldSo() {
        assertEquals(366, TitrationRules.fewestDays(new Program.Taper(100, 1, 1), 1));
        assertEquals(8, TitrationRules.fewestDays(new Program.Taper(500, 100, 1), 200_000));
        assertEquals(1, TitrationRules.fewestDays(new Program.Taper(500, 100, 1), 1_000_000));
    }

    @Test
    @Tag("SR-02")
    void allFindingsAreToldAtOnce() {
        List<String> found =
                review(
                        at(
                                                1_500,
                                                "mode: continuous, rate: 900 mcg/day}, demandBolus: {dose: 101 mcg,")
                                        .replaceAll("}$", "")
                                + " duration: 1 min}}");
        assertEquals(5, found.size(), found::toString);
        assertTrue(found.get(0).startsWith("hard concentration"));
        assertTrue(found.get(1).startsWith("soft program.rate"));
        assertTrue(found.get(2).startsWith("hard demandBolus.dose"));
        assertTrue(found.get(3).startsWith("hard demandBolus.duration"));
        assertTrue(found.get(4).endsWith("(SR-25)"));
    }

    @Test
    @Tag("SR-03")
    @Tag("SR-04")
    void anOverrideTakesAwaySoftFindingsAndNeverHardOnes() {
        LimitOverride override = new LimitOverride("mk", "soak test");
        LimitFinding soft = LimitFinding.soft("SR-08", "a", "b", "c");
        LimitFinding hard = LimitFinding.hard("SR-08", "a", "b", "c");
        assertEquals(List.of(soft, hard), TherapyRules.standing(List.of(soft, hard), null));
        assertEquals(List.of(hard), TherapyRules.standing(List.of(soft, hard), override));
        assertEquals(List.of(), TherapyRules.standing(List.of(soft), override));
    }

    /** The minimum rate is a dose too: 240 uL/day at 2000 mcg/mL are 480 mcg. */
    @Test
    @Tag("SR-08")
    @Tag("SR-47")
    void theMinimumRateIsReviewedAsTheDoseThatItIs() {
        Program minimum = new Program.MinimumRate();
        Prescription prescription =
                new Prescription(
                        "baclofen",
                        4_000,
                        Indication.SPINAL,
                        minimum,
                        240_000_000L,
                        null,
                        null,
                        Prescription.OnRestart.CONFIRM);
        assertEquals(
                "soft minimumRate: found 960 mcg/day; allowed up to 800 mcg/day, else an"
                        + " override (SR-08)",
                lines(rules.review(prescription)).get(1));
    }
}
