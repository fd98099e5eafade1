package io.pumprig.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.dose.Delivery;
import io.pumprig.controller.dose.Withheld;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.Verb;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Primes by order, and the air they drive out or do not, seen from outside. */
class PrimeTest {
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
    @Tag("SR-62")
    void aPrimeIsOneShotOfALimitedVolumeApartInTheLedger() {
        rig.assertRefused(
                Verb.PRIME,
                "{'volume': '5 uL'}",
                Code.CONFLICT,
                "a prime begins from paused or stopped");
        rig.order(Verb.STOP, "{}");
        rig.assertRefused(
                Verb.PRIME,
                "{'volume': '5 uL'}",
                false,
                Code.NEEDS_CONFIRM,
                "it raises flow: repeat it with confirm and the stateVersion of this answer");
        rig.assertRefused(
                Verb.PRIME,
                "{'volume': '80.1 uL'}",
                Code.BAD_PARAM,
                "volume: found 80.1 uL; allowed 1 uL to 80 uL");
        long basal = rig.delivered(Delivery.BASAL);
        Order order = rig.confirmed(Verb.PRIME, "{'volume': '5 uL'}");
        assertEquals(Code.OK, order.code(), order.reason());
        assertEquals(Mode.PRIMING, order.mode());
        assertEquals("5", OrderedRig.enacted(order).get("volumeUl"));
        rig.events();
        // 5 uL at 1000 uL/h take 18 s.
        rig.runSeconds(20);

        assertEquals(Mode.STOPPED, rig.mode());
        assertEquals(800, rig.delivered(Delivery.PRIME), 1);
        assertEquals(basal, rig.delivered(Delivery.BASAL));
        assertEquals(List.of("bolus priming completed", "mode stopped entered"), rig.events());
        rig.runSeconds(60);
        assertEquals(800, rig.delivered(Delivery.PRIME), 1);
        rig.assertNoAlarm();
    }

    @Test
    @Tag("SR-61")
    @Tag("SR-75")
    @Tag("F-49")
    void aPrimeThatDoesNotDriveTheAirOutFailsAndInhibitsTherapy() {
        rig.order(Verb.STOP, "{}");
        rig.rig.air = true;
        rig.confirmed(Verb.PRIME, "{'volume': '20 uL'}");
        rig.events();
        // Half as much again in volume and time, at 1000 uL/h in whole seconds: 109.5 s. 10 uL of
        // air would hold any other flow.
        rig.runSeconds(107);
        assertEquals(Mode.PRIMING, rig.mode());
        assertEquals(Reaction.KEEP_PROGRAM, rig.rig.loop().permit().reaction());
        assertFalse(rig.rig.loop().alarms().isListed(Alarm.AIR_IN_LINE));
        assertEquals(List.of("alarm AIR_IN_LINE masked begun"), rig.events());
        rig.runSeconds(3);

        assertEquals(Mode.STOPPED, rig.mode());
        assertEquals(4_800, rig.delivered(Delivery.PRIME), 30);
        assertTrue(rig.rig.loop().alarms().isListed(Alarm.PRIMING_FAILED));
        assertTrue(rig.rig.loop().alarms().isListed(Alarm.AIR_IN_LINE));
        assertEquals(
                List.of(
                        "bolus priming failed",
                        "alarm PRIMING_FAILED raised",
                        "mode stopped entered",
                        "alarm AIR_IN_LINE masked ended",
                        "alarm AIR_IN_LINE raised"),
                rig.events());
        rig.rig.air = false;
        rig.order(Verb.RESUME, "{}");
        long sent = rig.rig.sent;
        rig.runSeconds(600);
        assertEquals(sent, rig.rig.sent);
        assertTrue(rig.rig.loop().ledger().withheld(Withheld.ZERO_FLOW) > 100);
        rig.order(Verb.ALARM_ACKNOWLEDGE, "{}");
        rig.runSeconds(60);
        assertEquals(sent + 14, rig.rig.sent, 1);
        rig.assertNoAlarm();
    }

    @Test
    @Tag("SR-61")
    @Tag("SR-75")
    void aPrimeDrivesOutTheAirThatHoldsTherapy() {
        rig.rig.air = true;
        rig.confirmed(Verb.BOLUS, "{'dose': '25 mcg', 'duration': '1 min'}");
        rig.runSeconds(60);
        assertTrue(rig.rig.loop().alarms().isListed(Alarm.AIR_IN_LINE));
        rig.order(Verb.STOP, "{}");
        rig.order(Verb.ALARM_ACKNOWLEDGE, "{'alarm': 'AIR_IN_LINE'}");
        Order order = rig.confirmed(Verb.PRIME, "{'volume': '20 uL'}");
        assertEquals(Code.OK, order.code(), order.reason());
        rig.runSeconds(60);
        rig.rig.air = false;
        rig.runSeconds(20);

        assertEquals(Mode.STOPPED, rig.mode());
        assertEquals(3_200, rig.delivered(Delivery.PRIME), 1);
        rig.order(Verb.ALARM_ACKNOWLEDGE, "{}");
        rig.assertNoAlarm();
    }

    @Test
    @Tag("SR-61")
    @Tag("SR-79")
    void everyOtherAlarmHoldsAPrime() {
        rig.order(Verb.STOP, "{}");
        rig.confirmed(Verb.PRIME, "{'volume': '20 uL'}");
        rig.runSeconds(10);
        long primed = rig.delivered(Delivery.PRIME);
        rig.rig.door = true;
        rig.runSeconds(10);
        assertEquals(primed, rig.delivered(Delivery.PRIME), 1);
        rig.rig.door = false;
        rig.order(Verb.STOP, "{}");
        rig.assertRefused(Verb.PRIME, "{'volume': '20 uL'}", Code.CONFLICT, "HEAD_OPEN holds flow");
    }
}
