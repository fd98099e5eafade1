package io.pumprig.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.dose.Delivery;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.Verb;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Therapies in two steps, refills and changes of concentration, seen from outside. */
class TherapyDeskTest {
    private static final String THERAPY =
            """
            drug: baclofen
            concentration: 2000 mcg/mL
            indication: spinal
            program: {mode: continuous, rate: 250 mcg/day}
            """;
    private static final String HEAD =
            "'drug': 'baclofen', 'concentration': '2000 mcg/mL', 'indication': 'spinal', ";
    private static final String NO_HASH = "0".repeat(64);

    private OrderedRig rig;

    @BeforeEach
    void begin() throws JournalException {
        rig = new OrderedRig(THERAPY);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static String rate(String rate) {
        return "{" + HEAD + "'program': {'mode': 'continuous', 'rate': '" + rate + "'}}";
    }

    private static String commitOf(String hash) {
        return "{'hash': '" + hash + "'}";
    }

    private Mode mode() {
        return rig.rig.loop().planner().mode();
    }

    private long picogramsPerDay() {
        return rig.rig.loop().planner().modePicogramsPerDay();
    }

    @Test
    @Tag("SR-01")
    @Tag("SR-101")
    void stagingShowsTheValuesWithTheirHashAndACommitNeedsIt() {
        Order staged = rig.order(Verb.THERAPY_STAGE, rate("240 mcg/day"));
        assertEquals(Code.OK, staged.code(), staged.reason());
        Map<String, String> shown = OrderedRig.enacted(staged);
        assertEquals(64, shown.get("hash").length());
        assertEquals("baclofen", shown.get("drug"));
        assertEquals("2000", shown.get("concentrationMcgPerMl"));
        assertEquals("continuous", shown.get("program"));
        assertEquals("240", shown.get("doseMcgPerDay"));
        assertEquals("120", shown.get("expiresInS"));
        rig.assertRefused(
                Verb.THERAPY_COMMIT,
                commitOf(NO_HASH),
                Code.CONFLICT,
                "hash: another therapy is staged");
        rig.assertRefused(
                Verb.THERAPY_COMMIT,
                "{'hash': '1'}",
                Code.BAD_PARAM,
                "hash: found 1; allowed the hash that therapy-stage answered");

        Order committed = rig.commit(shown.get("hash"));

        assertEquals(Code.OK, committed.code(), committed.reason());
        assertEquals(240_000_000L, committed.picogramsPerDay());
        assertEquals(shown.get("hash"), OrderedRig.enacted(committed).get("hash"));
        assertEquals(shown.get("hash"), rig.prescription().identity());
        rig.assertRefused(
                Verb.THERAPY_COMMIT,
                commitOf(shown.get("hash")),
                Code.CONFLICT,
                "no therapy is staged");
    }

    @Test
    @Tag("SR-13")
    void stagingNeverTouchesWhatRunsAndACommitSwitchesAtOneBoundary() {
        rig.runSeconds(600);
        long before = rig.rig.sent;
        String hash = rig.stage(rate("240 mcg/day"));
        rig.runSeconds(60);
        // 250 mcg/day are 20000 microsteps a day, 13.9 a minute.
        assertEquals(13.9, rig.rig.sent - before, 1);
        assertEquals(250_000_000L, rig.prescription().picogramsPerDay());
        assertEquals(250_000_000L, picogramsPerDay());
        rig.events();

        Order order = rig.commit(hash);

        assertEquals(rig.rig.loop().sample().cycle(), order.cycle());
        assertEquals(240_000_000L, picogramsPerDay());
        OrderedRig.Said said = rig.said(EventKind.THERAPY, "baclofen", "committed");
        assertEquals(order.cycle(), said.cycle());
        assertEquals(240_000_000L, said.value());
    }

    @Test
    @Tag("SR-14")
    @Tag("SR-45")
    @Tag("F-51")
    void whatIsNotCommittedWithinTwoMinutesIsDropped() {
        String hash = rig.stage(rate("240 mcg/day"));
        long stagedNanos = rig.rig.nanos;
        rig.rig.run(11_998);
        assertEquals(Code.OK, rig.commit(hash).code());
        assertEquals(119_990_000_000L, rig.rig.nanos - stagedNanos);

        String later = rig.stage(rate("230 mcg/day"));
        long againNanos = rig.rig.nanos;
        rig.events();
        rig.rig.run(12_000);
        assertEquals(120_000_000_000L, rig.rig.nanos - againNanos);
        assertEquals(
                "230", "" + rig.said(EventKind.THERAPY, "baclofen", "expired").value() / 1_000_000);
        rig.assertRefused(
                Verb.THERAPY_COMMIT, commitOf(later), Code.CONFLICT, "no therapy is staged");
        assertEquals(240_000_000L, picogramsPerDay());
    }

    @Test
    @Tag("SR-14")
    void whatIsStagedLaterTakesThePlaceOfWhatWasBefore() {
        String first = rig.stage(rate("240 mcg/day"));
        String second = rig.stage(rate("230 mcg/day"));
        rig.assertRefused(
                Verb.THERAPY_COMMIT,
                commitOf(first),
                Code.CONFLICT,
                "hash: another therapy is staged");
        assertEquals(Code.OK, rig.commit(second).code());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'rate': '1000.1 mcg/day' | program.rate: found 1000.1 mcg/day; allowed 0.024 mcg/day to"
                        + " 1000 mcg/day",
                "'rate': '-1 mcg/day' | program.rate: found -1 mcg/day; allowed 0.024 mcg/day to 1000"
                        + " mcg/day",
                "'rate': '250' | program.rate: found 250; allowed a number with one of mcg/day, mg/day,"
                        + " mcg/h",
                "'rate': '1e400 mcg/day' | program.rate: found 1e400 mcg/day; allowed an exponent of -30"
                        + " to 30",
            })
    @Tag("SR-02")
    @Tag("SR-03")
    @Tag("F-45")
    void whatCannotBeReadIsRefusedWhole(String rate, String reason) {
        Order order =
                rig.order(
                        Verb.THERAPY_STAGE,
                        "{" + HEAD + "'program': {'mode': 'continuous', " + rate + "}}");
        assertEquals(Code.BAD_PARAM, order.code());
        assertEquals(reason, order.reason());
        rig.assertRefused(
                Verb.THERAPY_COMMIT, commitOf(NO_HASH), Code.CONFLICT, "no therapy is staged");
    }

    @Test
    @Tag("SR-33")
    void aPatternOfFourteenStepsIsRefused() {
        StringBuilder steps = new StringBuilder();
        for (int i = 0; i < 14; i++) {
            steps.append(i == 0 ? "" : ", ")
                    .append(String.format("{'from': '%02d:00', 'rate': '250 mcg/day'}", i));
        }
        String body =
                "{"
                        + HEAD
                        + "'timeZone': 'Europe/Berlin', 'program': {'mode': 'pattern', 'steps': ["
                        + steps
                        + "]}}";
        Order order = rig.order(Verb.THERAPY_STAGE, body);
        assertEquals(Code.BAD_PARAM, order.code());
        assertTrue(order.reason().contains("program.steps: found 14"), order.reason());
    }

    @Test
    @Tag("SR-33")
    void aPatternShowsItsDailyTotal() {
        Order order =
                rig.order(
                        Verb.THERAPY_STAGE,
                        "{"
                                + HEAD
                                + "'timeZone': 'Europe/Berlin', 'program': {'mode': 'pattern',"
                                + " 'steps': [{'from': '00:00', 'rate': '200 mcg/day'},"
                                + " {'from': '12:00', 'rate': '260 mcg/day'}]}}");
        assertEquals(Code.OK, order.code(), order.reason());
        assertEquals("230", OrderedRig.enacted(order).get("doseMcgPerDay"));
        assertEquals("pattern", OrderedRig.enacted(order).get("program"));
    }

    @Test
    @Tag("SR-32")
    @Tag("SR-33")
    void aPatternBeginsAtTheTimeOfDayOfItsZone() {
        // The rig's UTC is 22:13 here, 23:13 in Berlin, 17:13 in New York.
        for (String zone : List.of("Europe/Berlin", "America/New_York")) {
            String hash =
                    rig.stage(
                            "{"
                                    + HEAD
                                    + "'timeZone': '"
                                    + zone
                                    + "', 'program': {'mode': 'pattern', 'steps': [{'from':"
                                    + " '00:00', 'rate': '200 mcg/day'}, {'from': '23:00', 'rate':"
                                    + " '260 mcg/day'}]}}");
            Order order = rig.commit(hash);
            assertEquals(Code.OK, order.code(), order.reason());
            assertEquals(
                    zone.equals("Europe/Berlin") ? 260_000_000L : 200_000_000L,
                    picogramsPerDay(),
                    1);
        }
    }

    @Test
    @Tag("SR-05")
    void anUnknownDrugIsRefusedWithThoseThatExist() {
        rig.assertRefused(
                Verb.THERAPY_STAGE,
                rate("250 mcg/day").replace("baclofen", "baclofn"),
                Code.BAD_PARAM,
                "drug: found baclofn; allowed baclofen, water (did you mean \"baclofen\"?)"
                        + " (SR-05)");
    }

    @Test
    @Tag("SR-09")
    void withinTheFirstDayNoDoseRises() {
        rig.assertRefused(
                Verb.THERAPY_STAGE,
                rate("251 mcg/day"),
                Code.BAD_PARAM,
                "program.rate: found 251 mcg/day; allowed up to 250 mcg/day in the first 24 h"
                        + " (SR-09)");
        rig.skip(OrderedRig.DAY_NANOS);
        rig.stage(rate("251 mcg/day"));
    }

    @Test
    @Tag("SR-09")
    void aDoseRisesByTheIndicationsShareAndOnceADay() {
        rig.skip(OrderedRig.DAY_NANOS);
        rig.assertRefused(
                Verb.THERAPY_STAGE,
                rate("325.001 mcg/day"),
                Code.BAD_PARAM,
                "program.rate: found 325.001 mcg/day; allowed up to 325 mcg/day, 30 % above the"
                        + " lowest dose of the last 24 h (spinal) (SR-09)");
        assertEquals(Code.OK, rig.commit(rig.stage(rate("300 mcg/day"))).code());
        rig.assertRefused(
                Verb.THERAPY_STAGE,
                rate("330 mcg/day"),
                Code.BAD_PARAM,
                "program.rate: found 330 mcg/day; allowed up to 325 mcg/day, 30 % above the"
                        + " lowest dose of the last 24 h (spinal) (SR-09)");
        rig.skip(OrderedRig.DAY_NANOS);
        rig.stage(rate("330 mcg/day"));
    }

    @Test
    @Tag("SR-04")
    @Tag("SR-09")
    void aboveTheSoftShareACommitNeedsAnOverrideThatIsRecorded() {
        rig.skip(OrderedRig.DAY_NANOS);
        Order staged = rig.order(Verb.THERAPY_STAGE, rate("310 mcg/day"));
        Map<String, String> shown = OrderedRig.enacted(staged);
        String needed =
                "program.rate: found 310 mcg/day; allowed up to 300 mcg/day, 20 % above the lowest"
                        + " dose of the last 24 h, else an override (SR-09)";
        assertEquals(needed, shown.get("needsOverride"));
        rig.assertRefused(
                Verb.THERAPY_COMMIT,
                commitOf(shown.get("hash")),
                Code.NEEDS_CONFIRM,
                "it needs override {by, why}: " + needed);

        Order order =
                rig.confirmed(
                        Verb.THERAPY_COMMIT,
                        "{'hash': '"
                                + shown.get("hash")
                                + "', 'override': {'by': 'Dr. A', 'why': 'spasms'}}");

        assertEquals(Code.OK, order.code(), order.reason());
        assertEquals(
                "Dr. A: spasms (" + needed + ")",
                rig.said(EventKind.THERAPY, "baclofen", "override").detail());
    }

    @Test
    @Tag("SR-09")
    void aLargeDecreaseNeedsAnOverrideAndATaperDoesNot() {
        Order staged = rig.order(Verb.THERAPY_STAGE, rate("199 mcg/day"));
        assertEquals(Code.OK, staged.code());
        assertEquals(
                "program.rate: found 199 mcg/day after 250 mcg/day; allowed 200 mcg/day or more at"
                        + " once, or a taper, else an override (SR-09)",
                OrderedRig.enacted(staged).get("needsOverride"));
        assertFalse(
                OrderedRig.enacted(rig.order(Verb.THERAPY_STAGE, rate("200 mcg/day")))
                        .containsKey("needsOverride"));
    }

    @Test
    @Tag("SR-09")
    void aTaperBeginsAtTheDoseThatRuns() {
        String taper =
                "'program': {'mode': 'taper', 'from': '%s', 'to': '100 mcg/day', 'over': '8 d'}";
        rig.assertRefused(
                Verb.THERAPY_STAGE,
                "{" + HEAD + String.format(taper, "240 mcg/day") + "}",
                Code.BAD_PARAM,
                "program.from: found 240 mcg/day; allowed 250 mcg/day, the dose that runs (SR-09)");
        String hash = rig.stage("{" + HEAD + String.format(taper, "250 mcg/day") + "}");
        assertEquals(Code.OK, rig.commit(hash).code());
        assertEquals(Mode.TAPER, mode());
        assertEquals(250_000_000L, picogramsPerDay(), 1);
        rig.skip(8 * OrderedRig.DAY_NANOS);
        assertEquals(100_000_000L, picogramsPerDay(), 1);
    }

    @Test
    @Tag("SR-99")
    void aCommitThatRaisesIsConfirmedAndOneThatLowersIsNot() {
        rig.skip(OrderedRig.DAY_NANOS);
        String raise = rig.stage(rate("260 mcg/day"));
        rig.assertRefused(
                Verb.THERAPY_COMMIT,
                commitOf(raise),
                false,
                Code.NEEDS_CONFIRM,
                "raising flow is confirmed at the machine itself, not here");
        String lower = rig.stage(rate("240 mcg/day"));
        assertEquals(Code.OK, rig.order(Verb.THERAPY_COMMIT, commitOf(lower)).code());
    }

    @ParameterizedTest(name = "from {0} {1} raises")
    @CsvSource({
        "STOP, minimum-rate",
        "STOP, continuous",
        "PAUSE, continuous",
        "MINIMUM_RATE, continuous"
    })
    @Tag("SR-47")
    @Tag("SR-99")
    void fromWhereLessFlowsACommitRaisesToo(Verb verb, String program) {
        rig.order(verb, "{}");
        String rate = program.equals("continuous") ? ", 'rate': '240 mcg/day'" : "";
        String hash = rig.stage("{" + HEAD + "'program': {'mode': '" + program + "'" + rate + "}}");
        rig.assertRefused(
                Verb.THERAPY_COMMIT,
                "{'hash': '" + hash + "', 'override': {'by': 'Dr. A', 'why': 'a test'}}",
                false,
                Code.NEEDS_CONFIRM,
                "raising flow is confirmed at the machine itself, not here");
    }

    @Test
    @Tag("SR-79")
    void aCommitOutranksNoReaction() {
        rig.rig.door = true;
        rig.rig.run(1);
        String hash = rig.stage(rate("240 mcg/day"));
        Order order = rig.commit(hash);
        assertEquals(Code.OK, order.code(), order.reason());
        assertEquals(240_000_000L, picogramsPerDay());
        long sent = rig.rig.sent;
        rig.runSeconds(60);
        assertEquals(sent, rig.rig.sent);
        assertEquals(Reaction.ZERO_FLOW, rig.rig.loop().permit().reaction());
        assertEquals(0, rig.rig.loop().planner().ratePicogramsPerDay());
    }

    @Test
    @Tag("SR-13")
    void soManyCommitsInADayAsCanBeRememberedAndNoMore() {
        for (int i = 1; i < 16; i++) {
            assertEquals(Code.OK, rig.commit(rig.stage(rate((250 - i) + " mcg/day"))).code());
        }
        String hash = rig.stage(rate("230 mcg/day"));
        rig.assertRefused(
                Verb.THERAPY_COMMIT,
                commitOf(hash),
                Code.RATE_LIMITED,
                "as many therapies were committed within 24 h as can be");
    }

    private static String bridged(String concentration, String rest) {
        return "{'drug': 'baclofen', 'concentration': '"
                + concentration
                + "', 'indication': 'spinal', 'program': {'mode': 'continuous', 'rate': '250"
                + " mcg/day'}"
                + rest
                + "}";
    }

    @Test
    @Tag("SR-12")
    void anotherConcentrationWithoutABridgeIsRefused() {
        rig.assertRefused(
                Verb.THERAPY_STAGE,
                bridged("500 mcg/mL", ""),
                Code.BAD_PARAM,
                "concentration: found 500 mcg/mL; allowed 2000 mcg/mL, or another with a bridge"
                        + " attached (SR-12)");
        rig.assertRefused(
                Verb.THERAPY_STAGE,
                bridged("2000 mcg/mL", ", 'bridge': {'removed': '3 mL', 'filled': '18 mL'}"),
                Code.BAD_PARAM,
                "bridge: found a bridge; allowed none, since 2000 mcg/mL stays in the line"
                        + " (SR-12)");
    }

    @Test
    @Tag("SR-12")
    @Tag("SR-39")
    @Tag("SR-53")
    void aBridgeKeepsTheDoseAndSwitchesByVolume() {
        String hash =
                rig.stage(
                        bridged(
                                "500 mcg/mL",
                                ", 'bridge': {'removed': '19 mL', 'filled': '18 mL'}"));
        rig.rig.reservoirPicolitres = 18_000_000_000L + rig.rig.sent * 6_250;
        rig.events();
        Order order = rig.commit(hash);
        assertEquals(Code.OK, order.code(), order.reason());
        assertEquals(Mode.BRIDGING, order.mode());
        assertEquals("5152", OrderedRig.enacted(order).get("bridgeMicrosteps"));
        assertEquals("18", OrderedRig.enacted(order).get("filledMl"));
        assertEquals(1, rig.rig.loop().refills());
        assertEquals(500, rig.rig.loop().lastRefill().picogramsPerNanolitre());
        // Still 2000 mcg/mL at the tip: 0.125 mL/day.
        assertEquals(125_000_000L, rig.rig.loop().planner().modePicolitresPerDay(), 1_000);
        rig.runSeconds(60);
        assertTrue(rig.delivered(Delivery.BRIDGE) >= 13);
        rig.assertRefused(
                Verb.BOLUS,
                "{'dose': '10 mcg', 'duration': '1 min'}",
                Code.CONFLICT,
                "no bolus while drug of two concentrations is in the line");
        rig.assertRefused(
                Verb.THERAPY_STAGE,
                bridged("1000 mcg/mL", ", 'bridge': {'removed': '3 mL', 'filled': '18 mL'}"),
                Code.CONFLICT,
                "the last change of concentration is not through yet");
        // 5152 microsteps at 20000 a day: 6.2 h. The new drug is then at the tip.
        for (int i = 0; rig.rig.loop().planner().isBridging() && i < 23; i++) {
            rig.runSeconds(1_000);
        }
        assertEquals(Mode.CONTINUOUS, mode());
        assertEquals(5_152, rig.delivered(Delivery.BRIDGE), 1);
        assertEquals(500_000_000L, rig.rig.loop().planner().modePicolitresPerDay(), 1_000);
        assertEquals(250_000_000L, picogramsPerDay());
    }

    @Test
    @Tag("SR-53")
    void aRefillTellsWhatWasExpectedAgainstWhatWasTakenOut() {
        rig.runSeconds(10);
        rig.rig.reservoirPicolitres = 18_000_000_000L + rig.rig.sent * 6_250;
        Order order =
                rig.order(
                        Verb.REFILL,
                        "{'removed': '19.5 mL', 'filled': '18 mL', 'concentration': '2000"
                                + " mcg/mL'}");
        assertEquals(Code.OK, order.code(), order.reason());
        Map<String, String> enacted = OrderedRig.enacted(order);
        assertEquals("18", enacted.get("filledMl"));
        assertEquals("19.5", enacted.get("removedMl"));
        assertEquals(20, Double.parseDouble(enacted.get("expectedMl")), 0.01);
        rig.runSeconds(5);
        rig.assertNoAlarm();
    }

    @Test
    @Tag("SR-49")
    @Tag("SR-53")
    void aRefillThatFoundFarLessThanExpectedSaysSo() {
        rig.runSeconds(10);
        rig.events();
        rig.order(
                Verb.REFILL,
                "{'removed': '18.9 mL', 'filled': '18 mL', 'concentration': '2000 mcg/mL'}");
        rig.said(EventKind.THERAPY, "reservoir", "refilled-discrepancy");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'removed': '3 mL', 'filled': '20.001 mL', 'concentration': '2000 mcg/mL' |"
                        + " filled: found 20.001 mL; allowed 100 uL to 20 mL",
                "'removed': '21 mL', 'filled': '18 mL', 'concentration': '2000 mcg/mL' |"
                        + " removed: found 21 mL; allowed 0 uL to 20 mL",
                "'removed': '3 mL', 'filled': '18 mL', 'concentration': '500 mcg/mL' |"
                        + " concentration: found 500 mcg/mL; allowed 2000 mcg/mL; another one comes"
                        + " with therapy-stage and its bridge",
            })
    @Tag("SR-12")
    @Tag("SR-53")
    void aRefillThatCannotBeIsRefused(String body, String reason) {
        Order order = rig.order(Verb.REFILL, "{" + body + "}");
        assertEquals(Code.BAD_PARAM, order.code());
        assertEquals(reason, order.reason());
        assertEquals(0, rig.rig.loop().refills());
    }

    @Test
    @Tag("SR-25")
    void aProgramThatMakesBolusesTooManyRaisesMaxDoseUntilTheWindowClears() {
        rig.skip(OrderedRig.DAY_NANOS);
        for (int i = 0; i < 15; i++) {
            rig.confirmed(Verb.BOLUS, "{'dose': '49 mcg', 'duration': '3 min'}");
            rig.runSeconds(181);
            rig.skip(OrderedRig.HOUR_NANOS);
        }
        // 735 of 1000 mcg in 24 h, beside 250 of the program.
        rig.assertNoAlarm();
        assertEquals(Code.OK, rig.commit(rig.stage(rate("265 mcg/day"))).code());
        assertFalse(rig.rig.loop().alarms().isListed(Alarm.MAX_DOSE));
        Order order = rig.commit(rig.stage(rate("266 mcg/day")));
        assertEquals(Code.OK, order.code(), order.reason());

        assertTrue(rig.rig.loop().alarms().isListed(Alarm.MAX_DOSE));
        assertEquals(order.cycle(), rig.rig.loop().alarms().raisedCycle(Alarm.MAX_DOSE));
        assertEquals(Reaction.MINIMUM_RATE, rig.rig.loop().permit().reaction());
        assertEquals(96_000_000L, rig.rig.loop().planner().ratePicogramsPerDay(), 1);
        rig.skip(10 * OrderedRig.HOUR_NANOS);
        rig.order(Verb.ALARM_ACKNOWLEDGE, "{}");
        rig.rig.run(200);
        rig.assertNoAlarm();
        assertEquals(266_000_000L, rig.rig.loop().planner().ratePicogramsPerDay(), 1);
    }
}
