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
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far a commit may change dose and concentration, and refills, seen from outside. */
class TherapyChangeTest {
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
    @Tag("SR-09")
    void withinTheFirstDayNoDoseRises() {
        rig.assertRefused(
                Verb.THERAPY_STAGE,
                OrderedRig.baclofen("251 mcg/day"),
                Code.BAD_PARAM,
                "program.rate: found 251 mcg/day; allowed up to 250 mcg/day in the first 24 h"
                        + " (SR-09)");
        rig.skip(OrderedRig.DAY_NANOS);
        rig.stage(OrderedRig.baclofen("251 mcg/day"));
    }

    @Test
    @Tag("SR-09")
    void aDoseRisesByTheIndicationsShareAndOnceADay() {
        rig.skip(OrderedRig.DAY_NANOS);
        rig.assertRefused(
                Verb.THERAPY_STAGE,
                OrderedRig.baclofen("325.001 mcg/day"),
                Code.BAD_PARAM,
                "program.rate: found 325.001 mcg/day; allowed up to 325 mcg/day, 30 % above the"
                        + " lowest dose of the last 24 h (spinal) (SR-09)");
        assertEquals(Code.OK, rig.commit(rig.stage(OrderedRig.baclofen("300 mcg/day"))).code());
        rig.assertRefused(
                Verb.THERAPY_STAGE,
                OrderedRig.baclofen("330 mcg/day"),
                Code.BAD_PARAM,
                "program.rate: found 330 mcg/day; allowed up to 325 mcg/day, 30 % above the"
                        + " lowest dose of the last 24 h (spinal) (SR-09)");
        rig.skip(OrderedRig.DAY_NANOS);
        rig.stage(OrderedRig.baclofen("330 mcg/day"));
    }

    @Test
    @Tag("SR-04")
    @Tag("SR-09")
    void aboveTheSoftShareACommitNeedsAnOverrideThatIsRecorded() {
        rig.skip(OrderedRig.DAY_NANOS);
        Order staged = rig.order(Verb.THERAPY_STAGE, OrderedRig.baclofen("310 mcg/day"));
        Map<String, String> shown = OrderedRig.enacted(staged);
        String needed =
                "program.rate: found 310 mcg/day; allowed up to 300 mcg/day, 20 % above the lowest"
                        + " dose of the last 24 h, else an override (SR-09)";
        assertEquals(needed, shown.get("needsOverride"));
        rig.assertRefused(
                Verb.THERAPY_COMMIT,
                OrderedRig.commitOf(shown.get("hash")),
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
        Order staged = rig.order(Verb.THERAPY_STAGE, OrderedRig.baclofen("199 mcg/day"));
        assertEquals(Code.OK, staged.code());
        assertEquals(
                "program.rate: found 199 mcg/day after 250 mcg/day; allowed 200 mcg/day or more at"
                        + " once, or a taper, else an override (SR-09)",
                OrderedRig.enacted(staged).get("needsOverride"));
        assertFalse(
                OrderedRig.enacted(
                                rig.order(Verb.THERAPY_STAGE, OrderedRig.baclofen("200 mcg/day")))
                        .containsKey("needsOverride"));
    }

    @Test
    @Tag("SR-09")
    void aTaperBeginsAtTheDoseThatRuns() {
        String taper =
                "'program': {'mode': 'taper', 'from': '%s', 'to': '100 mcg/day', 'over': '8 d'}";
        rig.assertRefused(
                Verb.THERAPY_STAGE,
                "{" + OrderedRig.BACLOFEN + String.format(taper, "240 mcg/day") + "}",
                Code.BAD_PARAM,
                "program.from: found 240 mcg/day; allowed 250 mcg/day, the dose that runs (SR-09)");
        String hash =
                rig.stage("{" + OrderedRig.BACLOFEN + String.format(taper, "250 mcg/day") + "}");
        assertEquals(Code.OK, rig.commit(hash).code());
        assertEquals(Mode.TAPER, rig.mode());
        assertEquals(250_000_000L, rig.picogramsPerDay(), 1);
        rig.skip(8 * OrderedRig.DAY_NANOS);
        assertEquals(100_000_000L, rig.picogramsPerDay(), 1);
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
        assertEquals(Code.OK, rig.commit(rig.stage(OrderedRig.baclofen("265 mcg/day"))).code());
        assertFalse(rig.rig.loop().alarms().isListed(Alarm.MAX_DOSE));
        Order order = rig.commit(rig.stage(OrderedRig.baclofen("266 mcg/day")));
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
        assertEquals("12800", OrderedRig.enacted(order).get("bridgeMicrosteps"));
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
        // 12800 microsteps at 20000 a day: 15.4 h. The new drug is then at the tip.
        for (int i = 0; rig.rig.loop().planner().isBridging() && i < 56; i++) {
            rig.runSeconds(1_000);
        }
        assertEquals(Mode.CONTINUOUS, rig.mode());
        assertEquals(12_800, rig.delivered(Delivery.BRIDGE), 1);
        assertEquals(500_000_000L, rig.rig.loop().planner().modePicolitresPerDay(), 1_000);
        assertEquals(250_000_000L, rig.picogramsPerDay());
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
}
