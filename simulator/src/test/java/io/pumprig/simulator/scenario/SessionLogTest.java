package io.pumprig.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.Verb;
import org.junit.jupiter.api.Test;

class SessionLogTest {
    private final SessionLog log = new SessionLog();

    private void order(Verb verb, Code code) {
        Order order = new Order(verb, Order.ALL_ALARMS, -1, "t/1", () -> {});
        log.took(order, 7, false);
        order.answer(code, null, 7, 70_000_000, Mode.CONTINUOUS, 250_000_000, 1, 0);
    }

    @Test
    void keepsWhatWasCarriedOutAndNothingElse() {
        order(Verb.PAUSE, Code.OK);
        order(Verb.BOLUS_CANCEL, Code.CONFLICT);
        order(Verb.PING, Code.OK);
        order(Verb.RESUME, Code.OK);
        assertEquals(2, log.orders().size());
        assertEquals(Verb.PAUSE, log.orders().get(0).order().verb());
        assertEquals(Verb.RESUME, log.orders().get(1).order().verb());
        assertTrue(log.isWhole());
    }

    @Test
    void aMillionRefusedOrdersLeaveNothing() {
        for (int i = 0; i < 1_000_000; i++) {
            order(Verb.BOLUS_CANCEL, Code.CONFLICT);
        }
        assertEquals(0, log.orders().size());
        assertTrue(log.isWhole());
    }

    @Test
    void whatIsTooMuchIsNotKeptAndSaidToBeMissing() {
        for (int i = 0; i < 20_000; i++) {
            order(Verb.PAUSE, Code.OK);
        }
        assertTrue(log.isWhole());
        order(Verb.RESUME, Code.OK);
        assertFalse(log.isWhole());
        assertEquals(20_000, log.orders().size());
    }
}
