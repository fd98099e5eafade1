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
import org.junit.jupiter.params.provider.EnumSource;

/** Boluses by order and by the button, seen from outside; 10 mcg are 800 microsteps here. */
class BolusDeskTest {
    private static final String THERAPY =
            OrderedRig.THERAPY
                    + "demandBolus:"
                    + " {dose: 10 mcg, duration: 1 min, lockout: 60 min, perDay: 2}\n";
    private static final String TEN = "{'dose': '10 mcg', 'duration': '1 min'}";
    private static final String DEMAND = "{'demand': true}";
    private static final String LOCKOUT = "in the lockout after the last bolus";

    private OrderedRig rig;

    @BeforeEach
    void begin() throws JournalException {
        rig = new OrderedRig(THERAPY);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private void give(String body) {
        Order order = rig.confirmed(Verb.BOLUS, body);
        assertEquals(Code.OK, order.code(), order.reason());
    }

    private void press() {
        rig.rig.presses++;
        rig.rig.run(1);
    }

    @Test
    @Tag("SR-99")
    @Tag("SR-101")
    void aBolusTakesTwoStepsAndTellsWhatWasBegun() {
        rig.assertRefused(
                Verb.BOLUS,
                TEN,
                false,
                Code.NEEDS_CONFIRM,
                "it raises flow: repeat it with confirm and the stateVersion of this answer");

        Order order = rig.confirmed(Verb.BOLUS, TEN);

        assertEquals(Code.OK, order.code());
        assertEquals(Mode.BOLUS_TIMED, order.mode());
        assertEquals(
                Map.of(
                        "kind",
                        "bolus-timed",
                        "doseMcg",
                        "10",
                        "durationS",
                        "60",
                        "microsteps",
                        "800"),
                OrderedRig.enacted(order));
        // 10 mcg in a minute are 14400 mcg/day, beside the 250 of the program.
        assertEquals(14_650_000_000L, order.picogramsPerDay(), 1_000_000L);
    }

    @Test
    @Tag("SR-39")
    @Tag("SR-24")
    void aBolusIsWholeAndApartFromTheProgramInTheLedger() {
        give(TEN);
        rig.events();
        rig.runSeconds(60);

        assertEquals(Mode.CONTINUOUS, rig.mode());
        assertEquals(800, rig.delivered(Delivery.BOLUS));
        // A minute of 20000 microsteps a day are 13.9.
        assertEquals(13, rig.delivered(Delivery.BASAL), 1);
        assertEquals(
                List.of("bolus bolus-timed completed", "mode continuous entered"), rig.events());
        rig.assertNoAlarm();
    }

    @Test
    @Tag("SR-03")
    @Tag("SR-10")
    void aboveTheHardLimitIsRefusedWhoeverOverridesIt() {
        give("{'dose': '100 mcg', 'duration': '10 min', 'override': {'by': 'A', 'why': 'B'}}");
        rig.runSeconds(600);
        rig.assertRefused(
                Verb.BOLUS,
                "{'dose': '100.001 mcg', 'duration': '10 min', 'override': {'by': 'A', 'why': 'B'}}",
                Code.BAD_PARAM,
                "dose: found 100.001 mcg; allowed up to 100 mcg (SR-10)");
    }

    @Test
    @Tag("SR-04")
    @Tag("SR-10")
    void aboveTheSoftLimitNeedsAnOverrideThatIsRecordedWithWhoAndWhy() {
        give("{'dose': '50 mcg', 'duration': '5 min'}");
        rig.runSeconds(300);
        rig.assertRefused(
                Verb.BOLUS,
                "{'dose': '50.001 mcg', 'duration': '5 min'}",
                Code.NEEDS_CONFIRM,
                "it needs override {by, why}: dose: found 50.001 mcg; allowed up to 50 mcg, else an"
                        + " override (SR-10)");
        rig.events();
        give(
                "{'dose': '60 mcg', 'duration': '5 min', 'override': {'by': 'Dr. A', 'why':"
                        + " 'screening, day 2'}}");

        OrderedRig.Said said = rig.said(EventKind.THERAPY, "bolus", "override");
        assertEquals("Dr. A: screening, day 2", said.detail());
        assertEquals(60_000_000L, said.value());
    }

    @Test
    @Tag("SR-04")
    void anOverrideThatNothingNeedsIsNotRecorded() {
        rig.events();
        give("{'dose': '10 mcg', 'duration': '1 min', 'override': {'by': 'A', 'why': 'B'}}");
        assertEquals(
                List.of(
                        "bolus bolus-timed begun",
                        "mode bolus-timed entered",
                        "order bolus accepted nurse/1"),
                rig.events());
    }

    @Test
    @Tag("SR-26")
    void theLockoutRunsFromTheEndOfTheLastBolus() {
        give(DEMAND);
        rig.assertRefused(Verb.BOLUS, DEMAND, Code.BUSY, "another bolus runs");
        while (rig.mode() == Mode.BOLUS_DEMAND) {
            rig.rig.run(1);
        }
        long endedNanos = rig.rig.nanos;
        rig.skip(OrderedRig.HOUR_NANOS - 5 * OrderedRig.SECOND_NANOS);
        rig.assertRefused(Verb.BOLUS, DEMAND, Code.RATE_LIMITED, LOCKOUT);
        while (rig.rig.nanos - endedNanos < OrderedRig.HOUR_NANOS - 10_000_000L) {
            rig.rig.run(1);
        }

        // At the boundary that is 10 ms short of the hour, and at the next.
        assertEquals(OrderedRig.HOUR_NANOS - 10_000_000L, rig.rig.nanos - endedNanos);
        assertEquals(Code.RATE_LIMITED, rig.confirmed(Verb.BOLUS, DEMAND).code());
        assertEquals(OrderedRig.HOUR_NANOS, rig.rig.nanos - endedNanos);
        assertEquals(Code.OK, rig.confirmed(Verb.BOLUS, DEMAND).code());
    }

    @Test
    @Tag("SR-26")
    void asManyDemandBolusesAsPrescribedAreGivenInAnyDay() {
        for (int i = 0; i < 2; i++) {
            give(DEMAND);
            rig.runSeconds(61);
            rig.skip(2 * OrderedRig.HOUR_NANOS);
        }
        rig.assertRefused(
                Verb.BOLUS,
                DEMAND,
                Code.RATE_LIMITED,
                "as many demand boluses as prescribed were given in 24 h");
        rig.skip(20 * OrderedRig.HOUR_NANOS);
        give(DEMAND);
    }

    @Test
    @Tag("SR-25")
    void aRollingLimitCountsBolusesGivenAndAFullWindowOfTheProgram() {
        give("{'dose': '50 mcg', 'duration': '3 min'}");
        rig.runSeconds(181);
        give("{'dose': '50 mcg', 'duration': '3 min'}");
        rig.runSeconds(181);
        // 150 in an hour, of which the program has 10.416667 whether it came yet or not.
        rig.assertRefused(
                Verb.BOLUS,
                "{'dose': '39.6 mcg', 'duration': '3 min'}",
                Code.RATE_LIMITED,
                "with the program it would exceed the rolling dose limit");
        give("{'dose': '39.5 mcg', 'duration': '3 min'}");
        rig.runSeconds(181);
        assertFalse(rig.rig.loop().alarms().isListed(Alarm.MAX_DOSE));
    }

    @ParameterizedTest
    @EnumSource(names = {"PAUSE", "MINIMUM_RATE", "STOP"})
    @Tag("SR-27")
    void whereNoProgramRunsThereIsNoBolus(Verb verb) {
        rig.order(verb, "{}");
        String mode = rig.mode().label();
        rig.assertRefused(Verb.BOLUS, TEN, Code.CONFLICT, "no bolus in mode " + mode);
        rig.assertRefused(Verb.BOLUS, DEMAND, Code.CONFLICT, "no bolus in mode " + mode);
    }

    @ParameterizedTest
    @EnumSource(names = {"PAUSE", "MINIMUM_RATE", "STOP"})
    @Tag("SR-29")
    void whatEndsABolusDropsWhatIsLeftOfIt(Verb verb) {
        give(TEN);
        rig.runSeconds(30);
        long given = rig.delivered(Delivery.BOLUS);
        rig.events();

        rig.order(verb, "{}");

        assertEquals(400, given, 2);
        long picograms = rig.said(EventKind.BOLUS, "bolus-timed", "interrupted").value();
        assertEquals(given * 12_500, picograms);
        rig.order(Verb.RESUME, "{}");
        rig.runSeconds(60);
        assertEquals(Mode.CONTINUOUS, rig.mode());
        assertEquals(given, rig.delivered(Delivery.BOLUS));
    }

    @Test
    @Tag("SR-29")
    void cancellingABolusEndsItAndOnlyIt() {
        rig.assertRefused(Verb.BOLUS_CANCEL, "{}", Code.CONFLICT, "no bolus runs");
        give(TEN);
        rig.runSeconds(30);
        Order order = rig.order(Verb.BOLUS_CANCEL, "{}");
        assertEquals(Code.OK, order.code());
        assertEquals(Mode.CONTINUOUS, order.mode());
        assertEquals(250_000_000L, order.picogramsPerDay());
    }

    @Test
    @Tag("SR-27")
    @Tag("SR-34")
    @Tag("SR-79")
    void anAlarmEndsABolusInItsOwnCycleAndNoOrderBeginsAnother() {
        give(TEN);
        rig.runSeconds(30);
        long given = rig.delivered(Delivery.BOLUS);
        rig.rig.door = true;
        rig.rig.run(1);

        assertEquals(Reaction.ZERO_FLOW, rig.rig.loop().permit().reaction());
        assertEquals(0, rig.rig.lastMicrosteps);
        assertEquals(Mode.CONTINUOUS, rig.mode());
        rig.assertRefused(Verb.BOLUS, TEN, Code.CONFLICT, "an alarm allows no bolus");
        rig.rig.door = false;
        rig.rig.run(1);
        rig.assertRefused(Verb.BOLUS, DEMAND, Code.CONFLICT, "an alarm allows no bolus");
        rig.order(Verb.ALARM_ACKNOWLEDGE, "{}");
        rig.runSeconds(60);
        assertEquals(given, rig.delivered(Delivery.BOLUS));
        give(TEN);
    }

    @Test
    @Tag("SR-52")
    void aLowReservoirEndsBolusesAndLeavesTheProgram() {
        give(TEN);
        rig.runSeconds(10);
        rig.rig.reservoirPicolitres = 3_900_000_000L;
        // What the scale shows all of a sudden is believed after a while.
        rig.runSeconds(10);
        long basal = rig.delivered(Delivery.BASAL);

        assertTrue(rig.rig.loop().alarms().isListed(Alarm.RESERVOIR_LOW));
        assertEquals(Mode.CONTINUOUS, rig.mode());
        rig.assertRefused(Verb.BOLUS, DEMAND, Code.CONFLICT, "an alarm allows no bolus");
        rig.runSeconds(600);
        assertEquals(Reaction.KEEP_PROGRAM, rig.rig.loop().permit().reaction());
        assertEquals(139, rig.delivered(Delivery.BASAL) - basal, 2);
    }

    @Test
    @Tag("SR-28")
    void aBolusTakesAsLongAsTheCeilingAsks() {
        Order order = rig.confirmed(Verb.BOLUS, "{'dose': '50 mcg', 'duration': '1 s'}");
        // 25 uL at 1000 uL/h less the program's 5.2 take 90.5 s.
        assertEquals("91", OrderedRig.enacted(order).get("durationS"));
        long picolitresPerDay = rig.rig.loop().planner().modePicolitresPerDay();
        assertTrue(picolitresPerDay <= 24_000_000_000L, () -> "" + picolitresPerDay);
    }

    @Test
    @Tag("SR-30")
    void noBolusTakesLongerThanSixHours() {
        give("{'dose': '10 mcg', 'duration': '6 h'}");
        rig.order(Verb.BOLUS_CANCEL, "{}");
        rig.assertRefused(
                Verb.BOLUS,
                "{'dose': '10 mcg', 'duration': '6.01 h'}",
                Code.BAD_PARAM,
                "duration: found 6.01 h; allowed 1 s to 6 h");
    }

    @Test
    @Tag("SR-26")
    void thePressOfTheButtonIsOneRequest() {
        rig.events();
        press();
        assertEquals(Mode.BOLUS_DEMAND, rig.mode());
        assertEquals(
                List.of("bolus bolus-demand begun", "mode bolus-demand entered"), rig.events());
        rig.runSeconds(61);
        assertEquals(800, rig.delivered(Delivery.BOLUS));
    }

    @Test
    @Tag("SR-26")
    void aRefusedPressIsRecordedAndNeverQueued() {
        press();
        rig.runSeconds(61);
        rig.events();
        press();
        assertEquals(List.of("bolus bolus-demand refused " + LOCKOUT), rig.events());
        rig.skip(2 * OrderedRig.HOUR_NANOS);
        rig.runSeconds(60);
        assertEquals(Mode.CONTINUOUS, rig.mode());
        assertEquals(800, rig.delivered(Delivery.BOLUS));
    }

    @Test
    @Tag("SR-26")
    void pressesBeforeTheBolusIsDueAskForNothingLater() {
        press();
        for (int i = 0; i < 5; i++) {
            rig.events();
            press();
            assertEquals(List.of("bolus bolus-demand refused another bolus runs"), rig.events());
        }
        rig.runSeconds(120);
        assertEquals(800, rig.delivered(Delivery.BOLUS));
        assertEquals(1, rig.rig.loop().planner().shots().closed());
    }

    @Test
    @Tag("SR-81")
    void aSilenceNeedsAnAlarmAndTellsHowLongItLasts() {
        rig.assertRefused(Verb.AUDIO_PAUSE, "{}", Code.CONFLICT, "no alarm is listed");
        rig.rig.door = true;
        rig.rig.run(1);
        Order order = rig.order(Verb.AUDIO_PAUSE, "{'duration': '2 min'}");
        assertEquals(Map.of("audioPausedS", "120"), OrderedRig.enacted(order));
        assertTrue(rig.rig.loop().alarms().audioPause().remainingNanos(rig.rig.nanos) > 0);
        rig.assertRefused(
                Verb.AUDIO_PAUSE,
                "{'duration': '601 s'}",
                Code.BAD_PARAM,
                "duration: found 601 s; allowed 1 s to 10 min");
    }
}
