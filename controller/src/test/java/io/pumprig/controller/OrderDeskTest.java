package io.pumprig.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.event.Event;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.Prescription.OnRestart;
import io.pumprig.controller.order.Verb;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What orders do, seen from outside: through the inbox and the cycle that takes them. */
class OrderDeskTest {
    private final FakeRig rig = new FakeRig().healthy();

    @BeforeEach
    void begin() throws JournalException {
        rig.begin(250_000_000L);
        rig.run(10);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private void assertAnswer(Order order, Code code, Mode mode, long picogramsPerDay) {
        assertEquals(code, order.code(), order.reason());
        assertEquals(mode, order.mode());
        assertEquals(picogramsPerDay, order.picogramsPerDay());
        assertEquals(mode, rig.loop().planner().mode());
        assertEquals(rig.loop().sample().cycle(), order.cycle());
        assertEquals(rig.loop().sample().nanos(), order.nanos());
        assertEquals(code == Code.OK, order.reason() == null);
    }

    @Test
    @Tag("SR-17")
    @Tag("SR-101")
    void theAnswerIsReadBackFromTheController() {
        assertAnswer(rig.order(Verb.PING), Code.OK, Mode.CONTINUOUS, 250_000_000L);
        assertAnswer(rig.order(Verb.PAUSE), Code.OK, Mode.PAUSED, 96_000_000L);
        assertAnswer(rig.order(Verb.RESUME), Code.OK, Mode.CONTINUOUS, 250_000_000L);
        assertAnswer(rig.order(Verb.MINIMUM_RATE), Code.OK, Mode.MINIMUM_RATE, 96_000_000L);
        assertAnswer(rig.order(Verb.PAUSE), Code.OK, Mode.PAUSED, 96_000_000L);
        assertAnswer(rig.order(Verb.STOP), Code.OK, Mode.STOPPED, 0);
        assertAnswer(rig.order(Verb.RESUME), Code.OK, Mode.CONTINUOUS, 250_000_000L);
    }

    @ParameterizedTest
    @EnumSource(names = {"PAUSE", "MINIMUM_RATE"})
    @Tag("SR-47")
    @Tag("SR-99")
    void fromStoppedEvenTheMinimumRateWouldRaiseFlow(Verb verb) {
        rig.order(Verb.STOP);
        Order order = rig.order(verb);
        assertAnswer(order, Code.NEEDS_CONFIRM, Mode.STOPPED, 0);
        assertNotNull(order.reason());
        rig.run(1_000);
        assertEquals(0, rig.loop().planner().ratePicogramsPerDay());
    }

    @ParameterizedTest
    @EnumSource(names = {"PAUSE", "MINIMUM_RATE"})
    @Tag("SR-47")
    @Tag("SR-99")
    void aConfirmedRaiseFromStoppedIsEnactedInTheStateThatWasSeenOnly(Verb verb) {
        long before = rig.order(Verb.STOP).stateVersion() - 1;
        assertAnswer(confirmed(verb, before), Code.CONFLICT, Mode.STOPPED, 0);
        Mode mode = verb == Verb.PAUSE ? Mode.PAUSED : Mode.MINIMUM_RATE;
        assertAnswer(confirmed(verb, before + 1), Code.OK, mode, 96_000_000L);
    }

    private Order confirmed(Verb verb, long stateVersion) {
        return rig.order(
                new Order(verb, Order.ALL_ALARMS, stateVersion, true, "nurse/2", () -> {}));
    }

    @ParameterizedTest(name = "{0}: {1} microsteps in 2.4 h")
    @CsvSource({"RESUME, 2000", "PAUSE, 768", "MINIMUM_RATE, 768", "STOP, 0"})
    @Tag("SR-47")
    void theOrderedModeIsWhatIsDelivered(Verb verb, long microsteps) {
        rig.order(verb);
        long before = rig.sent;
        rig.run(864_000);
        assertEquals(microsteps, rig.sent - before, 1);
    }

    @Test
    @Tag("SR-96")
    void anOrderForAnotherStateIsAConflictAndChangesNothing() {
        long version = rig.order(Verb.PING).stateVersion();
        assertEquals(Code.OK, rig.order(Verb.PAUSE, Order.ALL_ALARMS, version).code());
        Order late = rig.order(Verb.STOP, Order.ALL_ALARMS, version);
        assertAnswer(late, Code.CONFLICT, Mode.PAUSED, 96_000_000L);
        assertEquals(version + 1, late.stateVersion());
        assertAnswer(rig.order(Verb.STOP, Order.ALL_ALARMS, version + 1), Code.OK, Mode.STOPPED, 0);
    }

    @Test
    @Tag("SR-96")
    void aConflictIsToldEvenWhereTheOrderWouldBeRefusedAnyway() {
        rig.order(Verb.STOP);
        assertEquals(Code.CONFLICT, rig.order(Verb.PAUSE, Order.ALL_ALARMS, 0).code());
    }

    @Test
    @Tag("SR-96")
    void theSameModeAgainChangesNothing() {
        long version = rig.order(Verb.STOP).stateVersion();
        assertEquals(version, rig.order(Verb.STOP).stateVersion());
    }

    @Test
    @Tag("SR-96")
    void anAlarmChangesTheState() {
        long version = rig.order(Verb.PING).stateVersion();
        rig.door = true;
        rig.run(1);
        Order order = rig.order(Verb.PAUSE, Order.ALL_ALARMS, version);
        assertEquals(Code.CONFLICT, order.code());
        assertEquals(Alarm.HEAD_OPEN.bit(), order.listedAlarms());
    }

    @Test
    @Tag("SR-80")
    void oneAlarmOrAllAreAcknowledged() {
        rig.door = true;
        rig.eStop = true;
        rig.run(1);
        rig.door = false;
        rig.eStop = false;
        rig.run(1);
        Order one = rig.order(Verb.ALARM_ACKNOWLEDGE, Alarm.HEAD_OPEN.ordinal(), -1);
        assertEquals(Code.OK, one.code());
        assertEquals(Alarm.EMERGENCY_STOP.bit(), one.listedAlarms());
        assertEquals(0, rig.order(Verb.ALARM_ACKNOWLEDGE).listedAlarms());
        assertFalse(rig.loop().alarms().isListed(Alarm.EMERGENCY_STOP));
    }

    @Test
    void anAlarmThatIsNotListedCannotBeAcknowledged() {
        Order order = rig.order(Verb.ALARM_ACKNOWLEDGE, Alarm.HEAD_OPEN.ordinal(), -1);
        assertEquals(Code.UNKNOWN_TARGET, order.code());
        assertNotNull(order.reason());
    }

    @Test
    void acknowledgingAllOfNoneIsFine() {
        assertEquals(Code.OK, rig.order(Verb.ALARM_ACKNOWLEDGE).code());
    }

    @Test
    @Tag("SR-18")
    void resumingAProgramThatIsStoppedDeliversNothing() throws JournalException {
        rig.close();
        try (FakeRig stopped = new FakeRig().healthy()) {
            stopped.begin(
                    new Prescription(
                            "baclofen", 2_000, Mode.STOPPED, 0, 48_000_000L, OnRestart.CONFIRM),
                    null,
                    0);
            stopped.run(10);
            Order order = stopped.order(Verb.RESUME);
            assertEquals(Code.OK, order.code());
            assertEquals(Mode.STOPPED, order.mode());
            stopped.run(10_000);
            assertEquals(0, stopped.sent);
        }
    }

    @Test
    void ordersAndModesAreRecordedAndPingsAreNot() {
        EventRing.Reader reader = rig.controller().events().reader();
        rig.order(Verb.PING);
        rig.order(Verb.STOP);
        rig.order(Verb.PAUSE);
        List<String> events = new ArrayList<>();
        for (Event event = reader.next(); event != null; event = reader.next()) {
            String id = event.kind() == EventKind.ORDER ? " " + event.detail() : "";
            events.add(event.kind().topic() + " " + event.subject() + " " + event.phase() + id);
        }
        assertEquals(
                List.of(
                        "mode stopped entered",
                        "order stop accepted nurse/1",
                        "order pause rejected nurse/1 NEEDS_CONFIRM: it would raise flow from"
                                + " stopped; resume restores the program"),
                events);
    }

    @Test
    @Tag("SR-98")
    void aMistakeOfWhoeverWaitsForTheAnswerDoesNotEndTherapy() {
        Order order =
                new Order(
                        Verb.PAUSE,
                        Order.ALL_ALARMS,
                        -1,
                        "nurse/1",
                        () -> {
                            throw new IllegalStateException("not our day");
                        });
        assertTrue(rig.controller().inbox().offer(order));

        rig.run(2);

        assertEquals(Code.OK, order.code());
        assertEquals(Mode.PAUSED, rig.loop().planner().mode());
        assertEquals(rig.loop().sample().cycle() - 1, order.cycle());
    }

    @Test
    void allThatWaitAreTakenInOneCycleInTheirOrder() {
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            Verb verb = i % 2 == 0 ? Verb.STOP : Verb.RESUME;
            Order order = new Order(verb, Order.ALL_ALARMS, -1, "nurse/" + i, () -> {});
            assertTrue(rig.controller().inbox().offer(order));
            orders.add(order);
        }
        rig.run(1);
        for (int i = 0; i < 64; i++) {
            assertTrue(orders.get(i).isAnswered());
            assertNull(orders.get(i).reason());
            assertEquals(i % 2 == 0 ? Mode.STOPPED : Mode.CONTINUOUS, orders.get(i).mode());
        }
    }
}
