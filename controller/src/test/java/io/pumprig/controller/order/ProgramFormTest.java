package io.pumprig.controller.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pumprig.hal.settings.SettingsException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs and boluses as therapy files write them. */
class ProgramFormTest {
    private static final String HEAD =
            """
            drug: baclofen
            concentration: 2000 mcg/mL
            indication: spinal
            timeZone: Europe/Berlin
            """;

    private static Prescription read(String rest) {
        return TherapyFile.parse("t", HEAD + rest);
    }

    /** Where in its line a key stands depends on the keys before it. */
    private static String withoutColumn(String refusal) {
        return refusal.replaceFirst("^(t:[0-9]+):[0-9]+: ", "$1: ");
    }

    private static String refusal(String rest) {
        return assertThrows(SettingsException.class, () -> read(rest)).getMessage();
    }

    @Test
    @Tag("SR-33")
    void readsAPatternAsItIsWritten() {
        Prescription prescription =
                read(
                        """
                        program:
                          mode: pattern
                          steps:
                            - {from: 00:00, rate: 200 mcg/day}
                            - {from: 07:00, rate: 300 mcg/day}
                        """);
        assertEquals(
                new Program.Pattern(
                        List.of(
                                new Program.Step(0, 200_000_000L),
                                new Program.Step(420, 300_000_000L))),
                prescription.program());
        assertEquals("Europe/Berlin", prescription.timeZone());
        // 7 h of 200 and 17 h of 300 mcg/day.
        assertEquals(270_833_333L, prescription.picogramsPerDay());
    }

    private static String pattern(int steps) {
        StringBuilder text = new StringBuilder("program:\n  mode: pattern\n  steps:\n");
        for (int i = 0; i < steps; i++) {
            text.append(
                    String.format(Locale.ROOT, "    - {from: %02d:00, rate: 250 mcg/day}\n", i));
        }
        return text.toString();
    }

    @Test
    @Tag("SR-33")
    void takesThirteenStepsAndRefusesFourteen() {
        assertEquals(1, ((Program.Pattern) read(pattern(1)).program()).steps().size());
        assertEquals(13, ((Program.Pattern) read(pattern(13)).program()).steps().size());
        assertEquals("t:8:5: program.steps: found 14; allowed 1 to 13", refusal(pattern(14)));
        assertEquals(
                "t:5:33: program.steps: found 0; allowed 1 to 13",
                refusal("program: {mode: pattern, steps: []}\n"));
    }

    @ParameterizedTest(name = "{0}")
    @Tag("SR-02")
    @Tag("SR-33")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{from: 01:00, rate: 200 mcg/day} | steps[0].from: found 01:00; allowed 00:00, where a day begins",
                "{from: 24:00, rate: 200 mcg/day} | steps[0].from: found 24:00; allowed a time of day from 00:00 to 23:59",
                "{from: 0:00, rate: 200 mcg/day} | steps[0].from: found 0:00; allowed a time of day from 00:00 to 23:59",
                "{from: 00:00, rate: 200 mcg/day}, {from: 00:00, rate: 1 mcg/day} | steps[1].from: found 00:00; allowed later than 00:00",
                "{from: 00:00, rate: 200 mcg/day}, {from: 07:30, rate: 10 mcg/day}, {from: 07:29, rate: 10 mcg/day} | steps[2].from: found 07:29; allowed later than 07:30",
                "{from: 00:00, rate: 0 mcg/day} | steps[0].rate: found 0 mcg/day; allowed 0.024 mcg/day to 1000 mcg/day",
                "{from: 00:00, rate: 200} | steps[0].rate: found 200; allowed a number with one of mcg/day, mg/day, mcg/h",
                "{from: 00:00, dose: 200 mcg/day} | steps[0].dose: found unknown key; allowed from, rate, volumeRate",
                "12 | steps[0]: found 12; allowed a mapping of keys to values",
            })
    void refusesAStepThatCannotBe(String steps, String complaint) {
        assertEquals(
                "t:5: program." + complaint,
                withoutColumn(refusal("program: {mode: pattern, steps: [" + steps + "]}\n")));
    }

    @Test
    @Tag("SR-32")
    void aPatternNeedsATimeZoneAndNothingElseKeepsOne() {
        String text = HEAD.replace("timeZone: Europe/Berlin\n", "");
        assertEquals(
                "t:1:1: timeZone: found nothing; allowed an IANA time zone such as Europe/Berlin",
                assertThrows(
                                SettingsException.class,
                                () -> TherapyFile.parse("t", text + pattern(2)))
                        .getMessage());
        assertNull(read("program: {mode: continuous, rate: 250 mcg/day}").timeZone());
    }

    @Test
    @Tag("SR-09")
    void readsATaper() {
        assertEquals(
                new Program.Taper(500_000_000L, 100_000_000L, 8),
                read("program: {mode: taper, from: 500 mcg/day, to: 100 mcg/day, over: 8 d}")
                        .program());
    }

    @ParameterizedTest(name = "{0}")
    @Tag("SR-02")
    @CsvSource(
            delimiter = '|',
            value = {
                "from: 500 mcg/day, to: 500 mcg/day, over: 8 d | to: found 500 mcg/day; allowed another dose than from",
                "from: 500 mcg/day, to: 0 mcg/day, over: 8 d | to: found 0 mcg/day; allowed 0.024 mcg/day to 1000 mcg/day",
                "from: -1 mcg/day, to: 100 mcg/day, over: 8 d | from: found -1 mcg/day; allowed 0.024 mcg/day to 1000 mcg/day",
                "from: 500 mcg/day, to: 100 mcg/day, over: 8.5 d | over: found 8.5 d; allowed whole days, 1 d to 365 d",
                "from: 500 mcg/day, to: 100 mcg/day, over: 23 h | over: found 23 h; allowed 1 d to 365 d",
                "from: 500 mcg/day, to: 100 mcg/day, over: 366 d | over: found 366 d; allowed 1 d to 365 d",
                "from: 500 mcg/day, to: 100 mcg/day, over: 8 | over: found 8; allowed a number with one of s, ns, us, ms, min, h, d",
                "from: 500 mcg/day, to: 100 mcg/day | over: found nothing; allowed a number with one of s, ns, us, ms, min, h, d",
                "from: 500 mcg/day, to: 100 mcg/day, over: 8 d, rate: 1 mcg/day | rate: found a key without meaning here; allowed mode, from, to, over",
                "from: 500 mcg/day, to: 1 mcg/day, over: 99 d | to: found 1 mcg/day, which is 0.5 uL/day; allowed 2.4 uL/day to 24 mL/day (0.1 uL/h to 1000 uL/h)",
            })
    void refusesATaperThatCannotBe(String keys, String complaint) {
        assertEquals(
                "t:5: program." + complaint,
                withoutColumn(refusal("program: {mode: taper, " + keys + "}\n")));
    }

    /** 250 mcg/day at 2000 mcg/mL is 125 uL/day; 1 nL/h is 0.024 uL/day. */
    @ParameterizedTest(name = "{0}")
    @Tag("SR-06")
    @CsvSource({"125 uL/day", "125.024 uL/day", "124.976 uL/day", "0.125 mL/day"})
    void takesAVolumeRateThatAgreesWithinANanolitreAnHour(String volumeRate) {
        assertEquals(
                250_000_000L,
                read("program: {mode: continuous, rate: 250 mcg/day, volumeRate: "
                                + volumeRate
                                + "}")
                        .picogramsPerDay());
    }

    @ParameterizedTest(name = "{0}")
    @Tag("SR-06")
    @CsvSource({"125.024001 uL/day", "124.975999 uL/day", "500 uL/day"})
    void refusesAVolumeRateThatDoesNotAgree(String volumeRate) {
        assertEquals(
                "t:5:60: program.volumeRate: found "
                        + volumeRate
                        + "; allowed 125 uL/day within 1 nL/h, which is 250 mcg/day at 2000 mcg/mL",
                refusal(
                        "program: {mode: continuous, rate: 250 mcg/day, volumeRate: "
                                + volumeRate
                                + "}"));
    }

    private static String bolus(String keys) {
        return "program: {mode: continuous, rate: 250 mcg/day}\ndemandBolus: {" + keys + "}\n";
    }

    @Test
    @Tag("SR-26")
    void aBolusHasALockoutOfAnHourAndEightADayUnlessItSaysOtherwise() {
        assertEquals(
                new DemandBolus(10_000_000L, 300_000_000_000L, 3_600_000_000_000L, 8),
                read(bolus("dose: 10 mcg, duration: 5 min")).demandBolus());
        assertEquals(
                new DemandBolus(10_000_000L, 300_000_000_000L, 7_200_000_000_000L, 4),
                read(bolus("dose: 10 mcg, duration: 5 min, lockout: 2 h, perDay: 4"))
                        .demandBolus());
        assertNull(read("program: {mode: stopped}").demandBolus());
    }

    @ParameterizedTest(name = "{0}")
    @Tag("SR-02")
    @Tag("SR-26")
    @Tag("SR-30")
    @CsvSource(
            delimiter = '|',
            value = {
                "dose: 10 mcg, duration: 21601 s | duration: found 21601 s; allowed 1 min to 6 h",
                "dose: 10 mcg, duration: 59 s | duration: found 59 s; allowed 1 min to 6 h",
                "dose: 10 mcg | duration: found nothing; allowed a number with one of s, ns, us, ms, min, h, d",
                "dose: 0 mcg, duration: 5 min | dose: found 0 mcg; allowed 10 ng to 1000 mcg",
                "dose: -10 mcg, duration: 5 min | dose: found -10 mcg; allowed 10 ng to 1000 mcg",
                "dose: 10 mL, duration: 5 min | dose: found 10 mL; allowed a number with one of mcg, mg, ng, pg",
                "dose: NaN, duration: 5 min | dose: found NaN; allowed a number with one of mcg, mg, ng, pg",
                "dose: 10 parsec, duration: 5 min | dose: found 10 parsec; allowed a number with one of mcg, mg, ng, pg",
                "dose: 10 mcg, duration: 5 min, lockout: 59 s | lockout: found 59 s; allowed 1 min to 1 d",
                "dose: 10 mcg, duration: 5 min, lockout: 25 h | lockout: found 25 h; allowed 1 min to 1 d",
                "dose: 10 mcg, duration: 5 min, perDay: 0 | perDay: found 0; allowed a whole number from 1 to 24",
                "dose: 10 mcg, duration: 5 min, perDay: 25 | perDay: found 25; allowed a whole number from 1 to 24",
            })
    void refusesABolusThatCannotBe(String keys, String complaint) {
        assertEquals("t:6: demandBolus." + complaint, withoutColumn(refusal(bolus(keys))));
    }

    @Test
    @Tag("SR-30")
    void aBolusMayTakeSixHours() {
        assertEquals(
                21_600_000_000_000L,
                read(bolus("dose: 10 mcg, duration: 6 h")).demandBolus().durationNanos());
    }
}
