package io.pumprig.controller.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.DrugLibrary;
import io.pumprig.controller.order.FluidPath;
import io.pumprig.controller.order.LimitOverride;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.OrderForms;
import io.pumprig.controller.order.PreparedTherapy;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.RefillEntry;
import io.pumprig.controller.order.TherapyRules;
import io.pumprig.controller.order.Verb;
import io.pumprig.controller.order.Wish;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Orders as a recording keeps them. */
class RecordedOrderTest {
    private static final OrderForms FORMS =
            new OrderForms(
                    FluidPath.REFERENCE,
                    new TherapyRules(DrugLibrary.shipped()),
                    RecordedOrderTest::prepared);

    private static PreparedTherapy prepared(Prescription prescription) {
        return () -> prescription;
    }

    private static Order wishing(Verb verb, Wish wish) {
        return new Order(verb, wish, 7, true, "nurse/1", () -> {});
    }

    static List<Order> orders() {
        LimitOverride override = new LimitOverride("mk", "soak test");
        RefillEntry entry = new RefillEntry(2_000_000_000L, 18_000_000_000L, 500);
        return List.of(
                new Order(Verb.PAUSE, Order.ALL_ALARMS, -1, "signal/USR1", () -> {}),
                new Order(Verb.ALARM_ACKNOWLEDGE, Order.ALL_ALARMS, 3, "nurse/2", () -> {}),
                new Order(
                        Verb.ALARM_ACKNOWLEDGE,
                        Alarm.EMERGENCY_STOP.ordinal(),
                        3,
                        "nurse/3",
                        () -> {}),
                wishing(Verb.BOLUS, new Wish.Bolus(true, 0, 0, null)),
                wishing(Verb.BOLUS, new Wish.Bolus(false, 10_000_000, 300, override)),
                wishing(Verb.THERAPY_STAGE, FORMS.stage(Starts.pattern(), null)),
                wishing(Verb.THERAPY_STAGE, FORMS.stage(Starts.therapy(), entry)),
                wishing(Verb.THERAPY_COMMIT, new Wish.Commit("ab".repeat(32), override)),
                wishing(Verb.REFILL, new Wish.Refill(entry)),
                wishing(Verb.PRIME, new Wish.Prime(20_000_000)),
                wishing(Verb.AUDIO_PAUSE, new Wish.AudioPause(60_000_000_000L)),
                wishing(
                        Verb.PRIME,
                        new Wish.Refused(Code.BAD_PARAM, "volume: found \"a\\lot\"\nof it")));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("orders")
    void isTheSameOrderAgain(Order order) {
        order.answer(Code.CONFLICT, "so", 1, 2, Mode.PAUSED, 3, 4, 5);
        String text = RecordedOrder.text(order);

        RecordedOrder recorded = RecordedOrder.parse(text);
        Order again = recorded.again(FORMS);

        assertEquals(Code.CONFLICT, recorded.code());
        assertEquals(order.verb(), again.verb());
        assertEquals(order.alarmOrdinal(), again.alarmOrdinal());
        assertEquals(order.expectedStateVersion(), again.expectedStateVersion());
        assertEquals(order.isConfirmed(), again.isConfirmed());
        assertEquals(order.id(), again.id());
        again.answer(Code.CONFLICT, "so", 1, 2, Mode.PAUSED, 3, 4, 5);
        assertEquals(text, RecordedOrder.text(again));
    }

    @Test
    void anOrderWhoseCycleFailedHasNoCode() {
        Order order = new Order(Verb.PAUSE, Order.ALL_ALARMS, -1, "nurse/1", () -> {});
        assertNull(RecordedOrder.parse(RecordedOrder.text(order)).code());
    }

    @Test
    void aVerbThatNobodyKnowsIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> RecordedOrder.parse("verb=dance\nid=a/1\ncode=OK\n"));
    }
}
