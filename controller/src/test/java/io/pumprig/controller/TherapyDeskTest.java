package io.pumprig.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.order.Code;
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

/** Therapies in two steps, staged and committed, seen from outside. */
class TherapyDeskTest {
    private static final String NO_HASH = "0".repeat(64);

    private OrderedRig rig;

    @BeforeEach
    void begin() throws JournalException {
        rig = new OrderedRig(OrderedRig.THERAPY);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    @Tag("SR-01")
    @Tag("SR-101")
    void stagingShowsTheValuesWithTheirHashAndACommitNeedsIt() {
        Order staged = rig.order(Verb.THERAPY_STAGE, OrderedRig.baclofen("240 mcg/day"));
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
                OrderedRig.commitOf(NO_HASH),
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
                OrderedRig.commitOf(shown.get("hash")),
                Code.CONFLICT,
                "no therapy is staged");
    }

    @Test
    @Tag("SR-13")
    void stagingNeverTouchesWhatRunsAndACommitSwitchesAtOneBoundary() {
        rig.runSeconds(600);
        long before = rig.rig.sent;
        String hash = rig.stage(OrderedRig.baclofen("240 mcg/day"));
        rig.runSeconds(60);
        // 250 mcg/day are 20000 microsteps a day, 13.9 a minute.
        assertEquals(13.9, rig.rig.sent - before, 1);
        assertEquals(250_000_000L, rig.prescription().picogramsPerDay());
        assertEquals(250_000_000L, rig.picogramsPerDay());
        rig.events();

        Order order = rig.commit(hash);

        assertEquals(rig.rig.loop().sample().cycle(), order.cycle());
        assertEquals(240_000_000L, rig.picogramsPerDay());
        OrderedRig.Said said = rig.said(EventKind.THERAPY, "baclofen", "committed");
        assertEquals(order.cycle(), said.cycle());
        assertEquals(240_000_000L, said.value());
    }

    @Test
    @Tag("SR-14")
    @Tag("SR-45")
    @Tag("F-51")
    void whatIsNotCommittedWithinTwoMinutesIsDropped() {
        String hash = rig.stage(OrderedRig.baclofen("240 mcg/day"));
        long stagedNanos = rig.rig.nanos;
        rig.rig.run(11_998);
        assertEquals(Code.OK, rig.commit(hash).code());
        assertEquals(119_990_000_000L, rig.rig.nanos - stagedNanos);

        String later = rig.stage(OrderedRig.baclofen("230 mcg/day"));
        long againNanos = rig.rig.nanos;
        rig.events();
        rig.rig.run(12_000);
        assertEquals(120_000_000_000L, rig.rig.nanos - againNanos);
        assertEquals(
                "230", "" + rig.said(EventKind.THERAPY, "baclofen", "expired").value() / 1_000_000);
        rig.assertRefused(
                Verb.THERAPY_COMMIT,
                OrderedRig.commitOf(later),
                Code.TOO_LATE,
                "it was staged more than 120 s ago: stage it again");
        assertEquals(240_000_000L, rig.picogramsPerDay());
    }

    @Test
    @Tag("SR-14")
    void whatIsStagedLaterTakesThePlaceOfWhatWasBefore() {
        String first = rig.stage(OrderedRig.baclofen("240 mcg/day"));
        String second = rig.stage(OrderedRig.baclofen("230 mcg/day"));
        rig.assertRefused(
                Verb.THERAPY_COMMIT,
                OrderedRig.commitOf(first),
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
                        "{"
                                + OrderedRig.BACLOFEN
                                + "'program': {'mode': 'continuous', "
                                + rate
                                + "}}");
        assertEquals(Code.BAD_PARAM, order.code());
        assertEquals(reason, order.reason());
        rig.assertRefused(
                Verb.THERAPY_COMMIT,
                OrderedRig.commitOf(NO_HASH),
                Code.CONFLICT,
                "no therapy is staged");
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
                        + OrderedRig.BACLOFEN
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
                                + OrderedRig.BACLOFEN
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
                                    + OrderedRig.BACLOFEN
                                    + "'timeZone': '"
                                    + zone
                                    + "', 'program': {'mode': 'pattern', 'steps': [{'from':"
                                    + " '00:00', 'rate': '200 mcg/day'}, {'from': '23:00', 'rate':"
                                    + " '260 mcg/day'}]}}");
            Order order = rig.commit(hash);
            assertEquals(Code.OK, order.code(), order.reason());
            assertEquals(
                    zone.equals("Europe/Berlin") ? 260_000_000L : 200_000_000L,
                    rig.picogramsPerDay(),
                    1);
        }
    }

    @Test
    @Tag("SR-05")
    void anUnknownDrugIsRefusedWithThoseThatExist() {
        rig.assertRefused(
                Verb.THERAPY_STAGE,
                OrderedRig.baclofen("250 mcg/day").replace("baclofen", "baclofn"),
                Code.BAD_PARAM,
                "drug: found baclofn; allowed baclofen, water (did you mean \"baclofen\"?)"
                        + " (SR-05)");
    }

    @Test
    @Tag("SR-99")
    void aCommitThatRaisesIsConfirmedAndOneThatLowersIsNot() {
        rig.skip(OrderedRig.DAY_NANOS);
        String raise = rig.stage(OrderedRig.baclofen("260 mcg/day"));
        rig.assertRefused(
                Verb.THERAPY_COMMIT,
                OrderedRig.commitOf(raise),
                false,
                Code.NEEDS_CONFIRM,
                "raising flow is confirmed at the machine itself, not here");
        String lower = rig.stage(OrderedRig.baclofen("240 mcg/day"));
        assertEquals(Code.OK, rig.order(Verb.THERAPY_COMMIT, OrderedRig.commitOf(lower)).code());
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
        String hash =
                rig.stage(
                        "{"
                                + OrderedRig.BACLOFEN
                                + "'program': {'mode': '"
                                + program
                                + "'"
                                + rate
                                + "}}");
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
        String hash = rig.stage(OrderedRig.baclofen("240 mcg/day"));
        Order order = rig.commit(hash);
        assertEquals(Code.OK, order.code(), order.reason());
        assertEquals(240_000_000L, rig.picogramsPerDay());
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
            assertEquals(
                    Code.OK,
                    rig.commit(rig.stage(OrderedRig.baclofen((250 - i) + " mcg/day"))).code());
        }
        String hash = rig.stage(OrderedRig.baclofen("230 mcg/day"));
        rig.assertRefused(
                Verb.THERAPY_COMMIT,
                OrderedRig.commitOf(hash),
                Code.RATE_LIMITED,
                "as many therapies were committed within 24 h as can be");
    }
}
